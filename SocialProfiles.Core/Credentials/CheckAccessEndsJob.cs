using Microsoft.Extensions.Logging;
using Quartz;

namespace SocialProfiles.Core.Credentials;

/// <summary>Asks once a day when the agency's access ends.</summary>
[DisallowConcurrentExecution]
internal sealed partial class CheckAccessEndsJob(AccessEnds ends, ILogger<CheckAccessEndsJob> logger) : IJob
{
    public static readonly JobKey Key = new("check-access-ends");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await ends.CheckAllAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Asking when the agency's access ends failed; tried again tomorrow")]
    private partial void LogFailed(Exception exception);
}
