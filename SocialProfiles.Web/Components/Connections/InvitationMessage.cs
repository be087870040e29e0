using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>What an agency writes when it sends an invitation's link.</summary>
internal static class InvitationMessage
{
    /// <param name="platforms">Names of the platforms that are asked for; at least one.</param>
    /// <param name="address">The link.</param>
    public static string Of(InvitationLink link, string[] platforms, AgencyName agency, string address) => string.Join(
        "\n\n",
        $"Hi {FirstName(link.TalentName)},",
        $"{agency.Value ?? "We"} would like to see the numbers for your {Accounts(platforms)}. "
            + $"Please open this link and connect {(platforms.Length == 1 ? "it" : "them")}: it takes a minute, you don't need an account with us, and you can withdraw access at any time.",
        address,
        $"The link works until {RelativeText.Date(link.Invitation.ExpiresAt)}.");

    // Titles and the names of acts are no first names; then the whole name is better than a piece of it.
    private static string FirstName(string name)
    {
        var first = name.Split(' ', 2)[0];
        return first.Length < 3 || first.EndsWith('.') || first is "The" ? name : first;
    }

    private static string Accounts(string[] platforms) => platforms switch
    {
        [var only] => $"{only} account",
        [.. var most, var last] => $"{string.Join(", ", most)} and {last} accounts",
        _ => "accounts",
    };
}
