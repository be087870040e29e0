using System.Text.Json;
using Microsoft.Data.Sqlite;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Sqlite;

/// <summary>What a sync writes of the past: what the profile showed, and what its posts had before and gained.</summary>
internal sealed class HistoryStatements(SqliteConnection connection) : IDisposable
{
    private static readonly long _longestPause = (long)ProfileReading.LongestPause.TotalMilliseconds;

    private readonly PreparedWrite _extendReading = new(connection, """
        UPDATE ProfileReadings SET LastReadAt = max(LastReadAt, @now)
        WHERE ConnectionKey = @key AND FirstReadAt = (SELECT max(FirstReadAt) FROM ProfileReadings WHERE ConnectionKey = @key) AND LastReadAt >= @pause
            AND Followers IS @followers AND Following IS @following AND Posts IS @posts AND Views IS @views AND Likes IS @likes AND Gaps = @gaps AND Source = @source
        """);

    private readonly PreparedWrite _addReading = new(connection, """
        INSERT OR REPLACE INTO ProfileReadings (ConnectionKey, FirstReadAt, LastReadAt, Followers, Following, Posts, Views, Likes, Gaps, Source)
        VALUES (@key, @now, @now, @followers, @following, @posts, @views, @likes, @gaps, @source)
        """);

    // A clock that was ahead and was set back left these; none could be made longer behind them.
    private readonly PreparedWrite _deleteFuture = new(connection, "DELETE FROM ProfileReadings WHERE ConnectionKey = @key AND FirstReadAt > @now");

    private readonly PreparedStatement _former = new(connection, """
        SELECT p.PlatformPostId, p.PublishedAt, p.NumbersAt, p.Views, i.Views, p.Likes, p.Comments, p.Shares, i.Shares, p.Source
        FROM json_each(@ids) j
        JOIN SocialPosts p ON p.ConnectionKey = @key AND p.PlatformPostId = j.value
        LEFT JOIN PostInsights i ON i.ConnectionKey = p.ConnectionKey AND i.PlatformPostId = p.PlatformPostId
        """, "@ids", "@key");

    private readonly PreparedWrite _addPostReading = new(connection, """
        INSERT OR REPLACE INTO PostReadings (ConnectionKey, PlatformPostId, FirstReadAt, LastReadAt, Views, Likes, Comments, Shares, Source)
        VALUES (@key, @id, @first, @last, @views, @likes, @comments, @shares, @source)
        """);

    private readonly PreparedWrite _numbersChanged = new(connection, "UPDATE SocialPosts SET NumbersAt = @now, Source = @source WHERE ConnectionKey = @key AND PlatformPostId = @id");

    private readonly PreparedWrite _addGain = new(connection, """
        INSERT INTO DailyGains (ConnectionKey, Day, Since, Views, Likes, Comments, Shares) VALUES (@key, @day, @since, @views, @likes, @comments, @shares)
        ON CONFLICT (ConnectionKey, Day) DO UPDATE SET Since = min(Since, excluded.Since),
            Views = coalesce(Views + excluded.Views, Views, excluded.Views), Likes = coalesce(Likes + excluded.Likes, Likes, excluded.Likes),
            Comments = coalesce(Comments + excluded.Comments, Comments, excluded.Comments), Shares = coalesce(Shares + excluded.Shares, Shares, excluded.Shares)
        """);

    private readonly PreparedStatement _figures = new(connection, """
        UPDATE SocialProfiles SET LastPostAt = @lastAt, LastPostId = @lastId, RecentPosts = @posts, RecentEngagementRate = @rate, RecentMedianViews = @median,
            StandoutPostId = @standout, StandoutPublishedAt = @standoutAt, StandoutRatio = @ratio
        WHERE ConnectionKey = @key
        """, "@lastAt", "@lastId", "@posts", "@rate", "@median", "@standout", "@standoutAt", "@ratio", "@key");

    private readonly PreparedStatement _source = new(connection, """
        INSERT INTO MetricSources (Platform, ApiVersion, Endpoints, ByPermission) VALUES (@platform, @version, @endpoints, @permission)
        ON CONFLICT (Platform, ApiVersion, Endpoints, ByPermission) DO UPDATE SET Platform = excluded.Platform RETURNING Key
        """, "@platform", "@version", "@endpoints", "@permission");

    private readonly PreparedStatement _deleteReadings = new(connection, "DELETE FROM ProfileReadings WHERE ConnectionKey = @key", "@key");

    private readonly PreparedStatement _deleteGains = new(connection, "DELETE FROM DailyGains WHERE ConnectionKey = @key", "@key");

    private readonly Dictionary<(string Platform, PlatformSource Source, bool ByPermission), int> _sources = [];

    /// <summary>The transaction was not committed: what it numbered is not there.</summary>
    public void ForgetSources() => _sources.Clear();

    /// <summary>Key of a source, which is numbered at its first use; 0 where nobody says where the numbers come from.</summary>
    public int KeyOf(SqliteTransaction transaction, string platform, PlatformSource? source, bool byPermission)
    {
        if (source is null)
        {
            return 0;
        }

        if (!_sources.TryGetValue((platform, source, byPermission), out var key))
        {
            key = Convert.ToInt32(_source.Scalar(transaction, platform, source.ApiVersion, source.Endpoints, byPermission), System.Globalization.CultureInfo.InvariantCulture);
            _sources.Add((platform, source, byPermission), key);
        }

        return key;
    }

    public void SaveProfile(long key, PlatformProfile profile, long now, int source)
    {
        var gaps = SocialProfile.PackGaps(profile);
        var extended = _extendReading.Run(
            now, key, now - _longestPause, profile.Followers.Value, profile.Following.Value, profile.Posts.Value, profile.Views.Value, profile.Likes.Value, gaps, source);
        if (extended == 0)
        {
            _deleteFuture.Run(key, now);
            _addReading.Run(
                key, now, profile.Followers.Value, profile.Following.Value, profile.Posts.Value, profile.Views.Value, profile.Likes.Value, gaps, source);
        }
    }

    /// <summary>What the fetched posts have now, before they are written.</summary>
    public Dictionary<string, FormerPost> FormerOf(SqliteTransaction transaction, long key, IReadOnlyList<PlatformPost> posts)
    {
        Dictionary<string, FormerPost> former = new(posts.Count, StringComparer.Ordinal);
        using var rows = _former.Read(transaction, JsonSerializer.Serialize(posts.Select(post => post.Id)), key);
        while (rows.Read())
        {
            former[rows.GetString(0)] = new FormerPost(
                Time(rows, 1), Time(rows, 2)!.Value, Number(rows, 4), Number(rows, 8), new(Number(rows, 3) ?? Number(rows, 4), Number(rows, 5), Number(rows, 6), Number(rows, 7) ?? Number(rows, 8)), rows.GetInt32(9));
        }

        return former;
    }

    /// <summary>
    /// Moves replaced numbers into the past, and adds up what was gained since the sync before. A post that was not known counts
    /// whole where it was published since.
    /// </summary>
    /// <param name="before">The sync before, UTC.</param>
    public void SavePosts(AccountRows account, IReadOnlyDictionary<string, FormerPost> former, long key, DateTimeOffset before, DateTimeOffset now, int source)
    {
        var gained = PostNumbers.Unknown;
        foreach (var post in account.List.Posts)
        {
            var more = account.Insights?.Read.Posts.GetValueOrDefault(post.Id);
            if (!former.TryGetValue(post.Id, out var known))
            {
                if (post.PublishedAt >= before)
                {
                    gained = gained.Plus(PostNumbers.Of(post, more?.Views.Value, more?.Shares.Value));
                }

                continue;
            }

            // What the permission showed last time still holds where it was not asked for this time.
            var numbers = more is null ? PostNumbers.Of(post, known.PrivateViews, known.PrivateShares) : PostNumbers.Of(post, more.Views.Value, more.Shares.Value);
            if (numbers == known.Numbers)
            {
                continue;
            }

            gained = gained.Plus(numbers.Minus(known.Numbers));
            if (PostResolution.Keeps(known.PublishedAt, before, now, account.Days))
            {
                var first = Math.Min(known.NumbersAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
                _addPostReading.Run(
                    key, post.Id, first, Math.Max(before.ToUnixTimeMilliseconds(), first),
                    known.Numbers.Views, known.Numbers.Likes, known.Numbers.Comments, known.Numbers.Shares, known.Source);
            }

            _numbersChanged.Run(now.ToUnixTimeMilliseconds(), source, key, post.Id);
        }

        if (gained != PostNumbers.Unknown)
        {
            _addGain.Run(key, account.Days.Of(now).DayNumber, before.ToUnixTimeMilliseconds(), gained.Views, gained.Likes, gained.Comments, gained.Shares);
        }
    }

    public void SaveFigures(SqliteTransaction transaction, long key, Figures.RecentFigures figures) => _figures.Run(
        transaction, figures.LastPostAt?.ToUnixTimeMilliseconds(), figures.LastPostId, figures.Posts, figures.EngagementRate, figures.MedianViews,
        figures.StandoutPostId, figures.StandoutPublishedAt?.ToUnixTimeMilliseconds(), figures.StandoutRatio, key);

    /// <summary>The account turned out to be another one. What its posts had goes with the posts.</summary>
    public void Forget(SqliteTransaction transaction, long key)
    {
        _deleteReadings.Run(transaction, key);
        _deleteGains.Run(transaction, key);
    }

    public void Dispose()
    {
        foreach (var statement in new IDisposable[]
        {
            _extendReading, _addReading, _deleteFuture, _former, _addPostReading, _numbersChanged, _addGain, _figures, _source, _deleteReadings, _deleteGains,
        })
        {
            statement.Dispose();
        }
    }

    private static long? Number(SqliteDataReader row, int index) => row.IsDBNull(index) ? null : row.GetInt64(index);

    private static DateTimeOffset? Time(SqliteDataReader row, int index) => Number(row, index) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}

/// <summary>A stored post before this sync.</summary>
/// <param name="PublishedAt">UTC.</param>
/// <param name="NumbersAt">Since when it has its numbers, UTC.</param>
/// <param name="PrivateViews">What only the permission showed of its views, and when nothing else is known, of its shares.</param>
internal sealed record FormerPost(DateTimeOffset? PublishedAt, DateTimeOffset NumbersAt, long? PrivateViews, long? PrivateShares, PostNumbers Numbers, int Source);

/// <summary>What is known of a post at a time; null is unknown.</summary>
internal readonly record struct PostNumbers(long? Views, long? Likes, long? Comments, long? Shares)
{
    public static PostNumbers Unknown => default;

    /// <param name="views">What the permission shows where not everybody sees it.</param>
    public static PostNumbers Of(PlatformPost post, long? views, long? shares) =>
        new(post.Views.Value ?? views, post.Likes.Value, post.Comments.Value, post.Shares.Value ?? shares);

    /// <summary>A part that one of them does not know is as the other has it.</summary>
    public PostNumbers Plus(PostNumbers other) =>
        new(Sum(Views, other.Views), Sum(Likes, other.Likes), Sum(Comments, other.Comments), Sum(Shares, other.Shares));

    /// <summary>Known where both are.</summary>
    public PostNumbers Minus(PostNumbers other) =>
        new(Views - other.Views, Likes - other.Likes, Comments - other.Comments, Shares - other.Shares);

    private static long? Sum(long? one, long? other) => one is null ? other : other is null ? one : one + other;
}
