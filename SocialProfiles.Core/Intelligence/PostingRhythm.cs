using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>How often a profile posts, stories left out, over the last <see cref="Growth.MonthDays"/> days.</summary>
/// <param name="Key">Of the connection.</param>
/// <param name="Gap">Why its posts are not known; <see cref="MetricGap.None"/> where they are.</param>
/// <param name="Listed">How many posts the account has, as the platform counts them; null unknown.</param>
/// <param name="OfMonth">Of those that were read, how many were published within the window.</param>
/// <param name="GoesBack">One that was read is older than the window: so all of the window were read.</param>
public sealed record PostingRhythm(long Key, MetricGap Gap, long? Listed, int OfMonth, bool GoesBack)
{
    /// <summary>Null where the posts are not known.</summary>
    public double? PostsAWeek => Gap == MetricGap.None ? OfMonth * 7.0 / Growth.MonthDays : null;

    /// <summary>The account has more posts than were read, and the oldest of these is within the window: there may be more of its time.</summary>
    public bool IsAtLeast => OfMonth > 0 && !GoesBack && Listed > OfMonth;

    /// <param name="now">UTC, the end of the window.</param>
    internal static IQueryable<PostingRhythm> Query(SocialProfilesDbContext db, IQueryable<SocialProfile> profiles, DateTimeOffset now)
    {
        var since = now.AddDays(-Growth.MonthDays);
        return profiles.Select(x => new PostingRhythm(
            x.ConnectionKey,
            x.PostsGap,
            x.Posts,
            db.Set<SocialPost>().Count(post => post.ConnectionKey == x.ConnectionKey && post.PublishedAt > since && post.Kind != PostKind.Story),
            db.Set<SocialPost>().Any(post => post.ConnectionKey == x.ConnectionKey && post.PublishedAt <= since && post.Kind != PostKind.Story)));
    }
}
