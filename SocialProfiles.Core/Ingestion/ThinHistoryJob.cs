using Microsoft.Extensions.Logging;
using Quartz;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Thins the history once a night.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ThinHistoryJob(ThinHistory thin, ILogger<ThinHistoryJob> logger) : IJob
{
    public static readonly JobKey Key = new("thin-history");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            LogThinned(await thin.ExecuteAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Tomorrow is another night: what is too old then is deleted then.
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Thinned the history by {Rows} rows")]
    private partial void LogThinned(int rows);

    [LoggerMessage(LogLevel.Error, "Thinning the history failed")]
    private partial void LogFailed(Exception exception);
}
