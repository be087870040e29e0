using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms;

// The token answers of RFC 6749, sections 5.1 and 5.2, with what Google and TikTok add. Every member may be missing.

/// <summary>Tokens, or an error: TikTok sends either with any status.</summary>
internal sealed class OAuthReply
{
    public string? AccessToken { get; set; }

    /// <summary>Seconds.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? ExpiresIn { get; set; }

    public string? RefreshToken { get; set; }

    /// <summary>Seconds; TikTok's name.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? RefreshExpiresIn { get; set; }

    /// <summary>Seconds; Google's name.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? RefreshTokenExpiresIn { get; set; }

    [JsonConverter(typeof(ScopeConverter))]
    public IReadOnlyList<string>? Scope { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public string? OpenId { get; set; }

    [JsonConverter(typeof(OAuthErrorConverter))]
    public string? Error { get; set; }

    /// <summary>English; read for the name of a wrong credential, never kept.</summary>
    [JsonConverter(typeof(IdConverter))]
    public string? ErrorDescription { get; set; }

    /// <summary>The answer inside a refusal; null where the body is none of OAuth's.</summary>
    public static OAuthReply? Of(in PlatformRefusal refusal)
    {
        try
        {
            return JsonSerializer.Deserialize(refusal.Body.Span, OAuthJson.Default.OAuthReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Scopes as one text, with commas or spaces, or as a list.</summary>
internal sealed class ScopeConverter : JsonConverter<IReadOnlyList<string>>
{
    private static readonly char[] _between = [',', ' '];

    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Parts(reader.GetString());
            case JsonTokenType.StartArray:
                var scopes = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.String)
                    {
                        scopes.AddRange(Parts(reader.GetString()));
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return scopes;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static string[] Parts(string? text) => text?.Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>An error as OAuth's word, or as the object of an API's own envelope, whose code is taken.</summary>
internal sealed class OAuthErrorConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.StartObject:
                string? code = "";
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var isCode = reader.ValueTextEquals("code"u8);
                    reader.Read();
                    if (isCode && reader.TokenType == JsonTokenType.String)
                    {
                        code = reader.GetString();
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return code;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OAuthReply))]
internal sealed partial class OAuthJson : JsonSerializerContext;
