using System.Globalization;
using System.Text.Json;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// What the Graph API's refusals mean: by code, subcode, type and the edge that was asked, never by an English sentence.
/// Codes: developers.facebook.com/docs/graph-api/guides/error-handling and …/overview/rate-limiting; 110/2207013 as recorded
/// for business_discovery.
/// </summary>
internal static class InstagramFailures
{
    private const string UsageHeader = "X-Business-Use-Case-Usage";

    public static PlatformFailure Read(in PlatformRefusal refusal, GraphEdge edge) => Read(refusal, ErrorOf(refusal), edge);

    public static PlatformFailure Read(in PlatformRefusal refusal, GraphError? error, GraphEdge edge)
    {
        if (error?.Code is not { } number)
        {
            return refusal.ByStatus();
        }

        var code = error.ErrorSubcode is { } subcode
            ? string.Create(CultureInfo.InvariantCulture, $"{number}/{subcode}")
            : number.ToString(CultureInfo.InvariantCulture);
        return KindOf(number, error, edge) is { } kind
            ? refusal.As(kind, code, error.FbtraceId, kind == FailureKind.RateLimited ? WaitOf(refusal) : null) with
            {
                End = kind == FailureKind.ConsentExpired ? EndOf(error) : null,
                IsTokenRefused = number is 190 or 102 && edge != GraphEdge.Token,
                // These limits are counted for each account.
                IsOfOneAccount = number is >= 80000 and <= 80014 && !IsOfAgency(edge),
            }
            : refusal.ByStatus(code, error.FbtraceId);
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
    public static bool MayNameAField(GraphError error) => error is { Code: 100, ErrorSubcode: null, Message: not null } && !IsAboutObject(error);

    private static bool IsOfAgency(GraphEdge edge) => edge is GraphEdge.Discovery or GraphEdge.AgencyAccount;

    private static FailureKind? KindOf(int code, GraphError error, GraphEdge edge) => code switch
    {
        4 or 17 or 32 or 341 or 613 or (>= 80000 and <= 80014) => FailureKind.RateLimited,
        // Whose token it was decides what follows; the talent's ends only where Meta says why.
        190 or 102 => IsOfAgency(edge) ? FailureKind.AgencyRefused
            : EndOf(error) is not null ? FailureKind.ConsentExpired
            : FailureKind.AccessRefused,
        10 or (>= 200 and <= 299) => edge switch
        {
            // The account itself was just given, so it is this list that is not granted.
            GraphEdge.AccountList or GraphEdge.Post => FailureKind.MissingScope,
            // An app that is blocked or not reviewed says the same as a scope that is missing: neither is the talent's word.
            _ => FailureKind.AgencyRefused,
        },
        3 or 101 => FailureKind.AgencyRefused,
        110 or 24 => FailureKind.NotFound,
        803 => IsOfAgency(edge) ? FailureKind.AgencyRefused : FailureKind.NotFound,
        100 => OfWrongParameter(error, edge),
        2500 => FailureKind.InvalidRequest,
        1 or 2 => FailureKind.PlatformDown,
        _ => error.IsTransient == true ? FailureKind.PlatformDown : null,
    };

    private static FailureKind OfWrongParameter(GraphError error, GraphEdge edge) => edge switch
    {
        // The object in the address is the agency's account: its number is wrong, or its token may not use it.
        GraphEdge.Discovery or GraphEdge.AgencyAccount when IsAboutObject(error) => FailureKind.AgencyRefused,
        // Accounts that are not professional do not have this field.
        GraphEdge.Discovery when error.Message is { } text && GraphFields.Names(text, "business_discovery") => FailureKind.AgencyRefused,
        GraphEdge.AccountList when IsAboutObject(error) => FailureKind.MissingScope,
        _ when IsAboutObject(error) => FailureKind.NotFound,
        // A token on its first day is refused so, and will not be on its second.
        GraphEdge.Token => FailureKind.BadResponse,
        _ => FailureKind.InvalidRequest,
    };

    /// <summary>The object in the address does not exist or may not be read.</summary>
    private static bool IsAboutObject(GraphError error) => error is { ErrorSubcode: 33 } or { ErrorSubcode: null, Type: "GraphMethodException" };

    /// <summary>Why a talent's token is over, where Meta says so; null where only this token is bad.</summary>
    private static ConsentEndReason? EndOf(GraphError error) => error is not { Code: 190 } ? null : error.ErrorSubcode switch
    {
        458 => ConsentEndReason.RemovedAtPlatform,
        460 => ConsentEndReason.PasswordChanged,
        463 => ConsentEndReason.Expired,
        467 => ConsentEndReason.Revoked,
        _ => null,
    };

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
