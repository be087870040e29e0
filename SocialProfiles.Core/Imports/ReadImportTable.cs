using System.Text;

namespace SocialProfiles.Core.Imports;

/// <summary>
/// Turns the bytes of a CSV, JSON or XLSX file into a table. What kind it is, the bytes say; a file's name is only a name. Takes time in
/// proportion to the file, so it is called where nobody waits for a render.
/// </summary>
public static class ReadImportTable
{
    private static readonly byte[] _oldExcel = [0xD0, 0xCF, 0x11, 0xE0];

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The table; or <see cref="InvalidError"/> (field <c>file</c>) for what is too large, empty or no table.</returns>
    public static Result<ImportTable, UseCaseError> Execute(ReadOnlyMemory<byte> file)
    {
        if (file.Length > ImportBounds.MostBytes)
        {
            return Refuse($"The file is larger than {ImportBounds.MostBytes / 1024 / 1024} MB. Split it and import the parts.");
        }

        if (file.Span.StartsWith("PK\x03\x04"u8))
        {
            return Workbook.Read(file);
        }

        if (file.Span.StartsWith(_oldExcel))
        {
            return Refuse("This is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password, and import that.");
        }

        var text = Decode(file.Span);
        var start = text.AsSpan().TrimStart();
        return start.Length == 0 ? Refuse("The file is empty. Choose one with a heading and rows.")
            : start[0] is '[' or '{' ? JsonRows.Read(text)
            : DelimitedText.Read(text);
    }

    /// <summary>By its byte order mark; else UTF-8 where it is valid, and Windows-1252 where it isn't, as Excel saves CSV in Western Europe.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        if (bytes.StartsWith(Encoding.Unicode.Preamble))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    internal static InvalidError Refuse(string sentence) => new("file", sentence);
}
