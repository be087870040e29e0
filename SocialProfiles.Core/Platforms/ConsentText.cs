namespace SocialProfiles.Core.Platforms;

/// <summary>What a person reads about a consent that ended: one sentence of reason, and one thing to do.</summary>
public sealed record ConsentText(string Reason, string Remedy)
{
    private const string Reconnect = "Invite the talent to reconnect.";

    /// <summary>The text for a consent on <paramref name="platform"/> (its display name).</summary>
    public static ConsentText For(ConsentEnd end, string platform) => end switch
    {
        ConsentEnd.Revoked => new($"{platform} no longer accepts the consent; most often the talent has removed the access there.", "Ask the talent whether that was meant, and invite them to reconnect."),
        ConsentEnd.Expired => new("The consent ran out and could not be renewed.", Reconnect),
        ConsentEnd.PasswordChanged => new($"{platform} ended the consent: the password was changed, or all sessions were ended for safety.", Reconnect),
        ConsentEnd.ScopeMissing => new($"A permission without which {platform} shows nothing is not granted any more.", "Invite the talent to reconnect, and to leave every permission ticked."),
        ConsentEnd.RenewalFailed => new("Renewing the consent failed on four different days.", Reconnect),
        ConsentEnd.RenewalCutOff => new($"The server stopped while the consent was being renewed, and {platform} no longer accepts what was stored before.", Reconnect),
        ConsentEnd.Withdrawn => new("The talent withdrew the consent on the invitation's page.", "Talk to the talent before you invite them again."),
        ConsentEnd.RemovedAtPlatform => new($"{platform} tells us that the talent removed the access, or that the account is gone.", "Ask the talent whether that was meant, and invite them to reconnect."),
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, null),
    };
}
