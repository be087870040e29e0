using System.CommandLine;
using SocialProfiles.Core.Backups;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Runs a command: what can go wrong is said in a sentence, and makes the exit code 1.</summary>
internal static class CommandRun
{
    /// <param name="run">Gives the exit code.</param>
    public static void SetGuarded(this Command command, Func<ParseResult, CancellationToken, Task<int>> run) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await run(parsed, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return Fail("Stopped. Nothing was changed.");
            }
            catch (Exception exception) when (StartFailure.Explain(exception) is { } sentences)
            {
                return Fail(string.Join(Environment.NewLine, sentences));
            }
            catch (UnauthorizedAccessException exception)
            {
                return Fail($"{exception.Message} This command runs as {Environment.UserName}: use a file or folder that this account can open.");
            }
            catch (Exception exception)
            {
                return Fail($"{exception}{Environment.NewLine}An error in SocialProfiles ended the command. Please report the lines above.");
            }
        });

    /// <summary>Says what is wrong, and gives the exit code.</summary>
    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }

    /// <summary>A file in a folder that this account may not open looks the same as one that isn't there.</summary>
    public static int FailMissing(FileInfo file) =>
        Fail($"There is no file {file.FullName}, or it's in a folder that the account {Environment.UserName} can't open.");

    /// <summary>A line that moves on where somebody watches it, and nothing where the output goes into a file.</summary>
    public static IProgress<double>? Progress(string what) => Console.IsOutputRedirected ? null : new Line(what);

    /// <summary>The failure of a backup in words; null for a fault of ours.</summary>
    public static string? Explain(Exception exception, string file) => BackupFailure.Explain(exception, Path.GetDirectoryName(Path.GetFullPath(file))!);

    private sealed class Line(string what) : IProgress<double>
    {
        private int _percent = -1;

        public void Report(double value)
        {
            var percent = (int)(value * 100);
            if (Interlocked.Exchange(ref _percent, percent) != percent)
            {
                Console.Write($"\r{what} {percent,3} %{(percent == 100 ? Environment.NewLine : null)}");
            }
        }
    }
}
