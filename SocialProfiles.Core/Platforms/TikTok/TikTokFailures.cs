using System.Text.Json;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>What TikTok's refusals mean: developers.tiktok.com/doc/tiktok-api-v2-error-handling, and oEmbed's bare statuses.</summary>
internal static class TikTokFailures
{
    private const string AccessTokenInvalid = "access_token_invalid";

    /// <summary>TikTok counts over a sliding minute and sends no Retry-After.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>What a refusal of oEmbed means.</summary>
    public static PlatformFailure Read(PlatformRefusal refusal)
    {
        var error = ErrorOf(refusal, out var isJson);
        // It says 400 for an account that is not there, is private or may not be embedded. A page from something in between
        // says nothing about the account.
        return OfCode(error?.Code) is null && (int)refusal.Status is 404 or 400 && (isJson || refusal.Body.Length == 0)
            ? refusal.As(FailureKind.NotFound, error?.Code, error?.LogId)
            : OfApi(refusal, error);
    }

    /// <summary>What a refusal of the API means for a call with a talent's consent.</summary>
    public static PlatformFailure ReadConsent(PlatformRefusal refusal) => OfApi(refusal, ErrorOf(refusal, out _));

    /// <summary>The meaning of an error of the API that came with HTTP 200, where it is always there; null when all is well.</summary>
    public static PlatformFailure? OfReply(TikTokError? error)
    {
        if (error?.Code is null || error.Code.Equals("ok", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return OfCode(error.Code) is { } kind
            ? Marked(new PlatformFailure(kind, $"HTTP 200, code {error.Code}", kind == FailureKind.RateLimited ? Window : null), error.Code)
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
        // The access token is bad; whether the consent is over, the token address tells.
        AccessTokenInvalid => FailureKind.AccessRefused,
        "scope_not_authorized" or "scope_permission_missed" => FailureKind.MissingScope,
        "rate_limit_exceeded" => FailureKind.RateLimited,
        "internal_error" => FailureKind.PlatformDown,
        "invalid_params" => FailureKind.InvalidRequest,
        _ => null,
    };

    private static PlatformFailure OfApi(in PlatformRefusal refusal, TikTokError? error) => OfCode(error?.Code) is { } kind
        ? Marked(refusal.As(kind, error!.Code, error.LogId, kind == FailureKind.RateLimited ? refusal.RetryAfter ?? Window : null), error.Code)
        : (int)refusal.Status switch
        {
            429 => refusal.As(FailureKind.RateLimited, error?.Code, error?.LogId, refusal.RetryAfter ?? Window),
            // With an error of TikTok's own: a word about our app, or one that is newer than this list.
            403 when error?.Code is not null => refusal.As(FailureKind.AgencyRefused, error.Code, error.LogId),
            _ => refusal.ByStatus(error?.Code, error?.LogId),
        };

    private static PlatformFailure Marked(PlatformFailure failure, string? code) => code == AccessTokenInvalid ? failure with { IsTokenRefused = true } : failure;

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
