using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Components.Team;

/// <summary>What each role may do, for people who choose one.</summary>
internal static class RoleText
{
    public static string Of(Role role) => role switch
    {
        Role.Viewer => "Sees talents and their numbers, and changes nothing.",
        Role.Editor => "Also adds talents, connects and refreshes profiles, invites talents, and makes media kits.",
        Role.Admin => "Also deletes talents, and sets up platforms, alerts, API keys and the team.",
        _ => "Also makes and removes owners, and sets up e-mail and backups.",
    };
}
