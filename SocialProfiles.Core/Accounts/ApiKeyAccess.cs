namespace SocialProfiles.Core.Accounts;

/// <summary>What a key may do; each may do all that the ones before may. Stored by number, so the order stays.</summary>
public enum ApiKeyAccess
{
    /// <summary>Reads everything about talents, changes nothing.</summary>
    Read = 0,

    /// <summary>Works with talents: adds them, connects, refreshes and disconnects profiles, asks for permission.</summary>
    Write = 1,

    /// <summary>Everything that an admin may do by the API.</summary>
    Admin = 2,
}

/// <summary>How a person's role bounds their keys.</summary>
public static class ApiKeyAccesses
{
    /// <summary>The most that a key of somebody may do.</summary>
    public static ApiKeyAccess MostOf(Role role) => role switch
    {
        Role.Viewer => ApiKeyAccess.Read,
        Role.Editor => ApiKeyAccess.Write,
        _ => ApiKeyAccess.Admin,
    };

    /// <summary>The word for it on screens and in the activity: <c>read</c>, <c>write</c>, <c>admin</c>.</summary>
    public static string Word(this ApiKeyAccess access) => access switch
    {
        ApiKeyAccess.Read => "read",
        ApiKeyAccess.Write => "write",
        _ => "admin",
    };
}
