using System.Globalization;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Web.Components.Intelligence;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.MediaKits;

/// <summary>What a media kit says, in words.</summary>
internal static class KitText
{
    public static string Name(KitFigure figure) => figure switch
    {
        KitFigure.Followers => "Followers",
        KitFigure.Growth => "Growth",
        KitFigure.EngagementRate => "Engagement rate",
        KitFigure.MedianViews => "Median views",
        _ => figure.ToString(),
    };

    /// <summary>The number itself; null where it is unknown.</summary>
    public static string? Value(KitNumber number) => number switch
    {
        { Value: null } => null,
        { Figure: KitFigure.EngagementRate } => ShortNumber.Percent(number.Value.Value),
        { Figure: KitFigure.Growth } => SignedText.Of(number.Value.Value, ShortNumber.Exact((long)Math.Abs(number.Value.Value))) + (number.Rate is { } rate ? $" ({SignedText.Of(rate, ShortNumber.Percent(Math.Abs(rate)))})" : ""),
        _ => (number.IsRounded ? "≈\u202f" : "") + ShortNumber.Exact((long)Math.Round(number.Value.Value)),
    };

    /// <summary>Why it is unknown.</summary>
    public static string Unknown(KitNumber number, string platform) => number.UnknownBecause ?? GapText.Of(number.Gap, platform);

    /// <summary>What it is made of; null where that goes without saying.</summary>
    public static string? Formula(KitNumber number, KitContent kit) => number.Figure switch
    {
        _ when number.Value is null => null,
        KitFigure.Growth => $"Followers gained since {Day(kit.From)}",
        KitFigure.EngagementRate => $"Likes, comments and shares of a post, divided by followers: mean over {Posts(number.Posts)}",
        KitFigure.MedianViews => $"Half of {Posts(number.Posts)} had more views, half had fewer",
        _ => null,
    };

    /// <summary>When and how it was read: <c>Read 28 Nov 2026, 15:04 · public</c>.</summary>
    public static string Source(KitContent kit, DateTimeOffset? readAt, bool byPermission)
    {
        var way = byPermission ? "with the talent's permission" : "public";
        return readAt is { } at ? $"Read {Time(kit, at)} · {way}" : $"Read {way}";
    }

    /// <summary>A day and a time of the kit's zone.</summary>
    public static string Time(KitContent kit, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, ZoneOf(kit)).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>Last 28 days, 1 Nov 2026 to 28 Nov 2026</c>.</summary>
    public static string Period(KitContent kit) => $"{PeriodName(kit.Days)}: {Day(kit.From)} to {Day(kit.AsOfDay)}";

    public static string PeriodName(int days) => days == 365 ? "Last 365 days" : $"Last {days} days";

    /// <summary>The known numbers of a post with their names.</summary>
    public static IEnumerable<(string Name, long Value)> Numbers(KitPost post)
    {
        (string Name, long? Value)[] all = [("Views", post.Views), ("Likes", post.Likes), ("Comments", post.Comments), ("Shares", post.Shares)];
        return all.Where(number => number.Value is not null).Select(number => (number.Name, number.Value!.Value));
    }

    /// <summary>Why numbers of a post are left out; null where none are.</summary>
    public static string? Untrusted(KitPost post) => post.HasUntrusted ? $"Some numbers are left out: {post.PlatformName} gave numbers that can't be right." : null;

    /// <summary>A post in a list of choices: its caption, cut, or what it is.</summary>
    public static string Caption(KitPost post) => post.Text ?? $"{PostText.Kind(post.Kind)} without text";

    public static string LinkState(MediaKitView kit) => kit.Link switch
    {
        KitLinkState.Works => $"Public link valid until {RelativeText.Date(kit.LinkExpiresAt!.Value)}",
        KitLinkState.Expired => $"Public link expired on {RelativeText.Date(kit.LinkExpiresAt!.Value)}",
        KitLinkState.Revoked => "Public link revoked",
        _ => "No public link",
    };

    // A zone that this machine doesn't know: then UTC, and the kit says so.
    public static TimeZoneInfo ZoneOf(KitContent kit) => TimeZoneInfo.TryFindSystemTimeZoneById(kit.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    private static string Posts(int? count) => count == 1 ? "1 post" : $"{count ?? 0} posts";
}
