using System.Text;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Leaving;

/// <summary>Takes the words about an erased talent out of the log files, or at night the files themselves.</summary>
public sealed partial class LogScrub(DataFolder folder, ILogger<LogScrub> logger)
{
    // Shorter words would take too much along, and nobody can ask for them either.
    private const int ShortestWord = EraseLeftovers.ShortestWord;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Overwrites words in the log files with asterisks, by the rules of <see cref="NamingWords"/>. Unlike elsewhere, a short single word counts in
    /// the middle of a line too: nobody misses a word of a log.
    /// </summary>
    /// <returns>Whether all files could be seen to.</returns>
    public bool Overwrite(IReadOnlyCollection<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        string[] sought = [.. words.Where(word => word.Length >= ShortestWord)];
        var (whole, cut) = (new NamingWords(sought, commonToo: true), new NamingWords(sought.Select(word => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(word))), commonToo: true));
        return ForEach(path =>
        {
            Overwrite(path, whole, cut);
            return true;
        });
    }

    /// <summary>Deletes the log files of a day and of all before it, for where nobody knows the words any more. Today's is open and stays.</summary>
    /// <param name="until">Any time of that day, UTC.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Whether none of them is left.</returns>
    public bool Delete(DateTimeOffset until, DateTimeOffset now)
    {
        var (last, today) = (DayOf(until), DayOf(now));
        return ForEach(path =>
        {
            var day = DayOf(new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero));
            if (day <= last && day < today)
            {
                File.Delete(path);
                return true;
            }

            // Today's is open: it waits for tomorrow.
            return day > last;
        });
    }

    private bool ForEach(Func<string, bool> see)
    {
        var isWhole = true;
        foreach (var path in Directory.Exists(folder.Logs) ? Directory.GetFiles(folder.Logs) : [])
        {
            try
            {
                isWhole &= see(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogFileLeft(exception, Path.GetFileName(path));
                isWhole = false;
            }
        }

        return isWhole;
    }

    // A log file holds one day of this machine.
    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.LocalDateTime);

    /// <summary>Byte for byte in its place: the logger goes on writing to the end of the same file.</summary>
    /// <param name="cut">For lines of which each byte is read as one character.</param>
    private static void Overwrite(string path, NamingWords whole, NamingWords cut)
    {
        var writtenAt = File.GetLastWriteTimeUtc(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        for (var start = 0; start < length;)
        {
            var end = bytes.AsSpan(start, length - start).IndexOf((byte)'\n') is >= 0 and var at ? start + at : length;
            var encoding = EncodingOf(bytes.AsSpan(start, end - start));
            var words = ReferenceEquals(encoding, _strict) ? whole : cut;
            var line = encoding.GetString(bytes, start, end - start);
            if (words.AreIn(line))
            {
                stream.Position = start;
                stream.Write(encoding.GetBytes(words.Replace(line, found => new string('*', encoding.GetByteCount(found)))));
            }

            start = end + 1;
        }

        // Whoever looks for the files of a day goes by it.
        stream.Flush();
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, writtenAt);
    }

    // A line may be cut in the middle of a character. Then each byte is one, so that none of them changes its place.
    private static Encoding EncodingOf(ReadOnlySpan<byte> line)
    {
        try
        {
            _strict.GetCharCount(line);
            return _strict;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The log file {File} could not be searched for what was erased")]
    private partial void LogFileLeft(Exception exception, string file);
}
