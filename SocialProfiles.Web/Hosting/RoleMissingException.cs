using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Hosting;

/// <summary>Somebody asked for what only people of another role may do. Pages don't offer it, so it comes from an outdated page or none of ours.</summary>
public sealed class RoleMissingException(Role least) : Exception($"Only {People(least)} may do this. Ask one of them at your agency.")
{
    private static string People(Role least) => least switch
    {
        Role.Owner => "owners",
        Role.Admin => "admins and owners",
        _ => "editors, admins and owners",
    };
}
