using System.Globalization;
using System.Net;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Deliveries;

namespace SocialProfiles.Core.Recovery;

/// <summary>
/// The e-mail to somebody whose way to sign in changed. It holds no link: whoever gets used to links in such mails follows those of others.
/// </summary>
internal static class AccountMailText
{
    private const string SetNewPassword = "open SocialProfiles, choose “Forgot your password?” and set a new one: that signs out every device. Then tell an owner at your agency.";

    /// <param name="providers">With which they have to sign in once the second step is off; null where their password does.</param>
    /// <param name="agency">Null where the agency has no name.</param>
    /// <param name="at">In the zone of the agency.</param>
    public static MailText Of(AccountNews news, string? providers, string? agency, DateTimeOffset at, TimeZoneInfo zone)
    {
        var account = $"your SocialProfiles account {news.Email}{(agency is null ? "" : $" at {agency}")}";
        var (subject, what) = news.Change switch
        {
            AccountChange.PasswordChanged => ("Your SocialProfiles password was changed", $"The password of {account} was changed."),
            AccountChange.EmailChanged => ("Your SocialProfiles e-mail address was changed", $"The e-mail address of {account} was changed to a different one. You now sign in with the new address, and we won't write to this one again."),
            AccountChange.SecondStepTurnedOff => ("The second step for your SocialProfiles account was turned off", $"The second step was turned off for {account}. {(providers is null ? "Signing in no longer asks for a code." : $"You now sign in with {providers}, without a code.")}"),
            AccountChange.RecoveryCodesRenewed => ("Your SocialProfiles recovery codes were renewed", $"New recovery codes were created for {account}. The previous ones no longer work."),
            AccountChange.RecoveryCodeUsed => ("A recovery code for your SocialProfiles account was used", $"Somebody signed in to {account} with a recovery code. The code can't be used again."),
            AccountChange.PasskeyAdded => ("A passkey was added to your SocialProfiles account", $"A passkey was added to {account}. It can be used to sign in without the password."),
            AccountChange.ProviderConnected => ("Single sign-on was connected to your SocialProfiles account", $"An account at a single sign-on provider was connected to {account}. It can be used to sign in without the password."),
            AccountChange.ProviderDisconnected => ("Single sign-on was disconnected from your SocialProfiles account", $"Single sign-on was disconnected from {account}, and every device that had signed in with it was signed out. To connect it again, sign in with it as you did the first time. If that doesn't work, ask an owner at your agency."),
            _ => ("New device signed in to your SocialProfiles account", $"Somebody signed in to {account} from a browser that hadn't been used for it before."),
        };
        var doNow = news.Change switch
        {
            AccountChange.EmailChanged => "tell an owner at your agency at once. They can sign the account out everywhere and give it back to you.",
            AccountChange.PasskeyAdded => "open “Your account”, remove the passkey and change your password. Then tell an owner at your agency.",
            AccountChange.ProviderConnected => "open “Your account”, disconnect it under “Connected sign-ins” and change your password. Then tell an owner at your agency.",
            AccountChange.ProviderDisconnected => "tell an owner at your agency.",
            AccountChange.SecondStepTurnedOff when providers is not null => "tell an owner at your agency. Turn the second step on again in “Your account”.",
            AccountChange.SecondStepTurnedOff => $"{SetNewPassword} Turn the second step on again in “Your account”.",
            _ => SetNewPassword,
        };
        var local = TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        (string Label, string? Value)[] lines =
        [
            ("When", $"{local} ({zone.Id})"), ("By", news.By), ("Device", news.Device), ("Network address", news.Address),
        ];
        var known = lines.Where(line => line.Value is not null).ToArray();
        var last = $"{(news.By is null ? "If this was you" : "If you asked for this")}, you don't need to do anything. If not, {doNow}";
        return new MailText(
            subject,
            $"{what}\n\n{string.Join('\n', known.Select(line => $"{line.Label}: {line.Value}"))}\n\n{last}\n",
            $"<p>{WebUtility.HtmlEncode(what)}</p><p>{string.Join("<br>", known.Select(line => $"{line.Label}: {WebUtility.HtmlEncode(line.Value)}"))}</p><p>{WebUtility.HtmlEncode(last)}</p>");
    }
}
