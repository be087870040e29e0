using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Canary;

/// <summary>What the canary found of followers, for those who are below it.</summary>
internal sealed class FollowerDoubts : IFollowerDoubts
{
    public async Task<Func<ConnectionView, bool>> ReadAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var breaks = await PlatformBreaks.ReadAsync(db, since: null, cancellationToken);
        return view => breaks.Of(view.Platform, view.Type == ConnectionType.OAuth).IsBroken(CanaryMetric.Followers);
    }
}
