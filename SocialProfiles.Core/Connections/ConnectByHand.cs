using SocialProfiles.Core.Activity;
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
public sealed class ConnectByHand(IConnectionStore store, PlatformCatalog catalog, DataWorld world, ActivityLog activity, TimeProvider time)
{
    /// <returns>
    /// The connection as PENDING; or <see cref="InvalidError"/> for a platform or handle that cannot be accepted,
    /// <see cref="NotFoundError"/> for an unknown talent, <see cref="ConflictError"/> for one in the archive,
    /// <see cref="AlreadyConnectedError"/> where another talent has the account.
    /// </returns>
    public async Task<Result<Connected, UseCaseError>> ExecuteAsync(ConnectRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var account = ConnectTarget.Read(catalog, request);
        return account.Succeeded
            ? await store.RunAsync(rows => Connect(rows, request.TalentId, account.Value, actor), cancellationToken)
            : account.Failure;
    }

    private Result<Connected, UseCaseError> Connect(IConnectionRows rows, Guid talentId, ConnectTarget account, Actor actor)
    {
        if (rows.Talent(talentId) is not { } talent)
        {
            return TalentErrors.NoTalent;
        }

        if (talent.IsArchived)
        {
            return TalentErrors.InArchive(talent.Name);
        }

        var connection = rows.Find(account.Platform.Key, account.NormalizedHandle);
        if (connection is not null && connection.TalentId != talentId)
        {
            return new AlreadyConnectedError(connection.TalentId, rows.Talent(connection.TalentId)!.Name, account.Platform.Name, connection.Handle);
        }

        var now = time.GetUtcNow();
        var isNew = connection is null;
        if (connection is null)
        {
            connection = Create(rows, account, talentId, world, now);
            rows.Add(connection);
        }
        else
        {
            TakeOver(rows, connection, now);
            Queue(rows, connection, account.Platform, now);
            rows.Update(connection);
        }

        rows.Add(activity.Entry(actor, isNew ? ActivityAction.Connected : ActivityAction.Reconnected, $"@{connection.Handle} on {account.Platform.Name}", talentId));
        return new Connected(ConnectionList.Fresh(connection), isNew);
    }

    /// <summary>An account whose consent has ended can go on by hand, with its public numbers.</summary>
    private static void TakeOver(IConnectionRows rows, Connection connection, DateTimeOffset now)
    {
        if (connection.Type == ConnectionType.OAuth && rows.DropEndedConsent(connection.Key))
        {
            connection.Type = ConnectionType.Manual;
            if (rows.CloseNotices(connection.Id, now))
            {
                rows.Raise(default(NoticesChanged));
            }
        }
    }

    internal static Connection Create(ICommitEvents events, ConnectTarget account, Guid talentId, DataWorld world, DateTimeOffset now)
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
        Queue(events, connection, account.Platform, now);
        return connection;
    }

    private static void Queue(ICommitEvents events, Connection connection, IPlatform platform, DateTimeOffset now)
    {
        if (platform.ManualAccess == ManualAccess.LinkOnly)
        {
            SyncRound.KeepLink(events, connection, now);
        }
        else
        {
            SyncRound.Start(events, connection, SyncPriority.Person, now);
        }
    }
}
