using System.Collections.Frozen;
using System.Text.Json;
using SocialProfiles.Core.Consents;

namespace SocialProfiles.Web.Consents;

/// <summary>
/// How a consent ended, in the address of the page that shows it: one of a closed set of words, such as
/// <c>?outcome=other-account&amp;platform=TIKTOK</c>. Anything else there is ignored.
/// </summary>
internal static class OutcomeWord
{
    public const string Outcome = "outcome";
    public const string Platform = "platform";
    public const string Withdrawal = "withdrawal";

    /// <summary>For an admin: it was not even begun.</summary>
    public const string NotStarted = "not-started";

    private static readonly FrozenDictionary<string, ConsentOutcome> _outcomes =
        Enum.GetValues<ConsentOutcome>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Revocation> _revocations =
        Enum.GetValues<Revocation>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static ConsentOutcome? ReadOutcome(string? word) => word is not null && _outcomes.TryGetValue(word, out var outcome) ? outcome : null;

    public static Revocation? ReadRevocation(string? word) => word is not null && _revocations.TryGetValue(word, out var revocation) ? revocation : null;

    /// <param name="path">Of ours, without a query.</param>
    /// <param name="platform">Key; null where it is not known.</param>
    public static string AddTo(string path, ConsentOutcome outcome, string? platform) =>
        platform is null ? $"{path}?{Outcome}={Of(outcome)}" : $"{path}?{Outcome}={Of(outcome)}&{Platform}={Uri.EscapeDataString(platform)}";

    /// <inheritdoc cref="AddTo(string, ConsentOutcome, string?)"/>
    public static string AddTo(string path, Revocation withdrawal, string platform) =>
        $"{path}?{Withdrawal}={Of(withdrawal)}&{Platform}={Uri.EscapeDataString(platform)}";
}
