using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SocialProfiles.Core.Platforms;

/// <summary>
/// A list whose items are read one by one: an item of another shape than expected becomes null, to be counted, and costs none
/// of the others.
/// </summary>
internal sealed class ItemsConverter<T> : JsonConverter<IReadOnlyList<T?>>
    where T : class
{
    public override IReadOnlyList<T?>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var shape = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var items = new List<T?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = reader;
            try
            {
                items.Add(JsonSerializer.Deserialize(ref reader, shape));
            }
            catch (JsonException)
            {
                reader = start;
                if (!reader.TrySkip())
                {
                    throw;
                }

                items.Add(null);
            }
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T?> value, JsonSerializerOptions options) => throw new NotSupportedException();
}
