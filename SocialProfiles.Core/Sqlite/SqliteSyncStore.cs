using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>The queue on SQLite: one connection with prepared statements, used only by whoever has the write gate.</summary>
internal sealed partial class SqliteSyncStore(
    SqliteDatabaseFile file,
    IWriteGate gate,
    StorageHealth health,
    DataWorld world,
    PlatformCatalog catalog,
    TimeProvider time,
    IOptions<IngestionOptions> options,
    ILogger<SqliteSyncStore> logger) : ISyncStore, IDisposable
{
    private const int MostHealedAtOnce = 200;

    // Other clocks and roundings; nothing that is stored is more exact.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    private SqliteConnection? _connection;
    private SyncStatements? _statements;
    private long _lastLease;

    public Task<IReadOnlyList<ClaimedSync>> ClaimAsync(FreeSlots free, CancellationToken cancellationToken) => gate.RunAsync(
        () =>
        {
            var now = time.GetUtcNow();
            return Task.FromResult(IsAnyDue(free, now) ? InTransaction<IReadOnlyList<ClaimedSync>>((statements, transaction) => Claim(statements, transaction, free, now)) : []);
        },
        cancellationToken);

    public Task<IReadOnlyList<SyncSaved>> SaveAsync(IReadOnlyList<FinishedSync> finished, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<SyncSaved>>(
            (statements, transaction) =>
            {
                var saved = new SyncSaved[finished.Count];
                for (var i = 0; i < saved.Length; i++)
                {
                    saved[i] = SaveAlone(statements, transaction, finished[i]);
                }

                return saved;
            },
            cancellationToken);

    public Task RenewAsync(IReadOnlyCollection<ClaimedSync> claims, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow().AddSeconds(options.Value.LeaseSeconds).ToUnixTimeMilliseconds();
        return InTransactionAsync((statements, transaction) => claims.Sum(claim => statements.Renew.Run(transaction, until, claim.Key, claim.Lease)), cancellationToken);
    }

    public Task ReleaseAsync(IReadOnlyCollection<ClaimedSync> claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return InTransactionAsync((statements, transaction) => claims.Sum(claim => statements.Release.Run(transaction, now, claim.Key, claim.Lease)), cancellationToken);
    }

    public Task<int> RecoverAsync(CancellationToken cancellationToken) =>
        InTransactionAsync((statements, transaction) => statements.Recover.Run(transaction, time.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken);

    public Task<int> HealAsync(IReadOnlyList<PlatformRefresh> refreshes, CancellationToken cancellationToken) =>
        InTransactionAsync(
            (statements, transaction) =>
            {
                var now = time.GetUtcNow();
                var healed = 0;
                foreach (var (platform, longest) in refreshes)
                {
                    healed += statements.HealDue.Run(
                        transaction, now.ToUnixTimeMilliseconds(), world.IsSandbox, platform, (now + longest + _tolerance).ToUnixTimeMilliseconds(), MostHealedAtOnce);
                }

                var lease = now.AddSeconds(options.Value.LeaseSeconds);
                return healed + statements.HealLeases.Run(transaction, lease.ToUnixTimeMilliseconds(), (lease + _tolerance).ToUnixTimeMilliseconds());
            },
            cancellationToken);

    public Task<int> BringForwardAsync(string platform, bool all, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return InTransactionAsync(
            (statements, transaction) => statements.Schedule.BringForward(transaction, now, world.IsSandbox, platform, all), cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken) =>
        gate.RunAsync(() => Task.FromResult(Open().Schedule.Count(world.IsSandbox)), cancellationToken);

    public void Dispose()
    {
        _statements?.Dispose();
        _connection?.Dispose();
    }

    /// <summary>For tests: lets the file grow no further, as a full disk would.</summary>
    internal void LimitToPresentSize()
    {
        Open();
        using var command = _connection!.CreateCommand();
        command.CommandText = "PRAGMA max_page_count = 1";
        command.ExecuteNonQuery();
    }

    private List<ClaimedSync> Claim(SyncStatements statements, SqliteTransaction transaction, FreeSlots free, DateTimeOffset now)
    {
        var until = now.AddSeconds(options.Value.LeaseSeconds);
        List<ClaimedSync> claims = [];
        var scheduled = free.Scheduled;
        foreach (var slots in free.Platforms)
        {
            if (claims.Count == free.All)
            {
                break;
            }

            var lease = NextLease(now);
            using var rows = statements.Claim.Read(
                transaction, lease, until.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), world.IsSandbox, slots.Platform,
                Math.Min(slots.Free, free.All - claims.Count), Math.Min(slots.Scheduled, scheduled));
            while (rows.Read())
            {
                var claim = Read(rows, lease, now);
                claims.Add(claim);
                scheduled -= claim.Priority == SyncPriority.Schedule ? 1 : 0;
            }
        }

        return claims;
    }

    private static ClaimedSync Read(SqliteDataReader row, long lease, DateTimeOffset now) => new(
        row.GetInt64(0),
        row.GetGuid(1),
        row.GetGuid(2),
        row.GetString(3),
        row.GetString(4),
        (ConnectionType)row.GetInt32(11),
        lease,
        row.GetInt32(5),
        row.GetInt32(6),
        row.IsDBNull(7) ? null : Enum.Parse<FailureKind>(row.GetString(7)),
        row.IsDBNull(8) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        row.IsDBNull(9) ? null : row.GetString(9),
        row.IsDBNull(10) ? null : row.GetInt64(10),
        now)
    {
        Priority = (SyncPriority)row.GetInt32(13),
        PostsRefusedAt = row.IsDBNull(12) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
    };

    /// <summary>
    /// Writes one sync inside a savepoint, so that one which is refused takes nothing of the others with it: a constraint, a
    /// damaged page that only it touches, a value that nobody thought of. Only what the whole database refuses goes through.
    /// </summary>
    private SyncSaved SaveAlone(SyncStatements statements, SqliteTransaction transaction, FinishedSync sync)
    {
        statements.Savepoint.Run();
        SyncSaved saved;
        try
        {
            saved = SaveOne(statements, transaction, sync);
        }
        catch (SqliteException exception) when (exception.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE && exception.Message.Contains("AccountId", StringComparison.Ordinal))
        {
            saved = SyncSaved.AccountTaken;
        }
        catch (Exception exception) when (SqliteFaults.Of(exception) is null or StorageFault.Damaged)
        {
            if (SqliteFaults.Of(exception) is { } damage)
            {
                health.Failed(damage);
            }

            LogRefused(exception, sync.Claim.Id);
            saved = SyncSaved.Refused;
        }

        if (saved != SyncSaved.Stored)
        {
            statements.RollbackToSavepoint.Run();
        }

        statements.ReleaseSavepoint.Run();
        return saved;
    }

    private SyncSaved SaveOne(SyncStatements statements, SqliteTransaction transaction, FinishedSync sync)
    {
        var verdict = sync.Verdict;
        var claim = sync.Claim;
        var now = sync.EndedAt.ToUnixTimeMilliseconds();
        var held = statements.Finish.Run(
            (int)verdict.Status, verdict.Failure?.ToString(), verdict.DueAt?.ToUnixTimeMilliseconds(), (int)verdict.Priority,
            verdict.Attempt, verdict.FailuresInARow, sync.Account is null ? (long?)null : now, now, claim.Key, claim.Lease);
        if (held == 0)
        {
            return SyncSaved.LeaseLost;
        }

        var postsWritten = sync.Account is { } account ? SaveAccount(statements, transaction, claim, account, now) : 0;
        if (sync.Account?.Insights is { } insights)
        {
            statements.Consent.SaveInsights(transaction, claim.Key, insights, sync.Account.Posts, sync.EndedAt, sync.Account.InsightsAgainAt);
        }

        statements.Attempt.Run(
            claim.Key, claim.StartedAt.ToUnixTimeMilliseconds(), now, sync.DurationMilliseconds, (int)verdict.Outcome,
            verdict.Failure?.ToString(), sync.Failure?.Detail ?? sync.Account?.List.Detail, sync.Account?.Posts.Count ?? 0, postsWritten);
        SaveActivity(statements, transaction, sync, now);
        return SyncSaved.Stored;
    }

    private int SaveAccount(SyncStatements statements, SqliteTransaction transaction, ClaimedSync claim, FetchedAccount account, long now)
    {
        var profile = account.Profile;
        if (claim.AccountId is not null && profile.AccountId is not null && claim.AccountId != profile.AccountId)
        {
            // The handle went to somebody else: what we have is another person's history.
            statements.DeletePosts.Run(transaction, claim.Key);
            statements.DeleteSnapshots.Run(transaction, claim.Key);
            statements.Consent.ForgetInsights(transaction, claim.Key);
        }

        statements.Snapshot.Run(claim.Key, now, profile.Followers.Value, profile.Posts.Value, profile.Views.Value);
        var fingerprint = Fingerprint.Of(account);
        if (fingerprint == claim.Fingerprint)
        {
            return 0;
        }

        if (profile.Handle is { } handle && handle != claim.Handle)
        {
            statements.Rename.Run(transaction, handle, handle.ToLowerInvariant(), catalog.Get(claim.Platform).ProfileUrl(handle), claim.Key);
        }

        statements.Profile.Run(
            claim.Key, world.IsSandbox ? 1 : 0, claim.Platform, profile.AccountId, profile.DisplayName, profile.Biography, profile.AvatarUrl,
            profile.Followers.Value, profile.Following.Value, profile.Posts.Value, profile.Views.Value, profile.Likes.Value, SocialProfile.PackGaps(profile),
            (long)account.List.Gap, account.List.Unreadable.Count, account.List.Listed, account.List.RefusedAt?.ToUnixTimeMilliseconds(), fingerprint, now);
        return SavePosts(statements, transaction, claim.Key, account.List);
    }

    private static int SavePosts(SyncStatements statements, SqliteTransaction transaction, long key, FetchedPosts list)
    {
        var written = 0;
        long? oldest = null;
        var listed = 0;
        foreach (var post in list.Posts)
        {
            var published = post.PublishedAt?.ToUnixTimeMilliseconds();
            if (post.Kind != PostKind.Story && (list.IsWhole || published is not null))
            {
                listed++;
                oldest = published < oldest ? published : oldest ?? published;
            }

            written += statements.Post.Run(
                key, post.Id, (int)post.Kind, published, post.Text, post.Permalink, post.ThumbnailUrl, post.DurationSeconds,
                post.Views.Value, post.Likes.Value, post.Comments.Value, post.Shares.Value, SocialPost.PackGaps(post));
        }

        // What is not in the list may be one of those in it that could not be read.
        var tellsWhatIsGone = list.Gap == MetricGap.None && list.Unreadable.Count == 0 && (list.IsWhole || oldest is not null);
        var since = list.IsWhole ? null : oldest;
        if (tellsWhatIsGone && statements.CountPosts.Scalar(transaction, key, since) is long stored && stored > listed)
        {
            // Posts of that time which the platform no longer lists were deleted or hidden there.
            statements.DeleteMissingPosts.Run(transaction, key, since, JsonSerializer.Serialize(list.Posts.Select(post => post.Id)));
        }

        return written;
    }

    /// <summary>Only what a person would call news: the first success, a recovery, and the first failure of a row.</summary>
    private void SaveActivity(SyncStatements statements, SqliteTransaction transaction, FinishedSync sync, long now)
    {
        var claim = sync.Claim;
        var isRecovery = sync.Verdict.Outcome == SyncOutcome.Succeeded && (claim.LastSyncedAt is null || claim.FailuresInARow > 0);
        var isFirstFailure = sync.Verdict.Outcome == SyncOutcome.Failed && claim.FailuresInARow == 0;
        if (!isRecovery && !isFirstFailure)
        {
            return;
        }

        var platform = catalog.Get(claim.Platform).Name;
        statements.Activity.Run(
            transaction, now, (isRecovery ? ActivityAction.SyncSucceeded : ActivityAction.SyncFailed).ToString(), Actor.System.Name, (int)Actor.System.Source,
            claim.TalentId, $"@{claim.Handle} on {platform}",
            isRecovery ? ReadPosts(sync.Account!.List) : FailureText.For(sync.Verdict.Failure!.Value, platform, claim.Handle).Reason);
    }

    private static string ReadPosts(FetchedPosts list) => list.Gap switch
    {
        MetricGap.None => $"{list.Posts.Count} posts",
        MetricGap.NotGranted => "Profile only, no permission to read the posts",
        _ => "Profile only, the platform listed no posts",
    };

    private bool IsAnyDue(FreeSlots free, DateTimeOffset now)
    {
        var statements = Open();
        return free.Platforms.Any(slots =>
            statements.IsDue.Scalar(null, now.ToUnixTimeMilliseconds(), world.IsSandbox, slots.Platform, Math.Min(slots.Scheduled, free.Scheduled) > 0) is not 0L);
    }

    private Task<T> InTransactionAsync<T>(Func<SyncStatements, SqliteTransaction, T> work, CancellationToken cancellationToken) =>
        gate.RunAsync(() => Task.FromResult(InTransaction(work)), cancellationToken);

    private T InTransaction<T>(Func<SyncStatements, SqliteTransaction, T> work)
    {
        var statements = Open();
        using var transaction = _connection!.BeginTransaction(deferred: false);
        var result = work(statements, transaction);
        transaction.Commit();
        return result;
    }

    private SyncStatements Open()
    {
        if (_statements is null)
        {
            _connection = file.Open();
            _statements = new SyncStatements(_connection);
        }

        return _statements;
    }

    /// <summary>Never the same twice, also across restarts: time first, then a count.</summary>
    private long NextLease(DateTimeOffset now) => _lastLease = Math.Max(_lastLease + 1, now.ToUnixTimeMilliseconds() * 1000);

    [LoggerMessage(LogLevel.Error, "The sync of {ConnectionId} could not be stored")]
    private partial void LogRefused(Exception exception, Guid connectionId);
}
