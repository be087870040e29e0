using System.Buffers;
using System.Text;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>A value to bind: nothing, a whole number, a fraction, text or bytes.</summary>
internal readonly struct SqlValue
{
    private const int OnStack = 512;

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
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[OnStack];
        _ = raw.sqlite3_bind_text(statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
