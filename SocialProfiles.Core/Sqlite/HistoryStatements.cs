using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Sqlite;

/// <summary>What a sync writes of the past: what the profile showed, and what its posts had before and gained.</summary>
internal sealed class HistoryStatements(SqliteConnection connection) : IDisposable
{
    private static readonly TimeSpan _firstNumbers = TimeSpan.FromDays(1);
    private static readonly long _longestPause = (long)ProfileReading.LongestPause.TotalMilliseconds;

    private readonly NativeStatement _extendReading = new(connection, """
        UPDATE ProfileReadings SET LastReadAt = max(LastReadAt, @now)
        WHERE ConnectionKey = @key AND FirstReadAt = (SELECT max(FirstReadAt) FROM ProfileReadings WHERE ConnectionKey = @key) AND LastReadAt >= @pause
            AND Followers IS @followers AND Following IS @following AND Posts IS @posts AND Views IS @views AND Likes IS @likes AND Gaps = @gaps AND Source = @source
        """);

    private readonly NativeStatement _addReading = new(connection, """
        INSERT OR REPLACE INTO ProfileReadings (ConnectionKey, FirstReadAt, LastReadAt, Followers, Following, Posts, Views, Likes, Gaps, Source)
        VALUES (@key, @now, @now, @followers, @following, @posts, @views, @likes, @gaps, @source)
        """);

    // A clock that was ahead and was set back left these; none could be made longer behind them.
    private readonly NativeStatement _deleteFuture = new(connection, "DELETE FROM ProfileReadings WHERE ConnectionKey = @key AND FirstReadAt > @now");

    private readonly NativeStatement _former = new(connection, """
        SELECT p.PublishedAt, p.NumbersAt, p.Views, i.Views, p.Likes, p.Comments, p.Shares, i.Shares, p.Source
        FROM SocialPosts p
        LEFT JOIN PostInsights i ON i.ConnectionKey = p.ConnectionKey AND i.PlatformPostId = p.PlatformPostId
        WHERE p.ConnectionKey = @key AND p.PlatformPostId = @id
        """);

    private readonly NativeStatement _anyPrivate = new(connection, "SELECT 1 FROM PostInsights WHERE ConnectionKey = @key LIMIT 1");

    private readonly NativeStatement _everKnown = new(connection, """
        SELECT max(Views IS NOT NULL), max(Shares IS NOT NULL) FROM PostReadings WHERE ConnectionKey = @key AND PlatformPostId = @id
        """);

    private readonly NativeStatement _addPostReading = new(connection, """
        INSERT OR REPLACE INTO PostReadings (ConnectionKey, PlatformPostId, FirstReadAt, LastReadAt, Views, Likes, Comments, Shares, Source)
        VALUES (@key, @id, @first, @last, @views, @likes, @comments, @shares, @source)
        """);

    private readonly NativeStatement _numbersChanged = new(connection, "UPDATE SocialPosts SET NumbersAt = @now, Source = @source WHERE ConnectionKey = @key AND PlatformPostId = @id");

    private readonly NativeStatement _addGain = new(connection, """
        INSERT INTO DailyGains (ConnectionKey, Day, Since, Views, Likes, Comments, Shares) VALUES (@key, @day, @since, @views, @likes, @comments, @shares)
        ON CONFLICT (ConnectionKey, Day) DO UPDATE SET Since = min(Since, excluded.Since),
            Views = coalesce(Views + excluded.Views, Views, excluded.Views), Likes = coalesce(Likes + excluded.Likes, Likes, excluded.Likes),
            Comments = coalesce(Comments + excluded.Comments, Comments, excluded.Comments), Shares = coalesce(Shares + excluded.Shares, Shares, excluded.Shares)
        """);

    private readonly NativeStatement _figures = new(connection, """
        UPDATE SocialProfiles SET LastPostAt = @lastAt, LastPostId = @lastId, RecentPosts = @posts, RecentEngagementRate = @rate, RecentMedianViews = @median,
            StandoutPostId = @standout, StandoutPublishedAt = @standoutAt, StandoutRatio = @ratio
        WHERE ConnectionKey = @key
        """);

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

    /// <summary>Those of the posts that are stored, as they are before they are written.</summary>
    public Dictionary<string, FormerPost> FormerOf(long key, IReadOnlyList<PlatformPost> posts)
    {
        Dictionary<string, FormerPost> former = new(posts.Count, StringComparer.Ordinal);
        foreach (var post in posts)
        {
            if (_former.Find(Former, key, post.Id) is { } known)
            {
                former[post.Id] = known;
            }
        }

        return former;
    }

    /// <summary>
    /// Moves replaced numbers into the past, and adds up what was gained since the sync before. A post that was not known counts
    /// whole where it was published since; so do those numbers that only the permission shows, where the post is younger than the
    /// last time that they were read.
    /// </summary>
    /// <param name="posts">Those that may have other numbers than before.</param>
    /// <param name="before">The sync before, UTC.</param>
    public void SavePosts(AccountRows account, IReadOnlyList<PlatformPost> posts, IReadOnlyDictionary<string, FormerPost> former, long key, DateTimeOffset before, DateTimeOffset now, int source)
    {
        var gained = PostNumbers.Unknown;
        foreach (var post in posts)
        {
            var more = account.Insights?.Read.Posts.GetValueOrDefault(post.Id);
            var shown = ShownNumbers.Of(post, more, former.GetValueOrDefault(post.Id)?.Private ?? default);
            var numbers = PostNumbers.Of(post, shown);
            if (!former.TryGetValue(post.Id, out var known))
            {
                if (post.PublishedAt >= before)
                {
                    gained = gained.Plus(numbers);
                }

                continue;
            }

            if (numbers == known.Numbers)
            {
                continue;
            }

            // A platform gives none in a post's first minutes, so one that was read the day before may have its first numbers now.
            var isNewToPermission = more is not null && post.PublishedAt >= (account.Insights!.ReadBefore - _firstNumbers ?? before);
            gained = gained.Plus(numbers.Minus(isNewToPermission ? FromNone(key, post.Id, known.Numbers) : known.Numbers));
            var first = known.NumbersAt < now ? known.NumbersAt : now;
            var last = before < first ? first : before;
            if (PostResolution.Keeps(known.PublishedAt, first, last, now, account.Days))
            {
                _addPostReading.Run(
                    key, post.Id, first.ToUnixTimeMilliseconds(), last.ToUnixTimeMilliseconds(),
                    known.Numbers.Views, known.Numbers.Likes, known.Numbers.Comments, known.Numbers.Shares, known.Source);
            }

            _numbersChanged.Run(now.ToUnixTimeMilliseconds(), source, key, post.Id);
        }

        if (gained != PostNumbers.Unknown)
        {
            _addGain.Run(key, account.Days.Of(now).DayNumber, before.ToUnixTimeMilliseconds(), gained.Views, gained.Likes, gained.Comments, gained.Shares);
        }
    }

    /// <summary>Whether a permission showed something of its posts once.</summary>
    public bool HasPrivateNumbers(long key) => _anyPrivate.Find(static _ => string.Empty, key) is not null;

    public void SaveFigures(long key, RecentFigures figures) => _figures.Run(
        figures.LastPostAt?.ToUnixTimeMilliseconds(), figures.LastPostId, figures.Posts, figures.EngagementRate, figures.MedianViews,
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
            _extendReading, _addReading, _deleteFuture, _former, _anyPrivate, _everKnown, _addPostReading, _numbersChanged, _addGain, _figures, _source, _deleteReadings, _deleteGains,
        })
        {
            statement.Dispose();
        }
    }

    /// <summary>With 0 for what was never known of a post: what it had before anybody read it.</summary>
    private PostNumbers FromNone(long key, string post, PostNumbers known)
    {
        if (known is { Views: not null, Shares: not null })
        {
            return known;
        }

        var (views, shares) = _everKnown.Find(row => Tuple.Create(row.Number(0) == 1, row.Number(1) == 1), key, post)!;
        return known with { Views = known.Views ?? (views ? null : 0), Shares = known.Shares ?? (shares ? null : 0) };
    }

    private static FormerPost Former(SqlRow row) => new(
        Time(row, 0), Time(row, 1)!.Value, new(row.Number(3), row.Number(7)),
        new(row.Number(2) ?? row.Number(3), row.Number(4), row.Number(5), row.Number(6) ?? row.Number(7)), (int)row.Number(8)!.Value);

    private static DateTimeOffset? Time(SqlRow row, int column) => row.Number(column) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}

/// <summary>A stored post before this sync.</summary>
/// <param name="PublishedAt">UTC.</param>
/// <param name="NumbersAt">Since when it has its numbers, UTC.</param>
/// <param name="Private">What only the permission showed when it was asked for last.</param>
internal sealed record FormerPost(DateTimeOffset? PublishedAt, DateTimeOffset NumbersAt, ShownNumbers Private, PostNumbers Numbers, int Source);

/// <summary>What is known of a post at a time; null is unknown.</summary>
internal readonly record struct PostNumbers(long? Views, long? Likes, long? Comments, long? Shares)
{
    public static PostNumbers Unknown => default;

    public static PostNumbers Of(PlatformPost post, ShownNumbers shown) => new(shown.Views, post.Likes.Value, post.Comments.Value, shown.Shares);

    /// <summary>A part that one of them does not know is as the other has it.</summary>
    public PostNumbers Plus(PostNumbers other) =>
        new(Sum(Views, other.Views), Sum(Likes, other.Likes), Sum(Comments, other.Comments), Sum(Shares, other.Shares));

    /// <summary>Known where both are.</summary>
    public PostNumbers Minus(PostNumbers other) =>
        new(Views - other.Views, Likes - other.Likes, Comments - other.Comments, Shares - other.Shares);

    private static long? Sum(long? one, long? other) => one is null ? other : other is null ? one : one + other;
}
