using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// Reads what Meta posts to the app's deauthorize address when a talent removes the app: a <c>signed_request</c>.
/// See developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback, which describes the
/// same parameter, seen 2026-11.
/// </summary>
public sealed class MetaDeauthorization(IOptionsMonitor<InstagramOptions> options, TimeProvider time)
{
    private const string Algorithm = "HMAC-SHA256";
    private const int Longest = 4096;

    /// <returns>Who removed the app; null where it is not from Meta, or not readable.</returns>
    public PlatformNotice? Read(string? signedRequest)
    {
        if (Payload(signedRequest, options.CurrentValue.AppSecret) is not { } payload)
        {
            return null;
        }

        try
        {
            var told = JsonSerializer.Deserialize(payload, MetaJson.Default.MetaRequest);
            return told is { Algorithm: Algorithm, UserId: { ValueKind: JsonValueKind.String or JsonValueKind.Number } person, IssuedAt: null or (>= 0 and <= uint.MaxValue) }
                ? new PlatformNotice(InstagramPlatform.PlatformKey, person.ToString(), told.IssuedAt is { } issued ? DateTimeOffset.FromUnixTimeSeconds(issued) : time.GetUtcNow())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The JSON of <c>{base64url of HMAC-SHA256 over the second half}.{base64url of JSON}</c>; null where the signature is wrong.</summary>
    internal static byte[]? Payload(string? signedRequest, string? secret)
    {
        if (string.IsNullOrEmpty(secret) || signedRequest is not { Length: > 0 and <= Longest } || signedRequest.Split('.') is not [var signature, var payload])
        {
            return null;
        }

        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(payload));
        return Decode(signature) is { } given && CryptographicOperations.FixedTimeEquals(expected, given) ? Decode(payload) : null;
    }

    private static byte[]? Decode(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}

/// <param name="UserId">A string in Meta's examples, and a number in older ones.</param>
internal sealed record MetaRequest(
    [property: JsonPropertyName("algorithm")] string? Algorithm,
    [property: JsonPropertyName("user_id")] JsonElement? UserId,
    [property: JsonPropertyName("issued_at")] long? IssuedAt);

[JsonSerializable(typeof(MetaRequest))]
internal sealed partial class MetaJson : JsonSerializerContext;
