using SocialProfiles.Core.Credentials;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>One field of the form while somebody works on it.</summary>
public sealed class CredentialDraft(CredentialState state)
{
    public CredentialState State => state;

    /// <summary>What was typed; begins empty for a secret, which never comes back.</summary>
    public string Text { get; set; } = state.IsConfigured ? "" : state.Value ?? "";

    public bool Clear { get; set; }

    /// <summary>What is wrong with it, as a sentence.</summary>
    public string? Problem { get; set; }

    public bool HasChanged => !state.IsConfigured && (Clear || Text != (state.Value ?? ""));

    public CredentialEntry Entry => new(state.Field.Option, Text, Clear);
}
