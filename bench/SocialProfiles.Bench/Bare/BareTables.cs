using Microsoft.Data.Sqlite;

namespace SocialProfiles.Bench.Bare;

/// <summary>The application's own tables, written with prepared statements: one transaction a connection.</summary>
internal sealed class BareTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _queue;
    private readonly SqliteCommand _profile;
    private readonly SqliteCommand _post;
    private readonly SqliteCommand _ready;
    private readonly Lock _writing = new();

    public BareTables(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        Command("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON").ExecuteNonQuery();
        _queue = Command(
            """
            INSERT INTO Connections (Key, Id, TalentId, IsSandbox, Platform, Handle, NormalizedHandle, ProfileUrl, Type, Status, CreatedAt, UpdatedAt, Priority, Attempt, FailuresInARow)
            VALUES (@0, @1, @2, 0, 'INSTAGRAM', @3, @3, 'https://www.instagram.com/' || @3, 0, 0, @4, @4, 0, 0, 0)
            """,
            5);
        _profile = Command(
            """
            INSERT INTO SocialProfiles (ConnectionKey, IsSandbox, Platform, AccountId, DisplayName, Biography, AvatarUrl, Followers, Following, Posts, Gaps, Fingerprint, UpdatedAt)
            VALUES (@0, 0, 'INSTAGRAM', @1, @2, @3, @4, @5, @6, @7, 0, 0, @8)
            ON CONFLICT (ConnectionKey) DO UPDATE SET DisplayName = excluded.DisplayName, Biography = excluded.Biography, AvatarUrl = excluded.AvatarUrl,
                Followers = excluded.Followers, Following = excluded.Following, Posts = excluded.Posts, UpdatedAt = excluded.UpdatedAt
            """,
            9);
        _post = Command(
            """
            INSERT INTO SocialPosts (ConnectionKey, PlatformPostId, Kind, PublishedAt, Text, Permalink, ThumbnailUrl, Likes, Comments, Gaps) VALUES (@0, @1, 0, @2, @3, @4, @5, @6, @7, 0)
            ON CONFLICT (ConnectionKey, PlatformPostId) DO UPDATE SET Text = excluded.Text, Likes = excluded.Likes, Comments = excluded.Comments
            WHERE Text IS NOT excluded.Text OR Likes IS NOT excluded.Likes OR Comments IS NOT excluded.Comments
            """,
            8);
        _ready = Command("UPDATE Connections SET Status = 2, LastSyncedAt = @1, UpdatedAt = @1 WHERE Key = @0", 2);
    }

    public void Queue(long key, Guid talent, string handle, long now)
    {
        lock (_writing)
        {
            Run(_queue, null, key, Guid.CreateVersion7(), talent, handle, now);
        }
    }

    public void Save(long key, BareAccount profile, List<BarePost> posts, long now)
    {
        lock (_writing)
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            Run(_profile, transaction, key, profile.Id, profile.Name, profile.Biography, profile.ProfilePictureUrl, profile.FollowersCount, profile.FollowsCount, profile.MediaCount, now);
            foreach (var post in posts)
            {
                var time = DateTimeOffset.ParseExact(post.Timestamp, "yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
                Run(_post, transaction, key, post.Id, time.ToUnixTimeMilliseconds(), post.Caption, post.Permalink, post.MediaUrl, post.LikeCount, post.CommentsCount);
            }

            Run(_ready, transaction, key, now);
            transaction.Commit();
        }
    }

    public void Dispose()
    {
        _queue.Dispose();
        _profile.Dispose();
        _post.Dispose();
        _ready.Dispose();
        _connection.Dispose();
    }

    private static void Run(SqliteCommand command, SqliteTransaction? transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, int parameters = 0)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.AddWithValue($"@{i}", DBNull.Value);
        }

        command.Prepare();
        return command;
    }
}
