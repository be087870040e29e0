using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace SocialProfiles.Core.Platforms;

/// <summary>An answer other than 200, as the failure tables see it. The body is only there while they look.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers of the answer.</param>
/// <param name="Body">The first 16 KiB of the body.</param>
/// <param name="Now">When it came, UTC.</param>
internal readonly record struct PlatformRefusal(HttpStatusCode Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body, DateTimeOffset Now)
{
    /// <summary>Nobody waits longer than this on a platform's word; it may be a slip.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>A fault is over sooner than the longest limit, whatever the server says while it has it.</summary>
    private static readonly TimeSpan _longestOutage = TimeSpan.FromHours(1);

    /// <summary>What <c>Retry-After</c> asks for, as seconds or as a date; null where it is absent, over or unreadable.</summary>
    public TimeSpan? RetryAfter => Headers.RetryAfter switch
    {
        { Delta: { } wait } => Sensible(wait),
        { Date: { } date } => Sensible(date - Now),
        _ => null,
    };

    /// <summary>A wait within reason; null for none.</summary>
    public static TimeSpan? Sensible(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? null : wait > LongestWait ? LongestWait : wait;

    /// <summary>What the status alone means, for every platform alike. A 4xx that says nothing more is unreadable, not final.</summary>
    public PlatformFailure ByStatus(string? code = null, string? requestId = null)
    {
        var detail = Detail(code, requestId);
        return (int)Status switch
        {
            401 => new(FailureKind.AccessRefused, detail) { IsTokenRefused = true },
            403 => new(FailureKind.AccessRefused, detail),
            429 => new(FailureKind.RateLimited, detail, RetryAfter),
            408 or >= 500 => new(FailureKind.PlatformDown, detail, RetryAfterFault),
            _ => new(FailureKind.BadResponse, detail),
        };
    }

    public PlatformFailure As(FailureKind kind, string? code = null, string? requestId = null, TimeSpan? wait = null) =>
        new(kind, Detail(code, requestId), wait ?? kind switch
        {
            FailureKind.RateLimited => RetryAfter,
            FailureKind.PlatformDown => RetryAfterFault,
            _ => null,
        });

    private TimeSpan? RetryAfterFault => RetryAfter is { } wait && wait > _longestOutage ? _longestOutage : RetryAfter;

    private string Detail(string? code, string? requestId)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)Status}");
        detail = Token(code) is { } safeCode ? $"{detail}, code {safeCode}" : detail;
        return Token(requestId) is { } safeId ? $"{detail}, request {safeId}" : detail;
    }

    /// <summary>A short machine word of the platform's; anything else could be text, or a secret, and is left out.</summary>
    private static string? Token(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '/' or '.') ? text : null;
}
