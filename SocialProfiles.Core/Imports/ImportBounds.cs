namespace SocialProfiles.Core.Imports;

/// <summary>How much one import takes. More than this belongs into several files.</summary>
public static class ImportBounds
{
    /// <summary>Bytes of a file or of what is pasted.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Rows of a file, the heading aside.</summary>
    public const int MostRows = 20_000;

    public const int MostColumns = 100;

    /// <summary>Characters of a cell; a row with a longer one is refused by itself.</summary>
    public const int LongestCell = 2_000;

    /// <summary>Bytes that a workbook may unfold to. A file of a few kilobytes can be made to hold terabytes.</summary>
    public const long MostUnfoldedBytes = 200L * 1024 * 1024;

    /// <summary>Rows that share a transaction: some hundredths of a second, so that nobody waits long for the writer.</summary>
    public const int Batch = 100;
}
