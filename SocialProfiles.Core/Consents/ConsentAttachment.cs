using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Consents;

/// <summary>The account that consented.</summary>
/// <param name="AccountId">The platform's own id; null where it reveals none.</param>
public sealed record ConsentedAccount(IPlatform Platform, string? AccountId, string Handle, PlatformTokens Tokens, Guid? InvitationId);

/// <summary>
/// Finds the connection of an account, and makes it one by consent: a new one, or the one that is there, in place, with
/// its id and its history.
/// </summary>
public sealed class ConsentAttachment(PlatformCatalog catalog, TokenVault vault, NoticeBoard notices, DataWorld world, TimeProvider time)
{
    /// <summary>
    /// The connection of an account, by the platform's own id, else by the handle; tracked, with its talent. Null where there
    /// is none. One that was found by its handle may have another id: <see cref="IsOtherAccountAsync"/> tells.
    /// </summary>
    public static async Task<Connection?> FindAsync(SocialProfilesDbContext db, IPlatform platform, string? accountId, string handle, CancellationToken cancellationToken)
    {
        var connections = db.Connections.AsTracking().Include(x => x.Talent).Where(x => x.Platform == platform.Key);
        if (accountId is not null)
        {
            var byId = await connections
                .Where(x => db.Set<SocialProfile>().Any(profile => profile.ConnectionKey == x.Key && profile.AccountId == accountId)
                    || db.Set<Consent>().Any(consent => consent.ConnectionKey == x.Key && consent.AccountId == accountId))
                .OrderBy(x => x.Key)
                .FirstOrDefaultAsync(cancellationToken);
            if (byId is not null)
            {
                return byId;
            }
        }

        var normalized = handle.ToLowerInvariant();
        return await connections.SingleOrDefaultAsync(x => x.NormalizedHandle == normalized, cancellationToken);
    }

    /// <summary>Whether the connection is known to be another account than this one: the platform's own ids are both known, and differ.</summary>
    public static async Task<bool> IsOtherAccountAsync(SocialProfilesDbContext db, Connection connection, string? accountId, CancellationToken cancellationToken)
    {
        var known = await db.Profiles.Where(x => x.ConnectionKey == connection.Key).Select(x => x.AccountId).SingleOrDefaultAsync(cancellationToken)
            ?? await db.Consents.Where(x => x.ConnectionKey == connection.Key).Select(x => x.AccountId).SingleOrDefaultAsync(cancellationToken);
        return known is not null && accountId is not null && known != accountId;
    }

    /// <param name="existing">Tracked; null for a new connection.</param>
    public async Task<Connection> AttachAsync(SocialProfilesDbContext db, Guid talentId, Connection? existing, ConsentedAccount account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var normalized = account.Handle.ToLowerInvariant();

        var connection = existing;
        if (connection is null)
        {
            connection = ConnectByHand.Create(db, new ConnectTarget(account.Platform, account.Handle), talentId, world, now);
            db.Connections.Add(connection);
            await db.SaveChangesAsync(cancellationToken);
        }

        connection.TalentId = talentId;
        connection.Type = ConnectionType.OAuth;
        if (!await db.Connections.AnyAsync(x => x.Platform == connection.Platform && x.NormalizedHandle == normalized && x.Key != connection.Key, cancellationToken))
        {
            // Else another row still has this handle from former times; its own next sync tells it a new one.
            connection.Handle = account.Handle;
            connection.NormalizedHandle = normalized;
            connection.ProfileUrl = account.Platform.ProfileUrl(account.Handle);
        }

        SyncRound.Start(db, connection, SyncPriority.Person, now);
        if (await db.Talents.AnyAsync(x => x.Id == talentId && x.ArchivedAt != null, cancellationToken))
        {
            SyncRound.PauseOrResume(db, connection, pause: true, now);
        }

        var consent = await db.Consents.AsTracking().SingleOrDefaultAsync(x => x.ConnectionKey == connection.Key, cancellationToken);
        if (consent is null)
        {
            consent = new Consent { ConnectionKey = connection.Key, Scopes = "" };
            db.Consents.Add(consent);
        }

        vault.Put(consent, connection.Id, account.Tokens, catalog.ConsentOf(account.Platform.Key)!);
        consent.AccountId = account.AccountId;
        consent.FailedDays = 0;
        consent.FailedOn = null;
        consent.GrantedAt = now;
        consent.InvitationId = account.InvitationId;
        consent.InsightsReadAt = null;
        consent.InsightsDueAt = null;
        await notices.CloseAsync(db, connection.Id, cancellationToken);
        if (account.InvitationId is { } invitation)
        {
            await db.InvitationPlatforms
                .Where(x => x.InvitationId == invitation && x.Platform == account.Platform.Key)
                .ExecuteUpdateAsync(x => x.SetProperty(p => p.DoneAt, now), cancellationToken);
        }

        return connection;
    }
}
