using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SocialProfiles.Core.SignOn;

/// <summary>What a provider's signed word must hold to be believed.</summary>
public static class TokenRules
{
    /// <summary>By how much the clocks of two servers may differ.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(2);

    // With public keys only: one that shares a secret with others could sign for it.
    private static readonly string[] _algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static TokenValidationParameters For(SignOnProvider provider, OpenIdConnectConfiguration? document = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new TokenValidationParameters
        {
            ValidAudience = provider.ClientId,
            ValidIssuer = document?.Issuer,
            IssuerSigningKeys = document?.SigningKeys,
            ValidAlgorithms = _algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = ClockSkew,
            NameClaimType = "sub",
        };
    }
}
