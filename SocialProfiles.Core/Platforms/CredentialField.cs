namespace SocialProfiles.Core.Platforms;

/// <summary>What a credential is for.</summary>
public enum CredentialUse
{
    /// <summary>The agency's own access, with which connections made by hand are read.</summary>
    ByHand,

    /// <summary>The agency's app, to which talents consent.</summary>
    Consent,
}

/// <summary>A credential that an admin may set in the application, or the host in the configuration.</summary>
/// <param name="Option">Name of the option, such as <c>ClientSecret</c>; its key is <c>Platforms:TikTok:ClientSecret</c>.</param>
/// <param name="Label">As the platform's console calls it.</param>
/// <param name="Hint">Where to find it, or how it looks, as a sentence.</param>
/// <param name="IsSecret">Never shown again once it is stored.</param>
public sealed record CredentialField(string Option, string Label, string Hint, bool IsSecret, CredentialUse Use);
