using Microsoft.Extensions.Logging;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Thins the history once a night, and says by how much. A night that is missed or fails is made up for.</summary>
internal sealed partial class ThinHistoryJob(ThinHistory thin, ILogger<ThinHistoryJob> logger)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken) => LogThinned(await thin.ExecuteAsync(cancellationToken));

    [LoggerMessage(LogLevel.Information, "Thinned the history by {Rows} rows")]
    private partial void LogThinned(int rows);
}
