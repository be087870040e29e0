using System.Text.Json;
using System.Text.Json.Serialization;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Consents;

/// <summary>Moves tokens between the platforms' form and the sealed columns; nobody else opens them.</summary>
internal static partial class SealedTokens
{
    /// <summary>Puts tokens into a consent; what renews and ends follows from them.</summary>
    public static void Put(this TokenVault vault, Consent consent, Guid connectionId, PlatformTokens tokens, IPlatformConsent platform)
    {
        consent.SealedAccessToken = vault.Seal(SealedColumn.AccessToken, connectionId, tokens.AccessToken);
        consent.SealedRefreshToken = tokens.RefreshToken is { } refresh ? vault.Seal(SealedColumn.RefreshToken, connectionId, refresh) : null;
        consent.IssuedAt = tokens.IssuedAt;
        consent.AccessExpiresAt = tokens.AccessExpiresAt;
        consent.EndsAt = tokens.EndsAt;
        consent.RenewAt = platform.RenewAt(tokens);
        consent.Scopes = string.Join(' ', tokens.Scopes);
        consent.UserId = tokens.UserId;
        consent.RenewalStartedAt = null;
        consent.IsRenewalCutOff = false;
        consent.EndedBecause = null;
        consent.EndedAt = null;
    }

    /// <summary>The tokens of a consent; null where it has ended.</summary>
    /// <exception cref="SealedValueException">The keys do not fit.</exception>
    public static PlatformTokens? TokensOf(this TokenVault vault, Consent consent, Guid connectionId) =>
        consent.SealedAccessToken is not { } access
            ? null
            : new PlatformTokens(vault.Open(SealedColumn.AccessToken, connectionId, access), consent.IssuedAt, consent.AccessExpiresAt)
            {
                RefreshToken = consent.SealedRefreshToken is { } refresh ? vault.Open(SealedColumn.RefreshToken, connectionId, refresh) : null,
                RefreshExpiresAt = consent.SealedRefreshToken is null ? null : consent.EndsAt,
                Scopes = consent.ScopeList,
                UserId = consent.UserId,
            };

    /// <summary>The same for who can do without: null also where they do not open.</summary>
    public static PlatformTokens? TryTokensOf(this TokenVault vault, Consent consent, Guid connectionId)
    {
        try
        {
            return vault.TokensOf(consent, connectionId);
        }
        catch (SealedValueException)
        {
            return null;
        }
    }

    public static string SealHeld(this TokenVault vault, Guid heldId, PlatformTokens tokens) =>
        vault.Seal(SealedColumn.HeldTokens, heldId, JsonSerializer.Serialize(tokens, HeldTokensJson.Default.PlatformTokens));

    /// <exception cref="SealedValueException">The keys do not fit.</exception>
    public static PlatformTokens OpenHeld(this TokenVault vault, HeldConsent held) =>
        JsonSerializer.Deserialize(vault.Open(SealedColumn.HeldTokens, held.Id, held.SealedTokens), HeldTokensJson.Default.PlatformTokens)
        ?? throw new SealedValueException();

    /// <summary>The same for who only wants to give them back: null where the keys do not fit.</summary>
    public static PlatformTokens? TryOpenHeld(this TokenVault vault, HeldConsent held)
    {
        try
        {
            return vault.OpenHeld(held);
        }
        catch (SealedValueException)
        {
            return null;
        }
    }

    [JsonSerializable(typeof(PlatformTokens))]
    private sealed partial class HeldTokensJson : JsonSerializerContext;
}
