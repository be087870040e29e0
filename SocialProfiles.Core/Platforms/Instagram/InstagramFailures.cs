using System.Globalization;
using System.Text.Json;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// What the Graph API's refusals mean. Codes: developers.facebook.com/docs/graph-api/guides/error-handling and
/// …/overview/rate-limiting; 110/2207013 as recorded for business_discovery.
/// </summary>
internal static class InstagramFailures
{
    private const string UsageHeader = "X-Business-Use-Case-Usage";

    /// <param name="refusal">The answer.</param>
    /// <param name="agencyUserId">The agency's own account: when Meta does not find that one, the permission is missing, not the talent's account.</param>
    public static PlatformFailure Read(in PlatformRefusal refusal, string? agencyUserId = null) => Read(refusal, ErrorOf(refusal), agencyUserId);

    public static PlatformFailure Read(in PlatformRefusal refusal, GraphError? error, string? agencyUserId)
    {
        if (error?.Code is not { } number)
        {
            return refusal.ByStatus();
        }

        var code = error.ErrorSubcode is { } subcode
            ? string.Create(CultureInfo.InvariantCulture, $"{number}/{subcode}")
            : number.ToString(CultureInfo.InvariantCulture);
        var kind = (number, error.ErrorSubcode) switch
        {
            (4 or 17 or 32 or 613 or (>= 80000 and <= 80014), _) => FailureKind.RateLimited,
            (190 or 102, _) => FailureKind.ConsentExpired,
            (10 or (>= 200 and <= 299), _) => FailureKind.MissingScope,
            (110, _) => FailureKind.NotFound,
            (100, 33) => IsAboutOurselves(error, agencyUserId) ? FailureKind.MissingScope : FailureKind.NotFound,
            (1 or 2, _) => FailureKind.PlatformDown,
            _ when error.IsTransient == true => FailureKind.PlatformDown,
            _ => (FailureKind?)null,
        };

        return kind is { } known
            ? refusal.As(known, code, error.FbtraceId, known == FailureKind.RateLimited ? WaitOf(refusal) : null)
            : refusal.ByStatus(code, error.FbtraceId);
    }

    /// <summary>What a refusal means for a call with a talent's consent.</summary>
    public static PlatformFailure ReadConsent(PlatformRefusal refusal) => ReadConsent(refusal, ErrorOf(refusal));

    public static PlatformFailure ReadConsent(in PlatformRefusal refusal, GraphError? error)
    {
        var failure = Read(refusal, error, null);
        return (failure.Kind, error?.Code, error?.ErrorSubcode) switch
        {
            (_, 190, 463) => failure with { End = ConsentEnd.Expired },
            (_, 190, 460) => failure with { End = ConsentEnd.PasswordChanged },
            (_, 190 or 102, _) => failure with { End = ConsentEnd.Revoked },
            (FailureKind.MissingScope, _, _) => failure with { End = ConsentEnd.ScopeMissing },
            // These limits are counted for each account.
            (FailureKind.RateLimited, >= 80000, _) => failure with { IsOfOneAccount = true },
            _ => failure,
        };
    }

    /// <summary>The error of a refusal; null where the body is none of Meta's.</summary>
    public static GraphError? ErrorOf(in PlatformRefusal refusal)
    {
        try
        {
            return JsonSerializer.Deserialize(refusal.Body.Span, InstagramJson.Default.GraphErrorReply)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a refusal may be about one field only, and which words to look for it in.</summary>
    public static bool MayNameAField(GraphError error) => error is { Code: 100, ErrorSubcode: not 33, Message: not null };

    private static bool IsAboutOurselves(GraphError error, string? agencyUserId) =>
        !string.IsNullOrEmpty(agencyUserId) && error.Message?.Contains($"'{agencyUserId}'", StringComparison.Ordinal) == true;

    /// <summary>Meta sends no Retry-After: it tells minutes, in a header of its own, one entry for each kind of limit.</summary>
    private static TimeSpan? WaitOf(in PlatformRefusal refusal)
    {
        if (!refusal.Headers.TryGetValues(UsageHeader, out var values))
        {
            return refusal.RetryAfter;
        }

        try
        {
            var usage = JsonSerializer.Deserialize(string.Concat(values), InstagramJson.Default.DictionaryStringListGraphUsage);
            var minutes = usage?.Values.SelectMany(list => list ?? []).Max(entry => entry?.EstimatedTimeToRegainAccess) ?? 0;
            return PlatformRefusal.Sensible(TimeSpan.FromMinutes(Math.Clamp(minutes, 0, 24 * 60))) ?? refusal.RetryAfter;
        }
        catch (JsonException)
        {
            return refusal.RetryAfter;
        }
    }
}
