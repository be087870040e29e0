using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Consents;

/// <summary>Gives tokens back at their platform, after they were deleted here. Never throws for what a platform does.</summary>
public sealed partial class ConsentRevoker(PlatformCatalog catalog, ILogger<ConsentRevoker> logger)
{
    /// <param name="platform">Key of the platform.</param>
    /// <param name="tokens">Null where there was no consent, or it had ended.</param>
    public async Task<Revocation> ExecuteAsync(string platform, PlatformTokens? tokens)
    {
        if (tokens is null || catalog.ConsentOf(platform) is not { } consent)
        {
            return Revocation.NotNeeded;
        }

        // Not under the caller's token: a page that is closed meanwhile must not leave a key to somebody's account behind.
        var revoked = await consent.RevokeAsync(tokens, CancellationToken.None);
        if (!revoked.Succeeded)
        {
            LogFailed(platform, revoked.Failure.Kind, revoked.Failure.Detail);
            return Revocation.Failed;
        }

        return revoked.Value ? Revocation.Done : Revocation.NotOffered;
    }

    [LoggerMessage(LogLevel.Warning, "A consent could not be given back at {Platform}: {Kind}, {Detail}")]
    private partial void LogFailed(string platform, FailureKind kind, string detail);
}
