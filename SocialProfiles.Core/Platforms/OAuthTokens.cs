namespace SocialProfiles.Core.Platforms;

/// <summary>From a token answer to ours. Every lifetime comes from the answer.</summary>
internal static class OAuthTokens
{
    /// <summary>More seconds than this are a slip, and a date that far cannot be kept.</summary>
    private const long LongestLife = 100L * 366 * 24 * 60 * 60;

    /// <summary>Longer than any token that is known; a token travels in a header.</summary>
    private const int Longest = 8192;

    private static readonly TimeSpan _longestMargin = TimeSpan.FromMinutes(15);

    /// <summary>The tokens of a new consent.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="askedAt">When it was asked for: counted from then, no token lives longer than the platform says.</param>
    /// <param name="asked">Scopes that were asked for: what an answer without scopes grants (RFC 6749, section 5.1).</param>
    public static Result<PlatformTokens, PlatformFailure> Read(OAuthReply reply, DateTimeOffset askedAt, IReadOnlyList<string> asked) =>
        Read(reply, askedAt, new PlatformTokens("", askedAt, null) { Scopes = asked });

    /// <summary>The tokens after a renewal. What the answer leaves out stays as it was in <paramref name="before"/>.</summary>
    public static Result<PlatformTokens, PlatformFailure> Read(OAuthReply reply, DateTimeOffset askedAt, PlatformTokens before)
    {
        if (!IsToken(reply.AccessToken))
        {
            return new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no access token that could be used");
        }

        return new PlatformTokens(reply.AccessToken!, askedAt, EndOf(reply.ExpiresIn, askedAt))
        {
            RefreshToken = IsToken(reply.RefreshToken) ? reply.RefreshToken : before.RefreshToken,
            RefreshExpiresAt = EndOf(reply.RefreshExpiresIn ?? reply.RefreshTokenExpiresIn, askedAt) ?? before.RefreshExpiresAt,
            Scopes = reply.Scope is { Count: > 0 } scopes ? scopes : before.Scopes,
            UserId = WireText.Id(reply.OpenId) ?? before.UserId,
        };
    }

    /// <summary>When to renew, UTC: before the access token ends, by 15 minutes or a quarter of its life, whichever is less; null where it has no end.</summary>
    public static DateTimeOffset? RenewAt(PlatformTokens tokens)
    {
        if (tokens.AccessExpiresAt is not { } end)
        {
            return null;
        }

        var margin = (end - tokens.IssuedAt) / 4;
        return end - (margin < _longestMargin ? margin : _longestMargin);
    }

    /// <summary>What goes into a header, whole and without a line break.</summary>
    public static bool IsToken(string? text) => text is { Length: > 0 and <= Longest } && text.All(c => c is > ' ' and < '\x7f');

    /// <summary>When a life of so many seconds ends; null where the platform sets no end.</summary>
    public static DateTimeOffset? EndOf(long? seconds, DateTimeOffset from) => seconds is > 0 and <= LongestLife ? from.AddSeconds(seconds.Value) : null;

    /// <summary>
    /// Which account to offer on the consent page: a handle in the sandbox, whose page is one of ours; real pages take none, or
    /// want an e-mail address, which we do not know.
    /// </summary>
    public static string? HintFor(string page, string? handle) => page.StartsWith('/') ? handle : null;

    /// <summary>The address of a consent page with its parameters, in order; those without a value are left out.</summary>
    public static string Address(string page, params (string Name, string? Value)[] parameters) =>
        page + "?" + string.Join('&', parameters.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
}
