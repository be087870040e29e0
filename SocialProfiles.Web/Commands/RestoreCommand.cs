using System.CommandLine;
using System.Globalization;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Puts a backup back: checked first, replaced then, and what was there is kept.</summary>
internal static class RestoreCommand
{
    public static Command Create(string[] settings)
    {
        var file = new Argument<FileInfo?>("file") { Description = "The backup.", Arity = ArgumentArity.ZeroOrOne };
        var check = new Option<bool>("--check") { Description = "Check the backup completely, and replace nothing." };
        var undo = new Option<bool>("--undo") { Description = "Undo the last restore. You're asked first." };
        var yes = new Option<bool>("--yes") { Description = "Undo without asking." };
        var passphrase = new Option<FileInfo?>("--passphrase-file") { Description = "A file whose first line is the passphrase. Without it, you're asked." };
        var command = new Command("restore", "Restore a backup, or check one. Stop the server before you restore; what was there before is kept.") { file, check, undo, yes, passphrase };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null == !result.GetValue(undo))
            {
                result.AddError("Name the backup file, or use --undo.");
            }
        });
        command.SetGuarded((parsed, token) => Task.Run(
            () => parsed.GetValue(undo) ? Undo(settings, parsed.GetValue(yes)) : Run(settings, parsed.GetValue(file)!, parsed.GetValue(check), parsed.GetValue(passphrase), token), token));
        return command;
    }

    private static int Run(string[] settings, FileInfo file, bool isCheck, FileInfo? passphraseFile, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            return CommandRun.FailMissing(file);
        }

        using var alone = SocialProfilesApp.OpenFolder(settings, isBeside: isCheck);
        var folder = alone.GetRequiredService<DataFolder>();
        var restore = alone.GetRequiredService<RestoreBackup>();
        try
        {
            var passphrase = passphraseFile is not null ? Secrets.FromFile(passphraseFile) : RestoreBackup.IsEncrypted(file.FullName) ? Secrets.Ask("Passphrase: ") : null;
            var progress = CommandRun.Progress("Checking the backup");
            if (isCheck)
            {
                Say(restore.Check(file.FullName, passphrase, folder, progress, cancellationToken));
                Console.WriteLine("The backup is intact and can be restored. Nothing was replaced.");
                return 0;
            }

            var restored = restore.Execute(file.FullName, passphrase, folder, progress, cancellationToken);
            Say(restored.Manifest);
            Console.WriteLine($"Restored into {folder.Path}. Start SocialProfiles now.");
            Console.WriteLine(restored.Manifest.HasKeys
                ? "Its encryption keys were restored too."
                : folder.WasUsed ? "There are no encryption keys in this backup, so the ones already here stay." : "There are no encryption keys in this backup. Copy them into the folder keys before you start.");
            Console.WriteLine("People, their roles and API keys are as they were when the backup was made: check them in Settings. Everybody has to sign in again.");
            if (restored.SettingsFile is not null)
            {
                Console.WriteLine($"The settings file from the backup is in {restored.SettingsFile}. It isn't used; compare it with yours.");
            }

            if (restored.Aside is not null)
            {
                Console.WriteLine($"What was there before is in {restored.Aside}.");
                Console.WriteLine("To go back, stop SocialProfiles and run: SocialProfiles.Web restore --undo");
            }

            return 0;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException && exception is not FileNotFoundException)
        {
            return CommandRun.Fail(exception is IOException { InnerException: not null } explained
                ? explained.Message
                : $"The backup couldn't be unpacked into {folder.Path}, so nothing was changed. Check that there is enough disk space, and that SocialProfiles is allowed to write there.");
        }
    }

    private static int Undo(string[] settings, bool isSure)
    {
        using var alone = SocialProfilesApp.OpenFolder(settings);
        var folder = alone.GetRequiredService<DataFolder>();
        if (RestoreBackup.LastRestore(folder) is not { } last)
        {
            return CommandRun.Fail($"There is no restore to undo in {folder.Path}.");
        }

        // A restore that failed put nothing aside: the last one may be older than whoever asks believes.
        var when = string.Create(CultureInfo.InvariantCulture, $"{last.UtcDateTime:d MMM yyyy HH:mm} UTC");
        Console.WriteLine($"The last restore was on {when}. Undoing it brings back what was there before.");
        if (!isSure && !IsConfirmed())
        {
            return CommandRun.Fail("Nothing was changed. To undo that restore, answer yes, or add --yes.");
        }

        var aside = alone.GetRequiredService<RestoreBackup>().Undo(folder);
        Console.WriteLine($"The restore of {when} was undone. Start SocialProfiles now.");
        if (aside is not null)
        {
            Console.WriteLine($"What had been restored is in {aside}.");
        }

        return 0;
    }

    private static bool IsConfirmed()
    {
        if (Console.IsInputRedirected)
        {
            return false;
        }

        Console.Write("Undo it? (yes/no) ");
        return string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }

    private static void Say(BackupManifest manifest)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Backup of {manifest.CreatedAt:d MMM yyyy HH:mm} UTC, version {manifest.Version}: {Rows(manifest, "Talents")} talents, {Rows(manifest, "Connections")} profiles, {Rows(manifest, "SocialPosts")} posts."));
    }

    private static long Rows(BackupManifest manifest, string table) => manifest.Rows.GetValueOrDefault(table);
}
