using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms;

/// <summary>
/// A count as a number or as a string of digits. What is there and is none, or is beyond a long, becomes <see cref="Unreadable"/>,
/// which no count can be: it is neither missing nor the end of the answer.
/// </summary>
internal sealed class CountConverter : JsonConverter<long?>
{
    public const long Unreadable = -1;

    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var number) ? number : Unreadable;
            case JsonTokenType.String:
                Span<byte> digits = stackalloc byte[20];
                if (reader.HasValueSequence || reader.ValueSpan.Length > digits.Length || reader.ValueIsEscaped)
                {
                    return long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var slow) ? slow : Unreadable;
                }

                return Utf8Parser.TryParse(reader.ValueSpan, out long value, out var used) && used == reader.ValueSpan.Length ? value : Unreadable;
            default:
                reader.Skip();
                return Unreadable;
        }
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>An id as a string or as a number, which may be larger than a double can hold.</summary>
internal sealed class IdConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>A time in ISO 8601, also with the <c>+0000</c> of Meta that .NET does not read by itself; UTC, to the second.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset?>
{
    private const string MetaFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (reader.TryGetDateTimeOffset(out var iso))
        {
            return ToTheSecond(iso);
        }

        Span<char> text = stackalloc char[40];
        return (reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) <= text.Length
            && DateTimeOffset.TryParseExact(text[..reader.CopyString(text)], MetaFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var meta)
                ? ToTheSecond(meta)
                : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static DateTimeOffset ToTheSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}

/// <summary>A number with or without decimals, also as a string; anything else is unknown rather than the end of the answer.</summary>
internal sealed class NumberConverter : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
            case JsonTokenType.String:
                return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>Whether something is there at all; what it is never becomes a value of ours.</summary>
internal sealed class PresenceConverter : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return true;
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
