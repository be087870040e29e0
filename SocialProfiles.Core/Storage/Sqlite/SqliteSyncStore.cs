using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Storage.Sqlite;

/// <summary>The queue on SQLite: one connection with prepared statements, used only by whoever has the write gate.</summary>
internal sealed partial class SqliteSyncStore(
    SqliteDatabaseFile file,
    IWriteGate gate,
    DataWorld world,
    PlatformCatalog catalog,
    TimeProvider time,
    IOptions<IngestionOptions> options,
    ILogger<SqliteSyncStore> logger) : ISyncStore, IDisposable
{
    private SqliteConnection? _connection;
    private SyncStatements? _statements;
    private long _lastLease;

    public Task<IReadOnlyList<ClaimedSync>> ClaimAsync(FreeSlots free, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<ClaimedSync>>(
            (statements, transaction) =>
            {
                var now = time.GetUtcNow();
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
            },
            cancellationToken);

    public async Task<IReadOnlyList<SyncSaved>> SaveAsync(IReadOnlyList<FinishedSync> finished, CancellationToken cancellationToken)
    {
        try
        {
            return await InTransactionAsync(
                (statements, transaction) =>
                {
                    var saved = new SyncSaved[finished.Count];
                    for (var i = 0; i < saved.Length; i++)
                    {
                        saved[i] = SaveOne(statements, transaction, finished[i]);
                    }

                    return saved;
                },
                cancellationToken);
        }
        catch (SqliteException exception)
        {
            LogRefused(exception.SqliteErrorCode, exception.Message);
            return [.. finished.Select(_ => SyncSaved.Refused)];
        }
    }

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

    public Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<PlatformSlots> slots, CancellationToken cancellationToken) =>
        gate.RunAsync(() => Task.FromResult(NextDue(slots)), cancellationToken);

    public Task<int> BringForwardAsync(string platform, bool all, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return InTransactionAsync(
            (statements, transaction) => statements.Schedule.BringForward(transaction, now, world.IsSandbox, platform, all), cancellationToken);
    }

    public Task<int> HealAsync(IReadOnlyDictionary<string, TimeSpan> longestRefresh, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var farLease = now.AddSeconds(options.Value.LeaseSeconds + 5).ToUnixTimeMilliseconds();
        return InTransactionAsync(
            (statements, transaction) => longestRefresh.Sum(platform => statements.Schedule.Heal(
                transaction, now.ToUnixTimeMilliseconds(), world.IsSandbox, platform.Key, (now + platform.Value).ToUnixTimeMilliseconds(), farLease)),
            cancellationToken);
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
        Priority = (SyncPriority)row.GetInt32(12),
    };

    /// <summary>Writes one sync inside a savepoint, so that one which is refused takes nothing of the others with it.</summary>
    private SyncSaved SaveOne(SyncStatements statements, SqliteTransaction transaction, FinishedSync sync)
    {
        var verdict = sync.Verdict;
        var claim = sync.Claim;
        var now = sync.EndedAt.ToUnixTimeMilliseconds();
        statements.Savepoint.Run();
        try
        {
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
            else if (sync.EndsConsent)
            {
                statements.Consent.End(transaction, claim, sync.Failure!.End ?? ConsentEnd.Revoked, world.IsSandbox, catalog.Get(claim.Platform).Name, now);
            }

            statements.Attempt.Run(
                claim.Key, claim.StartedAt.ToUnixTimeMilliseconds(), now, sync.DurationMilliseconds, (int)verdict.Outcome,
                verdict.Failure?.ToString(), sync.Failure?.Detail, sync.Account?.Posts.Count ?? 0, postsWritten);
            SaveActivity(statements, transaction, sync, now);
            statements.ReleaseSavepoint.Run();
            return SyncSaved.Stored;
        }
        catch (SqliteException exception) when (exception.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE && exception.Message.Contains("AccountId", StringComparison.Ordinal))
        {
            statements.RollbackToSavepoint.Run();
            return SyncSaved.AccountTaken;
        }
    }

    private int SaveAccount(SyncStatements statements, SqliteTransaction transaction, ClaimedSync claim, FetchedAccount account, long now)
    {
        var profile = account.Profile;
        statements.Snapshot.Run(claim.Key, now, profile.Followers.Value, profile.Posts.Value, profile.Views.Value);
        var fingerprint = Fingerprint.Of(account);
        if (fingerprint == claim.Fingerprint)
        {
            return 0;
        }

        if (claim.AccountId is not null && profile.AccountId is not null && claim.AccountId != profile.AccountId)
        {
            // The handle went to somebody else: what we have is another person's history.
            statements.DeletePosts.Run(transaction, claim.Key);
            statements.DeleteSnapshots.Run(transaction, claim.Key);
        }

        if (profile.Handle is { } handle && handle != claim.Handle)
        {
            statements.Rename.Run(transaction, handle, handle.ToLowerInvariant(), catalog.Get(claim.Platform).ProfileUrl(handle), claim.Key);
        }

        statements.Profile.Run(
            claim.Key, world.IsSandbox ? 1 : 0, claim.Platform, profile.AccountId, profile.DisplayName, profile.Biography, profile.AvatarUrl,
            profile.Followers.Value, profile.Following.Value, profile.Posts.Value, profile.Views.Value, SocialProfile.PackGaps(profile), fingerprint, now);
        return SavePosts(statements, transaction, claim.Key, account.Posts);
    }

    private static int SavePosts(SyncStatements statements, SqliteTransaction transaction, long key, IReadOnlyList<PlatformPost> posts)
    {
        if (posts.Count == 0)
        {
            return 0;
        }

        var written = 0;
        var oldest = long.MaxValue;
        foreach (var post in posts)
        {
            var published = post.PublishedAt.ToUnixTimeMilliseconds();
            oldest = Math.Min(oldest, published);
            written += statements.Post.Run(
                key, post.Id, (int)post.Kind, published, post.Text, post.Permalink, post.ThumbnailUrl, post.DurationSeconds,
                post.Views.Value, post.Likes.Value, post.Comments.Value, post.Shares.Value, SocialPost.PackGaps(post));
        }

        if (statements.CountPosts.Scalar(transaction, key, oldest) is long stored && stored > posts.Count)
        {
            // Posts of that time which the platform no longer lists were deleted or hidden there.
            statements.DeleteMissingPosts.Run(transaction, key, oldest, JsonSerializer.Serialize(posts.Select(post => post.Id)));
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
            isRecovery ? $"{sync.Account!.Posts.Count} posts" : FailureText.For(sync.Verdict.Failure!.Value, platform, claim.Handle).Reason);
    }

    private DateTimeOffset? NextDue(IReadOnlyList<PlatformSlots> slots)
    {
        var statements = Open();
        long? next = null;
        foreach (var (platform, _, scheduled) in slots)
        {
            if (statements.NextDue.Scalar(null, world.IsSandbox, platform, scheduled > 0) is long due && !(due >= next))
            {
                next = due;
            }
        }

        return next is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
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

    [LoggerMessage(LogLevel.Error, "The database refused to store syncs: SQLite error {Code}, {Reason}")]
    private partial void LogRefused(int code, string reason);
}
