using Microsoft.Extensions.Logging;
using Quartz;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Consents;

/// <summary>Looks after consents every ten minutes.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RenewConsentsJob(RenewConsents renew, ILogger<RenewConsentsJob> logger) : IJob
{
    public static readonly JobKey Key = new("renew-consents");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await renew.ExecuteAsync(cancellationToken);
        }
        catch (SealedValueException exception)
        {
            // The application says so on every page; here it must only not count as a fault of a consent.
            LogKeys(exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Consents cannot be renewed: wrong or missing encryption keys")]
    private partial void LogKeys(Exception exception);

    [LoggerMessage(LogLevel.Error, "Renewing consents failed; tried again in ten minutes")]
    private partial void LogFailed(Exception exception);
}
