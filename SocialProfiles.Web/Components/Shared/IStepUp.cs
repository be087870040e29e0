namespace SocialProfiles.Web.Components.Shared;

/// <summary>
/// Asks people again who they are before they touch what is worth most: keys, credentials, team and backups. An action begins with
/// <c>if (!await StepUp.ProveAsync()) return;</c>.
/// </summary>
public interface IStepUp
{
    /// <summary>Asks for the password or a passkey, unless somebody gave one of them in this session lately.</summary>
    /// <returns>Whether it is them; false where they closed the dialog.</returns>
    Task<bool> ProveAsync();
}
