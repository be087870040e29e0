using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>
/// Knows beforehand when the agency's own access to a platform ends, as Meta's long-lived tokens do after some sixty days:
/// asks once a day, and when credentials are saved or tested, and raises one notice that becomes more urgent.
/// </summary>
public sealed partial class AccessEnds(Database database, DataWorld world, PlatformCatalog catalog, NoticeBoard notices, ILogger<AccessEnds> logger)
{
    /// <summary>Asks every platform that is configured.</summary>
    public async Task CheckAllAsync(CancellationToken cancellationToken)
    {
        foreach (var platform in catalog.All)
        {
            await CheckAsync(platform, isReplaced: false, cancellationToken);
        }
    }

    /// <param name="isReplaced">The credentials are new, so that what is known of the old ones counts no longer.</param>
    public async Task CheckAsync(IPlatform platform, bool isReplaced, CancellationToken cancellationToken)
    {
        var answer = platform.IsConfigured ? await platform.ReadAccessEndAsync(cancellationToken) : null;
        if (answer is { Succeeded: false, Failure: { } failure })
        {
            LogNotRead(platform.Name, failure.Kind, failure.Detail);
        }

        await database.WriteAsync(
            async db =>
            {
                var state = await db.PlatformStates.AsTracking().SingleOrDefaultAsync(x => x.Platform == platform.Key, cancellationToken);
                var isKept = answer is { Succeeded: false } && !isReplaced;
                var endsAt = isKept ? state?.AccessEndsAt : answer is { Succeeded: true } end ? end.Value.At : null;
                if (state is null && endsAt is not null)
                {
                    state = db.PlatformStates.Add(new PlatformState { Platform = platform.Key, IsSandbox = world.IsSandbox }).Entity;
                }

                if (state is not null)
                {
                    state.AccessEndsAt = endsAt;
                }

                await notices.WarnOfAccessAsync(db, platform.Key, world.IsSandbox, endsAt, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "{Platform} did not say when our access ends: {Kind}, {Detail}")]
    private partial void LogNotRead(string platform, FailureKind kind, string detail);
}
