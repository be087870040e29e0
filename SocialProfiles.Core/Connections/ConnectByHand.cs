using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Connections;

/// <summary>What to connect: a handle, an @handle or a profile URL, in <paramref name="Handle"/> or <paramref name="ProfileUrl"/>.</summary>
/// <param name="Platform">Key of the platform, in any case; null is fine where a URL tells it.</param>
public sealed record ConnectRequest(Guid TalentId, string? Platform, string? Handle, string? ProfileUrl = null);

/// <param name="IsNew">False where the talent had this account already and it was queued anew.</param>
public sealed record Connected(ConnectionView Connection, bool IsNew);

/// <summary>Connects an account by its handle, or queues it anew where the talent has it already.</summary>
public sealed class ConnectByHand(
    Database database,
    PlatformCatalog catalog,
    DataWorld world,
    NoticeBoard notices,
    ActivityLog activity,
    TimeProvider time)
{
    // Imports connect thousands one by one; the queries are looked up once for all of them.
    private static readonly Func<SocialProfilesDbContext, Guid, CancellationToken, Task<NamedTalent?>> _talentOf =
        EF.CompileAsyncQuery((SocialProfilesDbContext db, Guid id, CancellationToken cancellationToken) =>
            db.Set<Talent>().Where(x => x.Id == id).Select(x => new NamedTalent(x.Name, x.ArchivedAt != null)).SingleOrDefault());

    private static readonly Func<SocialProfilesDbContext, string, string, CancellationToken, Task<Connection?>> _find =
        EF.CompileAsyncQuery((SocialProfilesDbContext db, string platform, string handle, CancellationToken cancellationToken) =>
            db.Set<Connection>().AsTracking().Include(x => x.Talent).SingleOrDefault(x => x.Platform == platform && x.NormalizedHandle == handle));

    /// <returns>
    /// The connection as PENDING; or <see cref="InvalidError"/> for a platform or handle that cannot be accepted,
    /// <see cref="NotFoundError"/> for an unknown talent, <see cref="ConflictError"/> for one in the archive,
    /// <see cref="AlreadyConnectedError"/> where another talent has the account.
    /// </returns>
    public async Task<Result<Connected, UseCaseError>> ExecuteAsync(ConnectRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var account = ConnectTarget.Read(catalog, request);
        if (!account.Succeeded)
        {
            return account.Failure;
        }

        return await database.WriteAsync(db => ConnectAsync(db, request.TalentId, account.Value, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<Connected, UseCaseError>> ConnectAsync(
        SocialProfilesDbContext db, Guid talentId, ConnectTarget account, Actor actor, CancellationToken cancellationToken)
    {
        if (await _talentOf(db, talentId, cancellationToken) is not { } talent)
        {
            return TalentErrors.NoTalent;
        }

        if (talent.IsArchived)
        {
            return TalentErrors.InArchive(talent.Name);
        }

        var existing = await _find(db, account.Platform.Key, account.NormalizedHandle, cancellationToken);
        if (existing is not null && existing.TalentId != talentId)
        {
            return new AlreadyConnectedError(existing.TalentId, existing.Talent!.Name, account.Platform.Name, existing.Handle);
        }

        var now = time.GetUtcNow();
        Connection connection;
        if (existing is null)
        {
            connection = Create(db, account, talentId, world, now);
            db.Connections.Add(connection);
        }
        else
        {
            connection = existing;
            await TakeOverAsync(db, connection, cancellationToken);
            Queue(db, connection, account.Platform, now);
        }

        activity.Add(db, actor, existing is null ? ActivityAction.Connected : ActivityAction.Reconnected, $"@{connection.Handle} on {account.Platform.Name}", talentId);
        return new Connected(ConnectionList.Fresh(connection), existing is null);
    }

    /// <summary>An account whose consent has ended can go on by hand, with its public numbers.</summary>
    private async Task TakeOverAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        if (connection.Type == ConnectionType.OAuth
            && await db.Consents.Where(x => x.ConnectionKey == connection.Key && x.EndedBecause != null).ExecuteDeleteAsync(cancellationToken) > 0)
        {
            connection.Type = ConnectionType.Manual;
            await notices.CloseAsync(db, connection.Id, cancellationToken);
        }
    }

    internal static Connection Create(SocialProfilesDbContext db, ConnectTarget account, Guid talentId, DataWorld world, DateTimeOffset now)
    {
        var connection = new Connection
        {
            Id = Guid.CreateVersion7(now),
            TalentId = talentId,
            IsSandbox = world.IsSandbox,
            Platform = account.Platform.Key,
            Handle = account.Handle,
            NormalizedHandle = account.NormalizedHandle,
            ProfileUrl = account.ProfileUrl,
            Type = ConnectionType.Manual,
            CreatedAt = now,
        };
        Queue(db, connection, account.Platform, now);
        return connection;
    }

    private static void Queue(SocialProfilesDbContext db, Connection connection, IPlatform platform, DateTimeOffset now)
    {
        if (platform.ManualAccess == ManualAccess.LinkOnly)
        {
            SyncRound.KeepLink(db, connection, now);
        }
        else
        {
            SyncRound.Start(db, connection, SyncPriority.Person, now);
        }
    }

    private sealed record NamedTalent(string Name, bool IsArchived);
}
