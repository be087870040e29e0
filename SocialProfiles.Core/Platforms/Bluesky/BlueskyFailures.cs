using System.Globalization;
using System.Text.Json;

namespace SocialProfiles.Core.Platforms.Bluesky;

/// <summary>What the AppView's refusals mean: atproto.com/specs/xrpc, and the errors of app.bsky.actor.getProfile and app.bsky.feed.getAuthorFeed.</summary>
internal static class BlueskyFailures
{
    public static PlatformFailure Read(PlatformRefusal refusal)
    {
        var error = ErrorOf(refusal);
        return KindOf((int)refusal.Status, error) is { } kind
            ? refusal.As(kind, error?.Error, wait: kind == FailureKind.RateLimited ? WaitOf(refusal) : null)
            : refusal.ByStatus(error?.Error);
    }

    private static FailureKind? KindOf(int status, BlueskyError? error) => (status, error?.Error) switch
    {
        (429, _) or (_, "RateLimitExceeded") => FailureKind.RateLimited,
        // Suspended by Bluesky, or switched off by its owner: nobody is shown either.
        (_, "AccountTakedown" or "AccountDeactivated" or "AccountSuspended") => FailureKind.NotFound,
        // One name for every wrong request; only the sentence tells an account that is not there.
        (400, "InvalidRequest") when error?.Message?.StartsWith("Profile not found", StringComparison.OrdinalIgnoreCase) == true => FailureKind.NotFound,
        (400, not null) or (_, "MethodNotImplemented" or "XRPCNotSupported") => FailureKind.InvalidRequest,
        _ => null,
    };

    /// <summary>Where there is no <c>Retry-After</c>, <c>RateLimit-Reset</c> tells the second, since 1970, from which on we may ask again.</summary>
    private static TimeSpan? WaitOf(in PlatformRefusal refusal) => refusal.RetryAfter
        ?? (refusal.Headers.TryGetValues("RateLimit-Reset", out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            && second <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? PlatformRefusal.Sensible(DateTimeOffset.FromUnixTimeSeconds(second) - refusal.Now)
                : null);

    private static BlueskyError? ErrorOf(in PlatformRefusal refusal)
    {
        try
        {
            return JsonSerializer.Deserialize(refusal.Body.Span, BlueskyJson.Default.BlueskyError);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
