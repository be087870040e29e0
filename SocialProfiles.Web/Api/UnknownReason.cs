using System.Text.Json;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Api;

/// <summary>Why a number is unknown, as the API spells it.</summary>
internal static class UnknownReason
{
    public const string NumberReasons = "NOT_GRANTED, NOT_SUPPORTED, HIDDEN, NO_DATA_YET, UNBELIEVABLE or NOT_READ; null where the number is known.";
    public const string SumReasons = "Why some or all of it is unknown: as for a single number, or NO_POSTS where none was published in the period; null where all is known.";
    public const string GrowthReasons = "As for a single number, or NOT_READ_AT_START where nothing usable was read when the period began; null where it is known.";

    private const string NoPosts = "NO_POSTS";
    private const string NotReadAtStart = "NOT_READ_AT_START";

    /// <returns>Null where the number is known.</returns>
    public static string? Of(MetricGap gap) => gap == MetricGap.None ? null : Word(gap);

    /// <summary>Of a sum over profiles.</summary>
    public static string? OfFollowers(IReadOnlyCollection<AccountIntelligence> accounts) =>
        accounts.Count == 0 ? Word(MetricGap.NoDataYet) : accounts.Select(account => Of(account.Followers.Gap)).FirstOrDefault(reason => reason is not null);

    /// <summary>Of a sum over posts of some profiles: a reason that more numbers could be there goes before that there are no posts.</summary>
    /// <param name="total">What is summed, of the posts of a profile.</param>
    /// <param name="gap">Why a part of it is missing.</param>
    public static string? OfPosts(IReadOnlyCollection<AccountIntelligence> accounts, Func<AccountIntelligence, Total> total, Func<AccountIntelligence, MetricGap> gap)
    {
        var reasons = accounts.Select(account => Of(account.List.Reading.Gap) ?? (total(account) switch
        {
            { OutOf: 0 } => NoPosts,
            var sum when sum.Known == sum.OutOf => null,
            _ => Of(gap(account)) ?? Word(MetricGap.Unbelievable),
        })).ToArray();
        return reasons.FirstOrDefault(reason => reason is not (null or NoPosts))
            ?? (accounts.Any(account => total(account).OutOf > 0) ? null : accounts.Count == 0 ? Word(MetricGap.NoDataYet) : NoPosts);
    }

    public static string? OfGrowth(AccountIntelligence account) => account.Growth.Absolute is not null ? null
        : Of(account.Followers.Gap) ?? (account.FollowersAtStart is null ? NotReadAtStart : Word(MetricGap.NotRead));

    /// <summary>Of the growth over the period before.</summary>
    public static string? OfGrowthBefore(AccountIntelligence account) => account.GrowthBefore.Absolute is not null ? null : Of(account.Followers.Gap) ?? NotReadAtStart;

    /// <summary>Of a number over several profiles, which none or not all of them have.</summary>
    public static string? OfAll(bool isKnown, IReadOnlyCollection<AccountIntelligence> accounts, Func<AccountIntelligence, string?> reason) => isKnown ? null
        : accounts.Select(reason).FirstOrDefault(one => one is not null) ?? Word(MetricGap.NoDataYet);

    /// <summary>Members of an enum as the API spells them.</summary>
    public static string Word<T>(T member)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(member.ToString());
}
