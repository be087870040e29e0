using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms.Instagram;

// Shapes of developers.facebook.com/documentation/instagram-platform/reference/access_token, …/refresh_access_token and
// the code exchange of business login. Every member may be missing.

/// <summary>
/// Tokens: in a list of one, as documented, or bare, as the code exchange really sends them. The bare form has an id that is
/// no text, and larger than a double can hold.
/// </summary>
internal sealed class InstagramTokenReply
{
    public IReadOnlyList<InstagramTokenReply?>? Data { get; set; }

    public string? AccessToken { get; set; }

    /// <summary>Of the person, for our app only; not the account's.</summary>
    [JsonConverter(typeof(IdConverter))]
    public string? UserId { get; set; }

    [JsonConverter(typeof(ScopeConverter))]
    public IReadOnlyList<string>? Permissions { get; set; }

    /// <summary>Seconds.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? ExpiresIn { get; set; }

    public InstagramTokenReply Inner => Data is [{ } first, ..] ? first : this;
}

/// <summary>A refusal of the code exchange, which has a shape of its own, or of the Graph API.</summary>
internal sealed class InstagramTokenError
{
    public string? ErrorType { get; set; }

    /// <summary>English; read for what it is about, never kept.</summary>
    [JsonConverter(typeof(IdConverter))]
    public string? ErrorMessage { get; set; }

    public GraphError? Error { get; set; }

    public string? Text => Error?.Message ?? ErrorMessage;

    public static InstagramTokenError? Of(in PlatformRefusal refusal)
    {
        try
        {
            return JsonSerializer.Deserialize(refusal.Body.Span, InstagramJson.Default.InstagramTokenError);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
