using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Decides what an ended sync means for what is stored: what is news, what another account takes along, which posts are gone.</summary>
internal sealed class SyncMeaning(PlatformCatalog catalog)
{
    /// <param name="days">How the agency counts days.</param>
    public SyncRows Of(FinishedSync sync, AgencyDays days) => new(
        sync.Claim,
        sync.Verdict,
        sync.EndedAt,
        sync.Account is { } account ? Of(sync.Claim, account, sync.EndedAt, days) : null,
        sync.Failure?.Detail ?? sync.Account?.List.Detail,
        NewsOf(sync));

    private AccountRows Of(ClaimedSync claim, FetchedAccount account, DateTimeOffset now, AgencyDays days)
    {
        var profile = account.Profile;
        var posts = Fingerprint.Of(account.Posts);
        var fingerprint = Fingerprint.Of(account, posts);

        // The handle went to somebody else: what we have is another person's history.
        var replacesFormer = claim.AccountId is not null && profile.AccountId is not null && claim.AccountId != profile.AccountId;
        return new AccountRows(profile, account.List)
        {
            ReplacesFormer = replacesFormer,
            ChangedTo = fingerprint == claim.Fingerprint ? null : fingerprint,
            PostFingerprints = posts,
            Renamed = profile.Handle is { } handle && handle != claim.Handle ? RenamedTo(handle, claim) : null,
            Missing = MissingOf(account.List),
            Insights = account.Insights is { } insights ? new InsightRows(insights, account.InsightsAgainAt, account.InsightsReadBefore) { Replaced = Replaced(insights) } : null,
            Source = catalog.ClientOf(claim.Platform)?.SourceOf(claim.Type == ConnectionType.OAuth),
            Figures = FiguresOf(account, replacesFormer, now),
            Days = days,
        };
    }

    /// <summary>The first sync only tells how the platform spells what was typed. Later, whoever was told of the former handle has to find the profile.</summary>
    private NewHandle RenamedTo(string handle, ClaimedSync claim)
    {
        var platform = catalog.Get(claim.Platform);
        var isNews = claim.LastSyncedAt is not null && !string.Equals(handle, claim.Handle, StringComparison.OrdinalIgnoreCase);
        return new NewHandle(
            handle,
            handle.ToLowerInvariant(),
            platform.ProfileUrl(handle),
            isNews ? new SyncNews(ActivityAction.ProfileRenamed, $"@{handle} on {platform.Name}", FormerName.Detail($"@{claim.Handle}")) : null);
    }

    private static Func<Func<string, ShownNumbers>, RecentFigures>? FiguresOf(FetchedAccount account, bool replacesFormer, DateTimeOffset now) =>
        account.List.Gap == MetricGap.None ? former => RecentFigures.Of(account.Profile, account.Posts, post => ShownNumbers.Of(post, account.Insights?.Posts.GetValueOrDefault(post.Id), former(post.Id)), now)
        : replacesFormer ? _ => RecentFigures.None
        : null;

    /// <summary>A list tells what is gone of the time that it covers; what is not in it may also be one of those that could not be read.</summary>
    private static MissingPosts? MissingOf(FetchedPosts list)
    {
        if (list.Gap != MetricGap.None || list.Unreadable.Count > 0)
        {
            return null;
        }

        var lasting = list.Posts.Where(post => post.Kind != PostKind.Story);
        if (list.IsWhole)
        {
            return new MissingPosts(null, lasting.Count());
        }

        var dated = lasting.Where(post => post.PublishedAt is not null).ToList();
        return dated.Count == 0 ? null : new MissingPosts(dated.Min(post => post.PublishedAt), dated.Count);
    }

    /// <summary>Of who the audience is, one reading a week is kept, and it is the newest: it has a hundred rows.</summary>
    private static List<(InsightMetric, DateOnly)> Replaced(PlatformInsights insights) =>
    [
        .. from value in insights.Values
           where value.Metric.IsGrouped()
           group value.Day by value.Metric into days
           select (days.Key, MondayOf(days.Max())),
    ];

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Only what a person would call news: the first success, a recovery, and the first failure of a row.</summary>
    private SyncNews? NewsOf(FinishedSync sync)
    {
        var claim = sync.Claim;
        var isRecovery = sync.Verdict.Outcome == SyncOutcome.Succeeded && (claim.LastSyncedAt is null || claim.FailuresInARow > 0);
        var isFirstFailure = sync.Verdict.Outcome == SyncOutcome.Failed && claim.FailuresInARow == 0;
        if (!isRecovery && !isFirstFailure)
        {
            return null;
        }

        var platform = catalog.Get(claim.Platform).Name;
        var subject = $"@{claim.Handle} on {platform}";
        return isRecovery
            ? new SyncNews(ActivityAction.SyncSucceeded, subject, ReadPosts(sync.Account!.List))
            : new SyncNews(ActivityAction.SyncFailed, subject, FailureText.For(sync.Verdict.Failure!.Value, platform, claim.Handle).Reason);
    }

    private static string ReadPosts(FetchedPosts list) => list.Gap switch
    {
        MetricGap.None => $"{list.Posts.Count} posts",
        MetricGap.NotGranted => "Profile only, no permission to read the posts",
        _ => "Profile only, the platform listed no posts",
    };
}
