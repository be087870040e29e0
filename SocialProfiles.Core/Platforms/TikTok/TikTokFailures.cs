using System.Text.Json;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>What TikTok's refusals mean: developers.tiktok.com/doc/tiktok-api-v2-error-handling, and oEmbed's bare statuses.</summary>
internal static class TikTokFailures
{
    /// <summary>TikTok counts over a sliding minute and sends no Retry-After.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    public static PlatformFailure Read(PlatformRefusal refusal)
    {
        var error = ErrorOf(refusal, out var isJson);
        return OfCode(error?.Code) is { } kind
            ? refusal.As(kind, error!.Code, error.LogId, kind == FailureKind.RateLimited ? refusal.RetryAfter ?? Window : null)
            : (int)refusal.Status switch
            {
                429 => refusal.As(FailureKind.RateLimited, error?.Code, error?.LogId, refusal.RetryAfter ?? Window),
                // oEmbed says 400 for an account that is not there, is private or may not be embedded. A page from
                // something in between says nothing about the account.
                404 or 400 when isJson || refusal.Body.Length == 0 => refusal.As(FailureKind.NotFound, error?.Code, error?.LogId),
                _ => refusal.ByStatus(error?.Code, error?.LogId),
            };
    }

    /// <summary>What a refusal of the API means for a call with a talent's consent.</summary>
    public static PlatformFailure ReadConsent(PlatformRefusal refusal)
    {
        var error = ErrorOf(refusal, out _);
        return OfCode(error?.Code) is { } kind
            ? refusal.As(kind, error!.Code, error.LogId, kind == FailureKind.RateLimited ? refusal.RetryAfter ?? Window : null) with { End = EndOf(kind) }
            : (int)refusal.Status == 429
                ? refusal.As(FailureKind.RateLimited, error?.Code, error?.LogId, refusal.RetryAfter ?? Window)
                : refusal.ByStatus(error?.Code, error?.LogId);
    }

    /// <summary>The meaning of an error of the API that came with HTTP 200, where it is always there; null when all is well.</summary>
    public static PlatformFailure? OfReply(TikTokError? error)
    {
        if (error?.Code is null || error.Code.Equals("ok", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return OfCode(error.Code) is { } kind
            ? new PlatformFailure(kind, $"HTTP 200, code {error.Code}", kind == FailureKind.RateLimited ? Window : null) { End = EndOf(kind) }
            : new PlatformFailure(FailureKind.BadResponse, "HTTP 200 with an error inside");
    }

    /// <summary>The meaning of an error of oEmbed that came with HTTP 200; null when it is none.</summary>
    public static PlatformFailure? OfEmbed(TikTokEmbed embed)
    {
        if (embed.Error?.Code is { } code && !code.Equals("ok", StringComparison.OrdinalIgnoreCase))
        {
            var kind = OfCode(code) ?? FailureKind.BadResponse;
            return new PlatformFailure(kind, "HTTP 200 with an error inside", kind == FailureKind.RateLimited ? Window : null);
        }

        return embed switch
        {
            { Code: 400 or 404 } => new(FailureKind.NotFound, "HTTP 200, code 400 inside"),
            { AuthorName: null, AuthorUrl: null, AuthorUniqueId: null } => new(FailureKind.BadResponse, "HTTP 200, no author"),
            _ => null,
        };
    }

    private static FailureKind? OfCode(string? code) => code switch
    {
        "access_token_invalid" => FailureKind.ConsentExpired,
        "scope_not_authorized" or "scope_permission_missed" => FailureKind.MissingScope,
        "rate_limit_exceeded" => FailureKind.RateLimited,
        "internal_error" => FailureKind.PlatformDown,
        "invalid_params" => FailureKind.BadResponse,
        _ => null,
    };

    private static ConsentEnd? EndOf(FailureKind kind) => kind switch
    {
        FailureKind.ConsentExpired => ConsentEnd.Revoked,
        FailureKind.MissingScope => ConsentEnd.ScopeMissing,
        _ => null,
    };

    private static TikTokError? ErrorOf(in PlatformRefusal refusal, out bool isJson)
    {
        try
        {
            var reply = JsonSerializer.Deserialize(refusal.Body.Span, TikTokJson.Default.TikTokErrorReply);
            isJson = true;
            return reply?.Error;
        }
        catch (JsonException)
        {
            // Also a body whose "error" is a text, as in OAuth; it is JSON all the same.
            isJson = refusal.Body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
            return null;
        }
    }
}
