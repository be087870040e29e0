using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Core.Team;

/// <summary>Roles in sentences.</summary>
public static class RoleName
{
    /// <returns><c>an owner</c>, <c>an admin</c>, <c>an editor</c>, <c>a viewer</c>.</returns>
    public static string WithArticle(Role role) => role == Role.Viewer ? "a viewer" : $"an {role.ToString().ToLowerInvariant()}";
}
