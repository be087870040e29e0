using System.CommandLine;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Gives somebody a new password, also while the server runs.</summary>
internal static class ResetPasswordCommand
{
    public static Command Create(string[] settings)
    {
        var email = new Option<string?>("--email", "-e") { Description = "The e-mail address they sign in with. Without it, the command lists who can sign in." };
        var password = new Option<FileInfo?>("--password-file") { Description = "A file whose first line is the new password. Without it, you're asked." };
        var link = new Option<bool>("--link") { Description = "Print a password link, so that they can choose the new password themselves. It's valid for one hour." };
        var secondStep = new Option<bool>("--turn-off-second-step") { Description = "For somebody who lost their authenticator app and recovery codes: afterwards the password is enough." };
        var command = new Command("reset-password", "Set a new password for somebody who can't sign in. The server can keep running; they're signed out everywhere.") { email, password, link, secondStep };
        command.SetGuarded((parsed, token) => RunAsync(settings, parsed.GetValue(email), parsed.GetValue(password), parsed.GetValue(link), parsed.GetValue(secondStep), token));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, string? email, FileInfo? passwordFile, bool isLink, bool isSecondStep, CancellationToken cancellationToken)
    {
        await using var app = await SocialProfilesApp.OpenAsync(settings, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var reset = scope.ServiceProvider.GetRequiredService<ResetPasswordByHost>();
        if (string.IsNullOrWhiteSpace(email))
        {
            var known = await reset.EmailsAsync(cancellationToken);
            Console.WriteLine(known.Count == 0 ? "Nobody can sign in yet. Run: SocialProfiles.Web create-owner" : $"Use --email to say whose password to set. These people can sign in:{Environment.NewLine}{string.Join(Environment.NewLine, known)}");
            return 1;
        }

        var person = await reset.FindAsync(email, cancellationToken);
        if (!person.Succeeded)
        {
            return CommandRun.Fail(person.Failure.Sentence);
        }

        if (isSecondStep)
        {
            var problem = await app.Services.GetRequiredService<SetUpSecondFactor>().TurnOffAsync(person.Value, null, Actor.System, cancellationToken);
            if (problem is not null)
            {
                return CommandRun.Fail(problem.Sentence);
            }

            Console.WriteLine("The second step is off.");
            if (!isLink && passwordFile is null)
            {
                return 0;
            }
        }

        if (isLink)
        {
            return await MakeLinkAsync(app.Services, person.Value, cancellationToken);
        }

        if ((passwordFile is null ? Secrets.AskNew("password") : Secrets.FromFile(passwordFile)) is not { } password)
        {
            return CommandRun.Fail(PasswordRules.TheyDiffer);
        }

        var done = await reset.ExecuteAsync(email, password, cancellationToken);
        if (!done.Succeeded)
        {
            return CommandRun.Fail(done.Failure.Sentence);
        }

        Console.WriteLine($"{done.Value} can sign in with the new password now. They were signed out everywhere.");
        return 0;
    }

    private static async Task<int> MakeLinkAsync(IServiceProvider services, Guid id, CancellationToken cancellationToken)
    {
        var issued = await services.GetRequiredService<IssueRecoveryLink>().ExecuteAsync(id, Actor.System, cancellationToken);
        if (!issued.Succeeded)
        {
            return CommandRun.Fail(issued.Failure.Sentence);
        }

        // Without Web:PublicUrl nobody knows under which address people reach this server.
        var site = new PublicLinks(services.GetRequiredService<ISiteAddress>().Base ?? "http://localhost:5080");
        Console.WriteLine($"Send this link to {issued.Value.Email} to choose a new password. It works once, within one hour:{Environment.NewLine}{site.Recovery(issued.Value.Token)}");
        return 0;
    }
}
