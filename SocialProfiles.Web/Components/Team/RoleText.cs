using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Components.Team;

/// <summary>What each role may do, for people who choose one.</summary>
internal static class RoleText
{
    public static string Of(Role role) => role switch
    {
        Role.Viewer => "Viewers can see talents and their numbers, but can't change anything.",
        Role.Editor => "Editors can also add and import talents, connect and refresh profiles, invite talents, and create media kits.",
        Role.Admin => "Admins can also delete talents, and set up platforms, alerts, API keys and the team.",
        _ => "Owners can also manage other owners, e-mail and backups.",
    };
}
