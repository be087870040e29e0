using System.CommandLine;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Makes the first owner, as the first-run page does.</summary>
internal static class CreateOwnerCommand
{
    public static Command Create(string[] settings)
    {
        var email = new Option<string>("--email", "-e") { Description = "E-mail address to sign in with.", Required = true };
        var password = new Option<FileInfo?>("--password-file") { Description = "A file whose first line is the password. Without it, you're asked." };
        var command = new Command("create-owner", "Create the first owner of a new installation: the person who can do everything.") { email, password };

        // What it was called before there were roles.
        command.Aliases.Add("create-admin");
        command.SetGuarded((parsed, token) => RunAsync(settings, parsed.GetValue(email)!, parsed.GetValue(password), token));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, string email, FileInfo? passwordFile, CancellationToken cancellationToken)
    {
        await using var app = await SocialProfilesApp.OpenAsync(settings, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var create = scope.ServiceProvider.GetRequiredService<CreateFirstAdmin>();
        if (await create.IsDoneAsync(cancellationToken))
        {
            return CommandRun.Fail("Somebody can already sign in. Invite others in Settings, Team. If you can't get in, run: SocialProfiles.Web reset-password");
        }

        if ((passwordFile is null ? Secrets.AskNew("password") : Secrets.FromFile(passwordFile)) is not { } password)
        {
            return CommandRun.Fail(PasswordRules.TheyDiffer);
        }

        var created = await create.ExecuteAsync(email, password, Actor.System, null, cancellationToken);
        if (!created.Succeeded)
        {
            return CommandRun.Fail(created.Failure.Sentence);
        }

        Console.WriteLine($"{created.Value.Email} can sign in now.");
        return 0;
    }
}
