using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>
/// Gives tokens back at their platform, after they were deleted here or never stored. Platforms take back the whole grant of
/// a person to our app, so where something else lives by that grant it stays. Never throws for what a platform does.
/// </summary>
public sealed partial class ConsentRevoker(Database database, PlatformCatalog catalog, ILogger<ConsentRevoker> logger)
{
    /// <param name="platform">Key of the platform.</param>
    /// <param name="tokens">Null where there was no consent, or it had ended.</param>
    /// <param name="accountId">The platform's id of the account, where it is known: platforms that name no person name this.</param>
    /// <param name="talentId">Where neither person nor account is known: whatever this talent has there may live by the same grant.</param>
    public async Task<Revocation> ExecuteAsync(string platform, PlatformTokens? tokens, string? accountId = null, Guid? talentId = null)
    {
        if (tokens is null || catalog.ConsentOf(platform) is not { } consent || await IsSharedAsync(platform, tokens.UserId, accountId, talentId))
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

    private Task<bool> IsSharedAsync(string platform, string? userId, string? accountId, Guid? talentId)
    {
        var isAnybodys = userId is null && accountId is null;
        return database.ReadAsync(
            db => db.Consents.AnyAsync(
                x => x.EndedBecause == null
                    && ((isAnybodys && db.Set<Connection>().Any(connection => connection.Key == x.ConnectionKey && connection.TalentId == talentId))
                        || (userId != null && x.UserId == userId)
                        || (accountId != null && (x.AccountId == accountId || db.Set<SocialProfile>().Any(profile => profile.ConnectionKey == x.ConnectionKey && profile.AccountId == accountId))))
                    && db.Set<Connection>().Any(connection => connection.Key == x.ConnectionKey && connection.Platform == platform)),
            CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Warning, "A permission couldn't be given back at {Platform}: {Kind}, {Detail}")]
    private partial void LogFailed(string platform, FailureKind kind, string detail);
}
