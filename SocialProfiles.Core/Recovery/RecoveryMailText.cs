using System.Net;
using SocialProfiles.Core.Deliveries;

namespace SocialProfiles.Core.Recovery;

/// <summary>The e-mail to somebody who forgot their password.</summary>
internal static class RecoveryMailText
{
    /// <param name="agency">Null where the agency has no name.</param>
    public static MailText Of(string link, string? agency)
    {
        var at = agency is null ? "" : $" at {agency}";
        var (lead, what) = ($"Somebody asked to set a new password for your SocialProfiles account{at}. If it was you, open this link within one hour:", "If it wasn't you, ignore this e-mail. Your password stays as it is.");
        return new MailText(
            "Set a new SocialProfiles password",
            $"{lead}\n\n{link}\n\nThe link works once. {what}\n",
            $"<p>{WebUtility.HtmlEncode(lead)}</p><p><a href=\"{WebUtility.HtmlEncode(link)}\">Set a new password</a></p><p>The link works once. {WebUtility.HtmlEncode(what)}</p>");
    }
}
