using System.CommandLine;
using System.Globalization;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Security;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Makes a backup, also while the server runs.</summary>
internal static class BackupCommand
{
    public static Command Create(string[] settings)
    {
        var output = new Option<string?>("--output", "-o") { Description = "Where to put the backup: a file or a folder. Default: the backup folder." };
        var passphrase = new Option<FileInfo?>("--passphrase-file") { Description = "A file whose first line is the passphrase. Default: the passphrase set in Settings, Backups." };
        var without = new Option<bool>("--no-passphrase") { Description = "Don't encrypt it. The encryption keys are then left out." };
        var command = new Command("backup", "Make a backup of everything in one file. The server can keep running.") { output, passphrase, without };
        command.SetGuarded((parsed, token) => RunAsync(settings, parsed.GetValue(output), parsed.GetValue(passphrase), parsed.GetValue(without), token));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, string? output, FileInfo? passphraseFile, bool without, CancellationToken cancellationToken)
    {
        await using var app = await SocialProfilesApp.OpenAsync(settings, cancellationToken);
        string? passphrase;
        try
        {
            passphrase = without ? null
                : passphraseFile is not null ? Secrets.FromFile(passphraseFile)
                : await app.Services.GetRequiredService<BackupPlan>().PassphraseAsync(cancellationToken);
        }
        catch (SealedValueException)
        {
            return CommandRun.Fail(SealingHealth.Refusal);
        }

        if (passphraseFile is not null && BackupSettings.Refusal(passphrase) is { } refusal)
        {
            return CommandRun.Fail(refusal);
        }

        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var folder = app.Services.GetRequiredService<BackupFolder>().Path;
        var file = Path.GetFullPath(output is null ? Path.Combine(folder, BackupFolder.NameOf(now, BackupKind.Manual))
            : Directory.Exists(output) || Path.EndsInDirectorySeparator(output) ? Path.Combine(output, BackupFolder.NameOf(now, BackupKind.Manual)) : output);
        if (File.Exists(file))
        {
            return CommandRun.Fail($"{file} already exists. Choose another name.");
        }

        try
        {
            await app.Services.GetRequiredService<BackupWriter>().WriteAsync(file, BackupKind.Manual, passphrase, CommandRun.Progress("Making the backup"), cancellationToken);
        }
        catch (Exception exception) when (CommandRun.Explain(exception, file) is { } sentence)
        {
            return CommandRun.Fail(sentence);
        }

        await app.Services.GetRequiredService<ActivityNote>().TryWriteAsync(Actor.System, ActivityAction.BackupMade, Path.GetFileName(file), cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} ({new FileInfo(file).Length / 1048576.0:N1} MiB)"));
        Console.WriteLine(passphrase is not null
            ? "It is encrypted, and the encryption keys are in it. Without its passphrase nobody can restore it."
            : "It isn't encrypted, so the encryption keys were left out. Copy the folder keys in the data folder to another safe place, or set a passphrase in Settings, Backups.");
        return 0;
    }
}
