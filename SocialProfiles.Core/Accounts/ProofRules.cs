namespace SocialProfiles.Core.Accounts;

/// <summary>How long it counts that somebody showed who they are, before it is asked again for what is worth most: keys, credentials, team and backups.</summary>
public static class ProofRules
{
    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(15);
}
