using System.Text;

namespace SocialProfiles.Bench.Platform;

/// <summary>An HTTP answer as bytes, with gaps for a handle (<c>{H}</c>) and a number made of it (<c>{N}</c>).</summary>
internal sealed class Template
{
    private readonly byte[][] _pieces;
    private readonly bool[] _gapIsHandle;
    private readonly int _bodyPieceBytes;
    private readonly byte[] _head;

    public Template(string status, string body)
    {
        List<byte[]> pieces = [];
        List<bool> gaps = [];
        var rest = body;
        for (var at = rest.IndexOfAny(_starts); at >= 0; at = rest.IndexOfAny(_starts))
        {
            pieces.Add(Encoding.UTF8.GetBytes(rest[..at]));
            gaps.Add(rest[at] == HandleGap);
            rest = rest[(at + 1)..];
        }

        pieces.Add(Encoding.UTF8.GetBytes(rest));
        _pieces = [.. pieces];
        _gapIsHandle = [.. gaps];
        _bodyPieceBytes = _pieces.Sum(piece => piece.Length);
        _head = Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: ");
    }

    /// <summary>Stands for the handle in a body; cannot occur in JSON text.</summary>
    public const char HandleGap = '\u0001';

    /// <summary>Stands for the account's number.</summary>
    public const char NumberGap = '\u0002';

    private static readonly char[] _starts = [HandleGap, NumberGap];

    /// <summary>Writes the whole answer.</summary>
    /// <returns>Its length in bytes.</returns>
    public int Write(Span<byte> target, ReadOnlySpan<byte> handle, ReadOnlySpan<byte> number)
    {
        var body = _bodyPieceBytes;
        foreach (var isHandle in _gapIsHandle)
        {
            body += isHandle ? handle.Length : number.Length;
        }

        var at = 0;
        Add(target, ref at, _head);
        body.TryFormat(target[at..], out var digits, provider: System.Globalization.CultureInfo.InvariantCulture);
        at += digits;
        Add(target, ref at, "\r\n\r\n"u8);
        for (var i = 0; i < _pieces.Length; i++)
        {
            Add(target, ref at, _pieces[i]);
            if (i < _gapIsHandle.Length)
            {
                Add(target, ref at, _gapIsHandle[i] ? handle : number);
            }
        }

        return at;
    }

    private static void Add(Span<byte> target, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[at..]);
        at += bytes.Length;
    }
}
