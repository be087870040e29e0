using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>An ended sync as rows to write. What it means is decided (<see cref="SyncMeaning"/>); a store writes them and asks nothing.</summary>
/// <param name="EndedAt">UTC.</param>
/// <param name="Account">Null where nothing was fetched.</param>
/// <param name="Detail">For the attempt: what went wrong or was left out, in technical words; null for nothing.</param>
/// <param name="News">For the activity; null where a person would not call it news.</param>
internal sealed record SyncRows(ClaimedSync Claim, SyncVerdict Verdict, DateTimeOffset EndedAt, AccountRows? Account, string? Detail, SyncNews? News);

/// <summary>What is written of an account that was fetched.</summary>
/// <param name="Profile">Followers, posts and views of it go into the history at each sync.</param>
internal sealed record AccountRows(PlatformProfile Profile, FetchedPosts List)
{
    /// <summary>It is another account than before: nothing of the former one stays.</summary>
    public required bool ReplacesFormer { get; init; }

    /// <summary>Of all that was fetched; null where it is as it was stored, so that neither profile nor posts are written.</summary>
    public required long? ChangedTo { get; init; }

    /// <summary>Of each post, in the order of the list.</summary>
    public required long[] PostFingerprints { get; init; }

    /// <summary>Null where the handle is as it was.</summary>
    public required NewHandle? Renamed { get; init; }

    /// <summary>Which stored posts are gone from the platform; null where the list does not tell.</summary>
    public required MissingPosts? Missing { get; init; }

    /// <summary>Null where private numbers were not asked for.</summary>
    public required InsightRows? Insights { get; init; }

    /// <summary>Where the platform is read now; null where nobody says.</summary>
    public required PlatformSource? Source { get; init; }

    /// <summary>
    /// What its newest posts say, given what a permission showed of a post when it was asked for last; null where the list was not
    /// given, so that what is stored stays.
    /// </summary>
    public required Func<Func<string, ShownNumbers>, RecentFigures>? Figures { get; init; }

    /// <summary>How the agency counts days.</summary>
    public required AgencyDays Days { get; init; }
}

/// <param name="Normalized">In lower case.</param>
/// <param name="News">For the activity; null where a person would not call it news.</param>
internal sealed record NewHandle(string Handle, string Normalized, string ProfileUrl, SyncNews? News);

/// <summary>Posts that are stored and not among the fetched ones, stories apart, were deleted or hidden at the platform.</summary>
/// <param name="Since">Only those published since then, UTC; null for all.</param>
/// <param name="Listed">So many of the fetched ones are of that time: where no more are stored, none is missing.</param>
internal sealed record MissingPosts(DateTimeOffset? Since, int Listed);

/// <summary>Private numbers to write.</summary>
/// <param name="AgainAt">When the rest of them is asked for, UTC; null where nothing is missing.</param>
/// <param name="ReadBefore">When they were read the time before, UTC; null where they never were.</param>
internal sealed record InsightRows(PlatformInsights Read, DateTimeOffset? AgainAt, DateTimeOffset? ReadBefore)
{
    /// <summary>Earlier readings of the audience's groups that the new one replaces: of a metric, from a day on.</summary>
    public required IReadOnlyList<(InsightMetric Metric, DateOnly From)> Replaced { get; init; }
}

/// <param name="Subject">Whose sync it was, such as <c>@mara on TikTok</c>.</param>
internal sealed record SyncNews(ActivityAction Action, string Subject, string Detail);
