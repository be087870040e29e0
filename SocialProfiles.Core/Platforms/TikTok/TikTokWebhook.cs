using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>
/// Reads what TikTok posts to us when a talent removes the app there.
/// See developers.tiktok.com/doc/webhooks-verification and webhooks-events, seen 2026-11.
/// </summary>
public sealed class TikTokWebhook(IOptionsMonitor<TikTokOptions> options, TimeProvider time)
{
    public const string SignatureHeader = "TikTok-Signature";

    private const string Removed = "authorization.removed";

    /// <summary>How far the time in a signature may be from ours, either way.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(5);

    /// <returns>What it says; null where it is not from TikTok, not for our app, too old, or not readable.</returns>
    public PlatformNotice? Read(string? signature, ReadOnlySpan<byte> body)
    {
        var app = options.CurrentValue;
        if (string.IsNullOrEmpty(app.ClientKey) || !IsSigned(signature, body, app.ClientSecret, time.GetUtcNow()))
        {
            return null;
        }

        TikTokEvent? told;
        try
        {
            told = JsonSerializer.Deserialize(body, TikTokWebhookJson.Default.TikTokEvent);
        }
        catch (JsonException)
        {
            return null;
        }

        // A number that is no time is as little readable as none.
        if (told is null || told.ClientKey != app.ClientKey || told.CreateTime is < 0 or > uint.MaxValue)
        {
            return null;
        }

        var person = told.Event == Removed && !string.IsNullOrEmpty(told.UserOpenId) ? told.UserOpenId : null;
        return new PlatformNotice(TikTokPlatform.PlatformKey, person, DateTimeOffset.FromUnixTimeSeconds(told.CreateTime));
    }

    /// <summary>Whether <c>t={Unix seconds},s={hex of HMAC-SHA256 over "t.body"}</c> is right and new.</summary>
    internal static bool IsSigned(string? header, ReadOnlySpan<byte> body, string? secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(secret) || header is not { Length: > 0 and <= 512 })
        {
            return false;
        }

        string? seconds = null, signature = null;
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            seconds ??= part.StartsWith("t=", StringComparison.Ordinal) ? part[2..] : null;
            signature ??= part.StartsWith("s=", StringComparison.Ordinal) ? part[2..] : null;
        }

        if (signature is null
            || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var signedAt)
            || Math.Abs(now.ToUnixTimeSeconds() - signedAt) > _tolerance.TotalSeconds)
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"{seconds}."));
        hmac.AppendData(body);
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        hmac.GetHashAndReset(expected);
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(signature, given, out var read, out var written) == System.Buffers.OperationStatus.Done
            && read == signature.Length
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}

internal sealed record TikTokEvent(
    [property: JsonPropertyName("client_key")] string? ClientKey,
    [property: JsonPropertyName("event")] string? Event,
    [property: JsonPropertyName("create_time")] long CreateTime,
    [property: JsonPropertyName("user_openid")] string? UserOpenId);

[JsonSerializable(typeof(TikTokEvent))]
internal sealed partial class TikTokWebhookJson : JsonSerializerContext;
