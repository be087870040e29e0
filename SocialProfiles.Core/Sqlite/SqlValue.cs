using System.Buffers;
using System.Text;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>A value to bind: nothing, a whole number, a fraction, text or bytes.</summary>
internal readonly struct SqlValue
{
    private readonly string? _text;
    private readonly long? _number;
    private readonly double? _fraction;
    private readonly byte[]? _bytes;

    private SqlValue(long? number) => _number = number;

    private SqlValue(double? fraction) => _fraction = fraction;

    private SqlValue(string? text) => _text = text;

    private SqlValue(byte[]? bytes) => _bytes = bytes;

    public static implicit operator SqlValue(byte[]? bytes) => new(bytes);

    public static implicit operator SqlValue(long? number) => new(number);

    public static implicit operator SqlValue(double? fraction) => new(fraction);

    public static implicit operator SqlValue(string? text) => new(text);

    public void Bind(sqlite3_stmt statement, int index)
    {
        if (_text is not null)
        {
            BindText(statement, index, _text);
        }
        else if (_number is { } number)
        {
            _ = raw.sqlite3_bind_int64(statement, index, number);
        }
        else if (_fraction is { } fraction)
        {
            _ = raw.sqlite3_bind_double(statement, index, fraction);
        }
        else if (_bytes is not null)
        {
            _ = raw.sqlite3_bind_blob(statement, index, _bytes);
        }
        else
        {
            _ = raw.sqlite3_bind_null(statement, index);
        }
    }

    private static void BindText(sqlite3_stmt statement, int index, string text)
    {
        using Utf8Text bytes = new(text, stackalloc byte[Utf8Text.OnStack]);
        _ = raw.sqlite3_bind_text(statement, index, bytes.Bytes);
    }
}

/// <summary>A text as SQLite has it, encoded on the stack where it is short.</summary>
internal readonly ref struct Utf8Text
{
    public const int OnStack = 512;

    private readonly byte[]? _rented;

    /// <param name="room">Of the caller, taken where the text fits.</param>
    public Utf8Text(string text, Span<byte> room)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        _rented = most > room.Length ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = _rented ?? room;
        Bytes = bytes[..Encoding.UTF8.GetBytes(text, bytes)];
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
