using System.CommandLine;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Gives somebody a new password, also while the server runs.</summary>
internal static class ResetPasswordCommand
{
    public static Command Create(string[] settings)
    {
        var email = new Option<string?>("--email", "-e") { Description = "Whose. Without it, the command lists who can sign in." };
        var password = new Option<FileInfo?>("--password-file") { Description = "A file whose first line is the new password. Without it you are asked." };
        var command = new Command("reset-password", "Set a new password for somebody who can't sign in any more. The server may go on running; all their sessions end.") { email, password };
        command.SetGuarded((parsed, token) => RunAsync(settings, parsed.GetValue(email), parsed.GetValue(password), token));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, string? email, FileInfo? passwordFile, CancellationToken cancellationToken)
    {
        await using var app = await SocialProfilesApp.OpenAsync(settings, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var reset = scope.ServiceProvider.GetRequiredService<ResetPasswordByHost>();
        if (string.IsNullOrWhiteSpace(email))
        {
            var known = await reset.EmailsAsync(cancellationToken);
            Console.WriteLine(known.Count == 0 ? "Nobody can sign in yet. Run: SocialProfiles.Web create-admin" : $"Say whose password with --email. These can sign in:{Environment.NewLine}{string.Join(Environment.NewLine, known)}");
            return 1;
        }

        if ((passwordFile is null ? Secrets.AskNew("password") : Secrets.FromFile(passwordFile)) is not { } password)
        {
            return CommandRun.Fail("The two passwords differ. Nothing was changed; try again.");
        }

        var done = await reset.ExecuteAsync(email, password, cancellationToken);
        if (!done.Succeeded)
        {
            return CommandRun.Fail(done.Failure.Sentence);
        }

        Console.WriteLine($"{done.Value} can sign in with the new password now. All their other sessions have ended.");
        return 0;
    }
}
