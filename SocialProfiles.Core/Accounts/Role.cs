namespace SocialProfiles.Core.Accounts;

/// <summary>What somebody of the agency may do; each one may do all that the ones before may. Stored by number, so the order stays.</summary>
public enum Role
{
    /// <summary>Looks at everything that is about talents, changes nothing.</summary>
    Viewer = 0,

    /// <summary>Works with talents: connects, refreshes, invites, makes media kits.</summary>
    Editor = 1,

    /// <summary>Sets up: platforms, alerts, keys, team. Deletes talents.</summary>
    Admin = 2,

    /// <summary>All that, owners themselves, and backups. There is always one who can sign in.</summary>
    Owner = 3,
}
