using System.Globalization;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>The numbers of a talent's tiles, and what is said about each.</summary>
/// <param name="today">The agency's day.</param>
/// <param name="best">The post of <see cref="PostsInPeriod.Best"/>; null where there is none.</param>
/// <param name="isForTalent">Whether the talent reads it, and not the agency.</param>
/// <param name="days">How the agency counts days; null for UTC.</param>
internal sealed class TileFigures(TalentIntelligence numbers, DateOnly today, PlatformCatalog catalog, IntelligencePost? best, bool isForTalent = false, AgencyDays? days = null)
{
    private readonly bool _isOver = numbers.Period.To < today;
    private readonly string _when = PeriodText.Of(numbers.Period);
    private readonly string _published = $"Posts published {PeriodText.Of(numbers.Period)}, with what they have now";

    public IReadOnlyList<Figure> All =>
    [
        Followers,
        Growth,
        Count("Posts", "Posts published in the period, stories aside.", numbers.Posts.Count, numbers.PostsBefore.Count),
        Sum("Views", posts => posts.Views, gaps => gaps.Views),
        Sum("Likes", posts => posts.Likes, gaps => gaps.Likes),
        Sum("Comments", posts => posts.Comments, gaps => gaps.Comments),
        Sum("Shares", posts => posts.Shares, gaps => gaps.Shares),
        Rate("Engagement by followers", "Likes, comments and shares of each post, divided by the profile's followers now", posts => posts.ByFollowers, WhyUnrated),
        Rate("Engagement by views", "Likes, comments and shares of each post, divided by its views", posts => posts.ByViews, gaps => gaps.Views != MetricGap.None ? gaps.Views : WhyUnrated(gaps)),
        MedianViews,
        PerWeek,
        Best,
        .. numbers.Accounts.Any(account => account.AllLikes.Value is not null) ? [AllLikes] : Array.Empty<Figure>(),
    ];

    /// <summary>TikTok gives it even where the list of posts wasn't allowed.</summary>
    private Figure AllLikes => Of("Total likes", Total.Of(numbers.Accounts.Select(account => account.AllLikes)), "profiles") with
    {
        What = "Likes of all posts since each profile began, as the platform counts them.",
        When = "Since the profile began",
        Missing = [.. numbers.Accounts.Where(account => account.AllLikes.Value is null).Select(account => Named(account, GapText.Of(account.AllLikes.Gap, catalog.NameOf(account.Platform))))],
        ReadFrom = From(numbers.Accounts.Where(account => account.AllLikes.Value is not null)),
    };

    private Figure Followers
    {
        get
        {
            // A period that is over shows its end, and not today.
            var total = _isOver
                ? Total.Of(numbers.Accounts.Select(account => new Metric(account.FollowersAtEnd, account.FollowersAtEnd is null ? MetricGap.NoDataYet : MetricGap.None, account.Followers.IsRounded)))
                : numbers.Followers;
            var known = numbers.Accounts.Select(account => account.KnownDays).DefaultIfEmpty(0);
            return Of("Followers", total, "profiles") with
            {
                What = _isOver ? $"Followers at the end of the period, over {Profiles(total.Known)}." : $"Followers now, over {Profiles(total.Known)}. The change is since the period began.",
                When = _when,
                Known = Capital($"{(known.Min() == known.Max() ? "" : $"{known.Min()} to ")}{PeriodText.Known(known.Max(), numbers.Period.Days, _isOver)} known"),
                Missing = [.. numbers.Accounts.Where(account => (_isOver ? account.FollowersAtEnd : account.Followers.Value) is null).Select(account => Named(account, WhyNoFollowers(account)))],
                Change = ChangeText.OfCount(numbers.Growth),
                NoChange = "Growth unknown: nothing was read when the period began",
                Note = numbers.Growth.Absolute is not null && numbers.GrowthAccounts < numbers.Accounts.Count ? $"Growth of {numbers.GrowthAccounts} of {numbers.Accounts.Count} profiles" : null,
            };
        }
    }

    /// <summary>How fast it grew, beside how fast it did before.</summary>
    private Figure Growth
    {
        get
        {
            var (now, before) = (ChangeText.OfCount(numbers.Growth), numbers.GrowthBefore);
            return new Figure("Growth", numbers.Growth.Absolute is { } all ? SignedText.Of(all, ShortNumber.Brief((long)Math.Abs(all))) : "–")
            {
                Exact = numbers.Growth.Absolute is { } gained ? $"{SignedText.Of(gained, ShortNumber.Exact((long)Math.Abs(gained)))} followers" : "Not known",
                What = $"Followers gained less those lost, over {Profiles(numbers.GrowthAccounts)}.",
                When = _when,
                Known = numbers.GrowthAccounts == numbers.Accounts.Count ? null : $"Known for {numbers.GrowthAccounts} of {Profiles(numbers.Accounts.Count)}",
                Missing = [.. numbers.Accounts.Where(account => account.Growth.Absolute is null).Select(account => Named(account, account.FollowersAtStart is null ? "Nothing usable was read when the period began." : WhyNoFollowers(account)))],
                Change = now is null || before.Absolute is not { } earlier ? null : ChangeText.OfCount(new Change(numbers.Growth.Absolute - earlier, Fraction: null)),
                NoChange = now is null ? null : "Not compared: nothing was read when the period before began",
                Note = now is null || ChangeText.OfCount(before) is not { } past ? null : $"{(past.Direction == 0 ? "No change" : past.Text)} in the period before",
                ReadFrom = From(numbers.Accounts.Where(account => account.Growth.Absolute is not null)),
            };
        }
    }

    private Figure MedianViews
    {
        get
        {
            var (now, before) = (numbers.Posts, numbers.PostsBefore);
            return new Figure("Median views", now.MedianViews is { } median ? ShortNumber.Brief((long)median) : "–")
            {
                Exact = now.MedianViews is { } exact ? ShortNumber.Exact((long)exact) : now.Count == 0 ? "No posts in this period" : "No views are known",
                What = $"Views of the post in the middle, over {Posts(now.ViewedPosts)} with known views. One viral post doesn't move it.",
                When = _published,
                Known = KnownPosts(now.ViewedPosts, now.Count),
                Missing = now.ViewedPosts < now.Count || now.Count == 0 ? WhyNot(gaps => gaps.Views, posts => posts.Views) : [],
                Change = IsComparable ? ChangeText.OfCount(Change.Of(before.MedianViews, now.MedianViews)) : null,
                NoChange = NoComparison(),
                ReadFrom = From(numbers.Accounts),
            };
        }
    }

    private Figure PerWeek
    {
        get
        {
            var (now, before) = (numbers.Posts.PerWeek, numbers.PostsBefore.PerWeek);
            var text = now.ToString("0.#", CultureInfo.InvariantCulture);
            return new Figure("Posts a week", text)
            {
                Exact = text,
                What = $"Posts published, divided by the {(numbers.Period.Days / 7.0).ToString("0.#", CultureInfo.InvariantCulture)} weeks of the period.",
                When = _when,
                Known = PostsKnown,
                Change = IsComparable ? ChangeText.OfCount(Change.Of(Math.Round(before, 1), Math.Round(now, 1))) : null,
                NoChange = NoComparison(),
                ReadFrom = From(numbers.Accounts),
            };
        }
    }

    private Figure Best
    {
        get
        {
            var views = best?.Views.Value;
            var interactions = best is null ? null : best.Likes.Value + best.Comments.Value + (best.Shares.Value ?? 0);

            // Where not all posts tell their views, and none its likes, those that tell their views are what is left.
            var byViews = numbers.Posts.IsBestByViews || (best is not null && interactions is null);
            var (value, unit) = byViews ? (views, "views") : (interactions, "interactions");
            var most = byViews ? "The post with the most views" : "The post with the most likes, comments and shares";
            return new Figure("Best post", value is { } count ? $"{ShortNumber.Brief(count)} {unit}" : "–")
            {
                Exact = value is { } exact ? $"{ShortNumber.Exact(exact)} {unit}" : numbers.Posts.Count == 0 ? "No posts in this period" : "Neither views nor likes are known",
                What = best is null
                    ? $"{most}."
                    : $"{most} of the period, {(best.Post.PublishedAt is { } at ? $"published {RelativeText.Date(at, days)}" : "without a date")} by @{best.Handle} on {catalog.NameOf(best.Platform)}.",
                When = _published,
                Known = KnownPosts(byViews ? numbers.Posts.ViewedPosts : numbers.Posts.RatedPosts, numbers.Posts.Count),
                Missing = best is null ? WhyNot(gaps => gaps.Views, posts => posts.Views) : [],
                Note = best is null ? null : PostText.Text(best.Post),
                Link = best is null ? null : catalog.LinkOf(best.Platform, best.Post.Permalink),
                ReadFrom = From(numbers.Accounts.Where(account => best is null || account.ConnectionId == best.ConnectionId)),
            };
        }
    }

    /// <summary>The oldest day since which all posts of every profile are stored; null where that is since ever.</summary>
    private DateOnly? KnownSince => numbers.Accounts.Max(account => account.PostsKnownSince);

    private bool IsComparable => numbers.PostsBefore.Count > 0 && (KnownSince is not { } since || since <= numbers.Period.Before.From);

    /// <summary>Why there is nothing to compare with.</summary>
    /// <param name="because">Where there were posts before.</param>
    private string NoComparison(string because = "those numbers weren't known in the period before") =>
        KnownSince is { } since && since > numbers.Period.Before.From ? $"Not compared: posts before {PeriodText.Date(since)} weren't read"
        : numbers.PostsBefore.Count == 0 ? "Not compared: no posts in the period before"
        : $"Not compared: {because}";

    /// <summary>Which of the period's posts were never read.</summary>
    private string? PostsKnown => KnownSince is { } since && since > numbers.Period.From
        ? $"For some profiles, only posts since {PeriodText.Date(since)} are known"
        : null;

    private Figure Sum(string name, Func<PostsInPeriod, Total> sum, Func<PostGaps, MetricGap> gap)
    {
        var (now, before) = (sum(numbers.Posts), sum(numbers.PostsBefore));
        return Of(name, now, "posts") with
        {
            What = $"{name} of the posts that were published in the period. Older posts had more time to collect them.",
            When = _published,
            Known = KnownPosts(now.Known, now.OutOf),
            Missing = now.Known < now.OutOf || now.OutOf == 0 ? WhyNot(gap, sum) : [],
            Change = IsComparable ? ChangeText.OfCount(Change.Of(before.Value, now.Value)) : null,
            NoChange = now.Value is null ? null : NoComparison(),
        };
    }

    private Figure Count(string name, string what, int now, int before) => new(name, ShortNumber.Exact(now))
    {
        Exact = ShortNumber.Exact(now),
        What = what,
        When = _when,
        Known = PostsKnown,
        Missing = now == 0 ? WhyNot(_ => MetricGap.None, _ => new Total(0, 1, 1)) : [],
        Change = IsComparable ? ChangeText.OfCount(Change.Of(before, now)) : null,
        NoChange = NoComparison(),
        ReadFrom = From(numbers.Accounts),
    };

    private Figure Rate(string name, string formula, Func<PostsInPeriod, EngagementRate> rate, Func<PostGaps, MetricGap> gap)
    {
        var (now, before) = (rate(numbers.Posts), rate(numbers.PostsBefore));
        return new Figure(name, now.Value is { } value ? ShortNumber.Percent(value) : "–")
        {
            Exact = now.Value is { } exact ? ShortNumber.Percent(exact) : numbers.Posts.Count == 0 ? "No posts in this period" : now.UnknownBecause ?? "Unknown",
            What = $"{formula}. The mean of {Posts(now.Posts)}.",
            When = _published,
            Known = KnownPosts(now.Posts, numbers.Posts.Count),
            Missing = now.Posts < numbers.Posts.Count ? WhyNot(gap, posts => posts.Likes) : [],
            Change = IsComparable ? ChangeText.OfRate(Change.Of(before.Value, now.Value)) : null,
            NoChange = now.Value is null ? null : before.UnknownBecause == EngagementRate.WithoutFollowers ? NoComparison("followers weren't known when the period began") : NoComparison(),
            Note = now.Value is null ? null : $"Over {Posts(now.Posts)}",
            ReadFrom = From(numbers.Accounts),
        };
    }

    /// <summary>Shares that aren't given don't count; shares that can't be trusted can't be left out of the sum.</summary>
    private static MetricGap WhyUnrated(PostGaps gaps) =>
        gaps.Likes != MetricGap.None ? gaps.Likes : gaps.Comments != MetricGap.None ? gaps.Comments : gaps.Shares == MetricGap.Unbelievable ? gaps.Shares : MetricGap.None;

    private Figure Of(string name, Total total, string parts) =>
        new(name, total.Value is { } value ? (total.IsRounded && total.Known == total.OutOf ? "≈\u202f" : "") + ShortNumber.Brief(value) + (total.Known < total.OutOf ? "+" : "") : "–")
        {
            Exact = total switch
            {
                { OutOf: 0 } => parts == "posts" ? "No posts in this period" : "No profiles to count",
                { Value: null } => "Not known",
                { Value: { } exact } when total.Known < total.OutOf => $"At least {ShortNumber.Exact(exact)}",
                { IsRounded: true, Value: { } exact } => $"About {ShortNumber.Exact(exact)}, rounded by the platform",
                { Value: { } exact } => ShortNumber.Exact(exact),
            },
            What = name,
            When = _when,
            ReadFrom = From(numbers.Accounts),
        };

    /// <summary>Why a number of posts isn't known, of each profile where that is so.</summary>
    private string[] WhyNot(Func<PostGaps, MetricGap> gap, Func<PostsInPeriod, Total> sum) =>
    [
        .. from account in numbers.Accounts
           let name = catalog.NameOf(account.Platform)
           let total = sum(account.Posts)
           let why = ReadingText.Of(account.List.Reading, name, account.IsByConsent) is { } unread && account.List.Reading.Gap != MetricGap.None ? unread
               : account.Posts.Count == 0 ? "No posts in this period."
               : total.Known == total.OutOf && gap(account.Posts.Gaps) == MetricGap.None ? null
               : GapText.Of(gap(account.Posts.Gaps), name)
           where why is not null
           select Named(account, why),
    ];

    private static IReadOnlyList<FigureSource> From(IEnumerable<AccountIntelligence> accounts) =>
        [.. accounts.Select(account => new FigureSource(account.Platform, account.Handle, account.Source, account.LastSyncedAt))];

    private string WhyNoFollowers(AccountIntelligence account) =>
        account.Followers.Gap == MetricGap.None ? "Nothing was read in this period." : GapText.Of(account.Followers.Gap, catalog.NameOf(account.Platform));

    private string Named(AccountIntelligence account, string why) =>
        $"@{account.Handle} on {catalog.NameOf(account.Platform)}: {(isForTalent ? GapText.ForTalent(why) : why)}";

    private static string? KnownPosts(int known, int all) => all == 0 ? null : $"Known for {known} of {Posts(all)}";

    private static string Posts(int count) => count == 1 ? "1 post" : $"{ShortNumber.Exact(count)} posts";

    private static string Profiles(int count) => count == 1 ? "1 profile" : $"{count} profiles";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
