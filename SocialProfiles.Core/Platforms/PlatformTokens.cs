namespace SocialProfiles.Core.Platforms;

/// <summary>What a platform gave for a consent. Secret: kept sealed, never shown, never logged.</summary>
/// <param name="AccessToken">Opens the talent's data.</param>
/// <param name="IssuedAt">When this access token came, UTC.</param>
/// <param name="AccessExpiresAt">UTC, from the answer's <c>expires_in</c>; null where it never ends.</param>
public sealed record PlatformTokens(string AccessToken, DateTimeOffset IssuedAt, DateTimeOffset? AccessExpiresAt)
{
    /// <summary>Null where the platform renews by the access token itself (Instagram).</summary>
    public string? RefreshToken { get; init; }

    /// <summary>UTC; null where the platform sets no end, or does not say.</summary>
    public DateTimeOffset? RefreshExpiresAt { get; init; }

    /// <summary>What was granted; may be less than was asked for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The platform's id of the person for our app, which its notices of withdrawal name; null where it gives none.</summary>
    public string? UserId { get; init; }

    /// <summary>When the consent ends unless it is renewed, UTC: with the refresh token, or with the access token where there is none.</summary>
    public DateTimeOffset? EndsAt => RefreshToken is null ? AccessExpiresAt : RefreshExpiresAt;

    /// <summary>Never the tokens: this may end in a log.</summary>
    public override string ToString() => "tokens";
}

/// <summary>The talent's consent, for one call of a client.</summary>
/// <param name="AccessToken">Secret.</param>
/// <param name="Scopes">What was granted; a client asks for nothing beyond.</param>
public sealed record ConsentAccess(string AccessToken, IReadOnlyList<string> Scopes)
{
    public bool Has(ConsentScope scope) => scope.IsIn(Scopes);

    /// <summary>Never the token: this may end in a log.</summary>
    public override string ToString() => "consent";
}
