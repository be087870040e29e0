using System.Runtime.InteropServices;
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
using SocialProfiles.Core.Telemetry;

namespace SocialProfiles.Core.Sqlite;

/// <summary>The queue on SQLite: one connection with prepared statements, used only by whoever has the write gate.</summary>
internal sealed partial class SqliteSyncStore(
    SqliteWriter writer,
    IWriteGate gate,
    StorageHealth health,
    DataWorld world,
    TimeProvider time,
    IOptionsMonitor<IngestionOptions> options,
    ILogger<SqliteSyncStore> logger) : ISyncStore
{
    private const int MostHealedAtOnce = 200;

    // Other clocks and roundings; nothing that is stored is more exact.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    private long _lastLease;

    public Task<IReadOnlyList<ClaimedSync>> ClaimAsync(FreeSlots free, CancellationToken cancellationToken) => gate.RunAsync(
        () =>
        {
            var now = time.GetUtcNow();
            return Task.FromResult(IsAnyDue(free, now) ? InTransaction<IReadOnlyList<ClaimedSync>>((statements, transaction) => Claim(statements, transaction, free, now)) : []);
        },
        cancellationToken);

    public Task<IReadOnlyList<SyncSaved>> SaveAsync(IReadOnlyList<SyncRows> finished, CancellationToken cancellationToken) =>
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
        var until = time.GetUtcNow().AddSeconds(options.CurrentValue.LeaseSeconds).ToUnixTimeMilliseconds();
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

                var lease = now.AddSeconds(options.CurrentValue.LeaseSeconds);
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
        gate.RunAsync(() => Task.FromResult(writer.Syncs.Schedule.Count(world.IsSandbox)), cancellationToken);

    /// <summary>For tests: lets the file grow no further, as a full disk would.</summary>
    internal void LimitToPresentSize()
    {
        using var command = writer.Connection.CreateCommand();
        command.CommandText = "PRAGMA max_page_count = 1";
        command.ExecuteNonQuery();
    }

    private List<ClaimedSync> Claim(SyncStatements statements, SqliteTransaction transaction, FreeSlots free, DateTimeOffset now)
    {
        var until = now.AddSeconds(options.CurrentValue.LeaseSeconds);
        List<ClaimedSync> claims = [];
        var scheduled = free.Scheduled;
        foreach (var slots in free.Platforms)
        {
            if (claims.Count == free.All)
            {
                break;
            }

            var lease = NextLease(now);
            var dueTimes = Tracing.IsOn ? DueTimes(statements, transaction, slots.Platform, Math.Min(slots.Free, free.All - claims.Count) * 2, now) : null;
            using var rows = statements.Claim.Read(
                transaction, lease, until.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), world.IsSandbox, slots.Platform,
                Math.Min(slots.Free, free.All - claims.Count), Math.Min(slots.Scheduled, scheduled));
            while (rows.Read())
            {
                var claim = Read(rows, lease, now);
                claim = dueTimes is not null && dueTimes.TryGetValue(claim.Key, out var due) ? claim with { DueAt = due } : claim;
                claims.Add(claim);
                scheduled -= claim.Priority == SyncPriority.Schedule ? 1 : 0;
            }
        }

        return claims;
    }

    private Dictionary<long, DateTimeOffset> DueTimes(SyncStatements statements, SqliteTransaction transaction, string platform, int most, DateTimeOffset now)
    {
        Dictionary<long, DateTimeOffset> times = [];
        using var rows = statements.DueTimes.Read(transaction, now.ToUnixTimeMilliseconds(), world.IsSandbox, platform, most);
        while (rows.Read())
        {
            times[rows.GetInt64(0)] = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1));
        }

        return times;
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
    private SyncSaved SaveAlone(SyncStatements statements, SqliteTransaction transaction, SyncRows sync)
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
            statements.History.ForgetSources();
        }

        statements.ReleaseSavepoint.Run();
        return saved;
    }

    private SyncSaved SaveOne(SyncStatements statements, SqliteTransaction transaction, SyncRows sync)
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

        var postsWritten = sync.Account is { } account ? SaveAccount(statements, transaction, claim, account, sync.EndedAt) : 0;

        statements.Attempt.Run(
            claim.Key, claim.StartedAt.ToUnixTimeMilliseconds(), now, claim.DurationUntil(sync.EndedAt), (int)verdict.Outcome,
            verdict.Failure?.ToString(), sync.Detail, sync.Account?.List.Posts.Count ?? 0, postsWritten);
        // Another row may still have the handle from former times: then this one keeps its own for now.
        if (sync.Account?.Renamed is { } renamed && statements.Rename.Run(transaction, renamed.Handle, renamed.Normalized, renamed.ProfileUrl, claim.Key) > 0)
        {
            Note(transaction, sync, renamed.News);
        }

        Note(transaction, sync, sync.News);
        return SyncSaved.Stored;
    }

    private void Note(SqliteTransaction transaction, SyncRows sync, SyncNews? news)
    {
        if (news is null)
        {
            return;
        }

        writer.Activity.Add(transaction, new ActivityEntry
        {
            At = sync.EndedAt,
            Action = news.Action,
            Actor = Actor.System.Name,
            Source = Actor.System.Source,
            TalentId = sync.Claim.TalentId,
            Subject = news.Subject,
            Detail = news.Detail,
        });
    }

    private int SaveAccount(SyncStatements statements, SqliteTransaction transaction, ClaimedSync claim, AccountRows account, DateTimeOffset now)
    {
        var history = statements.History;
        if (account.ReplacesFormer)
        {
            statements.DeletePosts.Run(transaction, claim.Key);
            history.Forget(transaction, claim.Key);
            statements.Consent.ForgetInsights(transaction, claim.Key);
        }

        var source = history.KeyOf(transaction, claim.Platform, account.Source, claim.Type == ConnectionType.OAuth);
        history.SaveProfile(claim.Key, account.Profile, now.ToUnixTimeMilliseconds(), source);
        var changes = account.ChangedTo is not null || account.Insights is not null;
        var before = changes && !account.ReplacesFormer && claim.Fingerprint is not null && claim.LastSyncedAt is { } last ? Earlier(last, now) : (DateTimeOffset?)null;
        var changed = account.ChangedTo is null ? [] : ChangedPosts(statements, claim, account);

        // What a permission shows of a post changes without the post, and stays when the permission ends.
        var touched = changes && (claim.Type == ConnectionType.OAuth || history.HasPrivateNumbers(claim.Key)) ? account.List.Posts : changed;
        var former = account.ReplacesFormer || claim.LastSyncedAt is null ? [] : history.FormerOf(claim.Key, touched);
        if (account.ChangedTo is { } fingerprint)
        {
            SaveChanged(statements, transaction, claim, account, fingerprint, changed, now, source);
        }

        if (changes && account.Figures is { } figures)
        {
            history.SaveFigures(claim.Key, figures(id => former.GetValueOrDefault(id)?.Private ?? default));
        }

        if (before is { } since)
        {
            history.SavePosts(account, touched, former, claim.Key, since, now, source);
        }

        if (account.Insights is { } insights)
        {
            statements.Consent.SaveInsights(transaction, claim.Key, insights, account.List.Posts, now, source);
        }

        return changed.Count;
    }

    /// <summary>Posts that a person would find different from what was stored of them.</summary>
    private static List<PlatformPost> ChangedPosts(SyncStatements statements, ClaimedSync claim, AccountRows account)
    {
        HashSet<long> stored = account.ReplacesFormer || claim.Fingerprint is null
            ? []
            : statements.PostFingerprints.Find(row => new HashSet<long>(MemoryMarshal.Cast<byte, long>(row.Bytes(0)).ToArray()), claim.Key) ?? [];
        return [.. account.List.Posts.Where((_, i) => !stored.Contains(account.PostFingerprints[i]))];
    }

    /// <summary>A clock that was ahead and is set right leaves times that are still to come.</summary>
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private void SaveChanged(
        SyncStatements statements, SqliteTransaction transaction, ClaimedSync claim, AccountRows account, long fingerprint, List<PlatformPost> changed, DateTimeOffset now, int source)
    {
        var profile = account.Profile;

        // Where no list was given, the posts that are stored stay.
        var fingerprints = account.List.Gap == MetricGap.None || account.ReplacesFormer ? MemoryMarshal.AsBytes(account.PostFingerprints.AsSpan()).ToArray() : null;
        statements.Profile.Run(
            claim.Key, world.IsSandbox ? 1 : 0, claim.Platform, profile.AccountId, profile.DisplayName, profile.Biography, profile.AvatarUrl,
            profile.Followers.Value, profile.Following.Value, profile.Posts.Value, profile.Views.Value, profile.Likes.Value, SocialProfile.PackGaps(profile),
            (long)account.List.Gap, account.List.Unreadable.Count, account.List.Listed, account.List.RefusedAt?.ToUnixTimeMilliseconds(), fingerprint, now.ToUnixTimeMilliseconds(), fingerprints);
        SavePosts(statements, transaction, claim.Key, account, changed, now.ToUnixTimeMilliseconds(), source);
    }

    private static void SavePosts(SyncStatements statements, SqliteTransaction transaction, long key, AccountRows account, List<PlatformPost> changed, long now, int source)
    {
        foreach (var post in changed)
        {
            statements.Post.Run(
                key, post.Id, (int)post.Kind, post.PublishedAt?.ToUnixTimeMilliseconds(), post.Text, post.Permalink, post.ThumbnailUrl, post.DurationSeconds,
                post.Views.Value, post.Likes.Value, post.Comments.Value, post.Shares.Value, SocialPost.PackGaps(post), now, source);
        }

        var since = account.Missing?.Since?.ToUnixTimeMilliseconds();
        if (account.Missing is { } missing && statements.CountPosts.Scalar(transaction, key, since) is long stored && stored > missing.Listed)
        {
            statements.DeleteMissingPosts.Run(transaction, key, since, JsonSerializer.Serialize(account.List.Posts.Select(post => post.Id)));
        }
    }

    private bool IsAnyDue(FreeSlots free, DateTimeOffset now)
    {
        var statements = writer.Syncs;
        return free.Platforms.Any(slots =>
            statements.IsDue.Scalar(null, now.ToUnixTimeMilliseconds(), world.IsSandbox, slots.Platform, Math.Min(slots.Scheduled, free.Scheduled) > 0) is not 0L);
    }

    private Task<T> InTransactionAsync<T>(Func<SyncStatements, SqliteTransaction, T> work, CancellationToken cancellationToken) =>
        gate.RunAsync(() => Task.FromResult(InTransaction(work)), cancellationToken);

    private T InTransaction<T>(Func<SyncStatements, SqliteTransaction, T> work)
    {
        var statements = writer.Syncs;
        using var transaction = writer.Connection.BeginTransaction(deferred: false);
        try
        {
            var result = work(statements, transaction);
            transaction.Commit();
            return result;
        }
        catch
        {
            statements.History.ForgetSources();
            throw;
        }
    }

    /// <summary>Never the same twice, also across restarts: time first, then a count.</summary>
    private long NextLease(DateTimeOffset now) => _lastLease = Math.Max(_lastLease + 1, now.ToUnixTimeMilliseconds() * 1000);

    [LoggerMessage(LogLevel.Error, "The sync of {ConnectionId} could not be stored")]
    private partial void LogRefused(Exception exception, Guid connectionId);
}
