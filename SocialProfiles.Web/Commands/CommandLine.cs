using System.CommandLine;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>
/// The command line of the program. Without a command it is the server, and everything given is a setting. Settings work with
/// commands too: <c>backup --Data:Directory=/var/lib/socialprofiles</c>.
/// </summary>
internal static class CommandLine
{
    private static readonly string[] _help = ["--help", "-h", "-?", "/?", "--version"];

    public static Task<int> RunAsync(string[] args)
    {
        if (!IsCommand(args))
        {
            return SocialProfilesApp.RunAsync(args);
        }

        var (settings, words) = Split(args);
        return Root(settings).Parse(words).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Settings begin with a dash or a slash, or hold an equals sign; a command is a word. Settings may stand before it.</summary>
    internal static bool IsCommand(string[] args) =>
        Split(args).Words is [var first, ..] && (_help.Contains(first, StringComparer.Ordinal) || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=', StringComparison.Ordinal)));

    /// <summary>Takes the settings out: they have a colon in their name, which no option of ours has.</summary>
    internal static (string[] Settings, string[] Words) Split(string[] args)
    {
        List<string> settings = [];
        List<string> words = [];
        for (var i = 0; i < args.Length; i++)
        {
            var isSetting = args[i].StartsWith("--", StringComparison.Ordinal) && args[i].Split('=')[0].Contains(':', StringComparison.Ordinal);
            (isSetting ? settings : words).Add(args[i]);
            if (isSetting && !args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
            {
                settings.Add(args[++i]);
            }
        }

        return ([.. settings], [.. words]);
    }

    private static RootCommand Root(string[] settings) => new(
        "SocialProfiles, a home for the social accounts of a talent agency. Without a command it runs the server; every setting can be given as --Section:Key=value.")
    {
        BackupCommand.Create(settings),
        RestoreCommand.Create(settings),
        CreateOwnerCommand.Create(settings),
        ResetPasswordCommand.Create(settings),
        ImportCommand.Create(settings),
        ExportCommand.Create(settings),
        DoctorCommand.Create(settings),
    };
}
