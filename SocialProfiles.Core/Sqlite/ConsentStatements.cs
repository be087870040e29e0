using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Sqlite;

/// <summary>What a sync by consent writes beside the account: private numbers.</summary>
internal sealed class ConsentStatements(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _insight = new(connection, """
        INSERT OR REPLACE INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap) VALUES (@key, @metric, @day, @slice, @value, @gap)
        """, "@key", "@metric", "@day", "@slice", "@value", "@gap");

    // A number that is there stays: that it was not read again does not make it unknown.
    private readonly PreparedStatement _insightGap = new(connection, """
        INSERT INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap) VALUES (@key, @metric, @day, '', NULL, @gap)
        ON CONFLICT (ConnectionKey, Metric, Day, Slice) DO UPDATE SET Gap = excluded.Gap WHERE Value IS NULL
        """, "@key", "@metric", "@day", "@gap");

    private readonly PreparedStatement _postInsight = new(connection, """
        INSERT OR REPLACE INTO PostInsights (ConnectionKey, PlatformPostId, Views, Reach, Shares, Saves, Gaps)
        VALUES (@key, @id, @views, @reach, @shares, @saves, @gaps)
        """, "@key", "@id", "@views", "@reach", "@shares", "@saves", "@gaps");

    private readonly PreparedStatement _deleteGroups = new(connection, """
        DELETE FROM AccountInsights WHERE ConnectionKey = @key AND Metric = @metric AND Day >= @first
        """, "@key", "@metric", "@first");

    private readonly PreparedStatement _deleteInsights = new(connection, "DELETE FROM AccountInsights WHERE ConnectionKey = @key", "@key");

    private readonly PreparedStatement _insightsUnread = new(connection, "UPDATE Consents SET InsightsReadAt = NULL, InsightsDueAt = NULL WHERE ConnectionKey = @key", "@key");

    private readonly PreparedStatement _insightsRead = new(connection, "UPDATE Consents SET InsightsReadAt = @now, InsightsDueAt = NULL WHERE ConnectionKey = @key", "@now", "@key");

    private readonly PreparedStatement _insightsAgain = new(connection, "UPDATE Consents SET InsightsDueAt = @again WHERE ConnectionKey = @key", "@again", "@key");

    /// <param name="againAt">When the rest of it is asked for; null where it is whole.</param>
    public void SaveInsights(
        SqliteTransaction transaction, long key, PlatformInsights insights, IReadOnlyList<PlatformPost> posts, DateTimeOffset now, DateTimeOffset? againAt)
    {
        // Of who the audience is, one reading a week is kept, and it is the newest: it has a hundred rows.
        foreach (var groups in insights.Values.Where(value => value.Metric.IsGrouped()).GroupBy(value => value.Metric))
        {
            var day = groups.Max(value => value.Day);
            _deleteGroups.Run(transaction, key, (int)groups.Key, day.AddDays(-(((int)day.DayOfWeek + 6) % 7)).DayNumber);
        }

        foreach (var value in insights.Values)
        {
            _insight.Run(transaction, key, (int)value.Metric, value.Day.DayNumber, value.Slice, value.Value, (int)MetricGap.None);
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        foreach (var (metric, gap) in insights.Gaps)
        {
            _insightGap.Run(transaction, key, (int)metric, today, (int)gap);
        }

        foreach (var post in posts)
        {
            if (insights.Posts.TryGetValue(post.Id, out var more))
            {
                _postInsight.Run(transaction, key, post.Id, more.Views.Value, more.Reach.Value, more.Shares.Value, more.Saves.Value, PostInsight.PackGaps(more));
            }
        }

        if (againAt is { } again)
        {
            _insightsAgain.Run(transaction, again.ToUnixTimeMilliseconds(), key);
        }
        else
        {
            _insightsRead.Run(transaction, now.ToUnixTimeMilliseconds(), key);
        }
    }

    /// <summary>The account turned out to be another one: its private numbers are somebody else's.</summary>
    public void ForgetInsights(SqliteTransaction transaction, long key)
    {
        _deleteInsights.Run(transaction, key);
        _insightsUnread.Run(transaction, key);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insight, _insightGap, _postInsight, _deleteGroups, _deleteInsights, _insightsUnread, _insightsRead, _insightsAgain })
        {
            statement.Dispose();
        }
    }
}
