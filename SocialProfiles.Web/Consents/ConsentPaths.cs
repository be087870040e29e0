using SocialProfiles.Core.Consents;

namespace SocialProfiles.Web.Consents;

/// <summary>Addresses of a consent, below ours. The ones with a token are secret: whoever has one can answer the invitation.</summary>
internal static class ConsentPaths
{
    /// <summary>What a talent sees begins so.</summary>
    public const string Invitations = "/invitation";

    /// <summary>Where a consent ends that belongs to no page any more.</summary>
    public const string Ended = "/consent";

    public static string Invitation(string token) => $"{Invitations}/{Uri.EscapeDataString(token)}";

    /// <summary>Where the page tells that a person has it open.</summary>
    public static string Visit(string token) => $"{Invitation(token)}/{VisitPart}";

    public const string VisitPart = "visit";

    /// <summary>Begins a talent's consent.</summary>
    public static string Start(string token, string platform) => $"{Invitation(token)}/{platform.ToLowerInvariant()}";

    /// <summary>Asks a talent whether to withdraw.</summary>
    public static string Withdraw(string token, Guid connectionId) => $"{Invitation(token)}/withdraw/{connectionId}";

    /// <summary>Begins an admin's own consent.</summary>
    /// <param name="connectionId">The connection to renew; null for any account.</param>
    public static string OfAdmin(Guid talentId, string platform, Guid? connectionId = null)
    {
        var path = $"/talents/{talentId}/consent/{platform.ToLowerInvariant()}";
        return connectionId is null ? path : $"{path}?connection={connectionId}";
    }

    /// <summary>Where an admin sets up the app to which talents consent.</summary>
    public static string SettingsOf(string platform) => $"/settings/platforms/{platform.ToLowerInvariant()}";

    public static string EndedBy(ConsentOutcome outcome) => $"{Ended}/{OutcomeWord.Of(outcome)}";
}
