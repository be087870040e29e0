using Microsoft.Data.Sqlite;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// The statements of the sync path, prepared once on a connection of its own. Written by hand, since this path runs
/// for every connection every hour and change tracking would be most of its cost.
/// </summary>
internal sealed class SyncStatements : IDisposable
{
    public SyncStatements(SqliteConnection connection)
    {
        Savepoint = new(connection, "SAVEPOINT sync");
        ReleaseSavepoint = new(connection, "RELEASE sync");
        RollbackToSavepoint = new(connection, "ROLLBACK TO sync");

        Claim = new(connection, """
            UPDATE Connections SET Status = 1, Lease = @lease, DueAt = @until, Attempt = Attempt + 1, UpdatedAt = @now
            WHERE Key IN (
                SELECT Key FROM (
                    SELECT * FROM (SELECT Key, Priority, DueAt FROM Connections WHERE IsSandbox = @sandbox AND Platform = @platform AND Priority = 0 AND DueAt <= @now ORDER BY DueAt LIMIT @limit)
                    UNION ALL
                    SELECT * FROM (SELECT Key, Priority, DueAt FROM Connections WHERE IsSandbox = @sandbox AND Platform = @platform AND Priority = 1 AND DueAt <= @now ORDER BY DueAt LIMIT @scheduled))
                ORDER BY Priority, DueAt LIMIT @limit)
            RETURNING Key, Id, TalentId, Platform, Handle, Attempt, FailuresInARow, Failure, LastSyncedAt,
                (SELECT AccountId FROM SocialProfiles WHERE ConnectionKey = Key),
                (SELECT Fingerprint FROM SocialProfiles WHERE ConnectionKey = Key), Type,
                (SELECT p.PostsRefusedAt FROM SocialProfiles p LEFT JOIN Consents c ON c.ConnectionKey = p.ConnectionKey
                 WHERE p.ConnectionKey = Key AND p.PostsRefusedAt >= coalesce(c.GrantedAt, 0)), Priority
            """, "@lease", "@until", "@now", "@sandbox", "@platform", "@limit", "@scheduled");

        // What is about to be claimed, and since when it has waited: the claim itself overwrites that.
        DueTimes = new(connection, """
            SELECT Key, DueAt FROM Connections WHERE IsSandbox = @sandbox AND Platform = @platform AND Priority IN (0, 1) AND DueAt <= @now ORDER BY Priority, DueAt LIMIT @limit
            """, "@now", "@sandbox", "@platform", "@limit");

        IsDue = new(connection, """
            SELECT EXISTS (SELECT 1 FROM Connections WHERE IsSandbox = @sandbox AND Platform = @platform AND Priority = 0 AND DueAt <= @now)
                OR (@scheduled AND EXISTS (SELECT 1 FROM Connections WHERE IsSandbox = @sandbox AND Platform = @platform AND Priority = 1 AND DueAt <= @now))
            """, "@now", "@sandbox", "@platform", "@scheduled");

        Renew = new(connection, "UPDATE Connections SET DueAt = @until WHERE Key = @key AND Lease = @lease", "@until", "@key", "@lease");

        Release = new(connection, """
            UPDATE Connections SET Status = 0, Lease = NULL, DueAt = @now, Attempt = max(Attempt - 1, 0), UpdatedAt = @now
            WHERE Key = @key AND Lease = @lease
            """, "@now", "@key", "@lease");

        Recover = new(connection, """
            UPDATE Connections SET Status = 0, Lease = NULL, DueAt = @now, Attempt = max(Attempt - 1, 0), UpdatedAt = @now
            WHERE Lease IS NOT NULL
            """, "@now");

        HealDue = new(connection, """
            UPDATE Connections SET DueAt = @now
            WHERE Key IN (
                SELECT Key FROM Connections
                WHERE IsSandbox = @sandbox AND Platform = @platform AND Priority IN (0, 1) AND DueAt > @latest AND Status = 2 AND Lease IS NULL
                LIMIT @limit)
            """, "@now", "@sandbox", "@platform", "@latest", "@limit");

        HealLeases = new(connection, "UPDATE Connections SET DueAt = @until WHERE Lease IS NOT NULL AND DueAt > @latest", "@until", "@latest");

        Finish = new(connection, """
            UPDATE Connections SET Status = @status, Failure = @failure, DueAt = @due, Priority = @priority, Lease = NULL,
                Attempt = @attempt, FailuresInARow = @failures, LastSyncedAt = coalesce(@synced, LastSyncedAt), UpdatedAt = @now
            WHERE Key = @key AND Lease = @lease
            """);

        Rename = new(connection, """
            UPDATE OR IGNORE Connections SET Handle = @handle, NormalizedHandle = @normalized, ProfileUrl = @url WHERE Key = @key
            """, "@handle", "@normalized", "@url", "@key");

        Profile = new(connection, """
            INSERT INTO SocialProfiles (ConnectionKey, IsSandbox, Platform, AccountId, DisplayName, Biography, AvatarUrl, Followers, Following, Posts, Views, Likes, Gaps, PostsGap, UnreadablePosts, ListedPosts, PostsRefusedAt, Fingerprint, UpdatedAt, PostFingerprints, RecentPosts)
            VALUES (@key, @sandbox, @platform, @account, @name, @biography, @avatar, @followers, @following, @posts, @views, @likes, @gaps, @postsGap, @unreadable, @listed, @refused, @fingerprint, @now, @postFingerprints, 0)
            ON CONFLICT (ConnectionKey) DO UPDATE SET AccountId = coalesce(excluded.AccountId, AccountId), DisplayName = excluded.DisplayName, Biography = excluded.Biography,
                AvatarUrl = excluded.AvatarUrl, Followers = excluded.Followers, Following = excluded.Following, Posts = excluded.Posts, Views = excluded.Views,
                Likes = excluded.Likes, Gaps = excluded.Gaps, PostsGap = excluded.PostsGap, UnreadablePosts = excluded.UnreadablePosts, ListedPosts = excluded.ListedPosts,
                PostsRefusedAt = excluded.PostsRefusedAt, Fingerprint = excluded.Fingerprint, UpdatedAt = excluded.UpdatedAt,
                PostFingerprints = coalesce(excluded.PostFingerprints, PostFingerprints)
            """);

        PostFingerprints = new(connection, "SELECT PostFingerprints FROM SocialProfiles WHERE ConnectionKey = @key");

        Post = new(connection, """
            INSERT INTO SocialPosts (ConnectionKey, PlatformPostId, Kind, PublishedAt, Text, Permalink, ThumbnailUrl, DurationSeconds, Views, Likes, Comments, Shares, Gaps, NumbersAt, Source)
            VALUES (@key, @id, @kind, @published, @text, @permalink, @thumbnail, @duration, @views, @likes, @comments, @shares, @gaps, @now, @source)
            ON CONFLICT (ConnectionKey, PlatformPostId) DO UPDATE SET Kind = excluded.Kind, PublishedAt = excluded.PublishedAt, Text = excluded.Text,
                Permalink = excluded.Permalink, ThumbnailUrl = excluded.ThumbnailUrl, DurationSeconds = excluded.DurationSeconds,
                Views = excluded.Views, Likes = excluded.Likes, Comments = excluded.Comments, Shares = excluded.Shares, Gaps = excluded.Gaps
            """);

        // Without @oldest, of all times. Stories (4) vanish from the platform and stay here.
        CountPosts = new(connection, "SELECT count(*) FROM SocialPosts WHERE ConnectionKey = @key AND Kind <> 4 AND (@oldest IS NULL OR PublishedAt >= @oldest)", "@key", "@oldest");

        DeleteMissingPosts = new(connection, """
            DELETE FROM SocialPosts WHERE ConnectionKey = @key AND Kind <> 4 AND (@oldest IS NULL OR PublishedAt >= @oldest)
                AND PlatformPostId NOT IN (SELECT value FROM json_each(@ids))
            """, "@key", "@oldest", "@ids");

        DeletePosts = new(connection, "DELETE FROM SocialPosts WHERE ConnectionKey = @key", "@key");

        Attempt = new(connection, """
            INSERT OR REPLACE INTO SyncAttempts (ConnectionKey, StartedAt, EndedAt, DurationMilliseconds, Outcome, Failure, Detail, Posts, PostsWritten)
            VALUES (@key, @started, @ended, @duration, @outcome, @failure, @detail, @posts, @written)
            """);

        Consent = new(connection);
        History = new(connection);
        Schedule = new(connection);
    }

    public NativeStatement Savepoint { get; }

    public NativeStatement ReleaseSavepoint { get; }

    public NativeStatement RollbackToSavepoint { get; }

    public PreparedStatement Claim { get; }

    public PreparedStatement DueTimes { get; }

    public PreparedStatement IsDue { get; }

    public PreparedStatement Renew { get; }

    public PreparedStatement Release { get; }

    public PreparedStatement Recover { get; }

    public PreparedStatement HealDue { get; }

    public PreparedStatement HealLeases { get; }

    public NativeStatement Finish { get; }

    public PreparedStatement Rename { get; }

    public NativeStatement Profile { get; }

    public NativeStatement PostFingerprints { get; }

    public NativeStatement Post { get; }

    public PreparedStatement CountPosts { get; }

    public PreparedStatement DeleteMissingPosts { get; }

    public PreparedStatement DeletePosts { get; }

    public NativeStatement Attempt { get; }

    public ConsentStatements Consent { get; }

    public HistoryStatements History { get; }

    public ScheduleStatements Schedule { get; }

    public void Dispose()
    {
        foreach (var statement in new IDisposable[]
        {
            Savepoint, ReleaseSavepoint, RollbackToSavepoint, Claim, DueTimes, IsDue, Renew, Release, Recover, HealDue, HealLeases, Finish, Rename, Profile, PostFingerprints, Post, CountPosts, DeleteMissingPosts, DeletePosts,
            Attempt, Consent, History, Schedule,
        })
        {
            statement.Dispose();
        }
    }
}
