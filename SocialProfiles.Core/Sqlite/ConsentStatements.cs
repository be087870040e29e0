using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Sqlite;

/// <summary>What a sync by consent writes beside the account: private numbers.</summary>
internal sealed class ConsentStatements(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _insight = new(connection, """
        INSERT OR REPLACE INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap, ReadAt, Source) VALUES (@key, @metric, @day, @slice, @value, @gap, @now, @source)
        """, "@key", "@metric", "@day", "@slice", "@value", "@gap", "@now", "@source");

    // A number that is there stays: that it was not read again does not make it unknown.
    private readonly PreparedStatement _insightGap = new(connection, """
        INSERT INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap, ReadAt, Source) VALUES (@key, @metric, @day, '', NULL, @gap, @now, @source)
        ON CONFLICT (ConnectionKey, Metric, Day, Slice) DO UPDATE SET Gap = excluded.Gap, ReadAt = excluded.ReadAt, Source = excluded.Source WHERE Value IS NULL
        """, "@key", "@metric", "@day", "@gap", "@now", "@source");

    private readonly PreparedStatement _postInsight = new(connection, """
        INSERT OR REPLACE INTO PostInsights (ConnectionKey, PlatformPostId, Views, Reach, Shares, Saves, Gaps, ReadAt, Source)
        VALUES (@key, @id, @views, @reach, @shares, @saves, @gaps, @now, @source)
        """, "@key", "@id", "@views", "@reach", "@shares", "@saves", "@gaps", "@now", "@source");

    private readonly PreparedStatement _deleteGroups = new(connection, """
        DELETE FROM AccountInsights WHERE ConnectionKey = @key AND Metric = @metric AND Day >= @first
        """, "@key", "@metric", "@first");

    private readonly PreparedStatement _deleteInsights = new(connection, "DELETE FROM AccountInsights WHERE ConnectionKey = @key", "@key");

    private readonly PreparedStatement _insightsUnread = new(connection, "UPDATE Consents SET InsightsReadAt = NULL, InsightsDueAt = NULL WHERE ConnectionKey = @key", "@key");

    private readonly PreparedStatement _insightsRead = new(connection, "UPDATE Consents SET InsightsReadAt = @now, InsightsDueAt = NULL WHERE ConnectionKey = @key", "@now", "@key");

    private readonly PreparedStatement _insightsAgain = new(connection, "UPDATE Consents SET InsightsDueAt = @again WHERE ConnectionKey = @key", "@again", "@key");

    public void SaveInsights(SqliteTransaction transaction, long key, InsightRows rows, IReadOnlyList<PlatformPost> posts, DateTimeOffset now, int source)
    {
        var insights = rows.Read;
        var at = now.ToUnixTimeMilliseconds();
        foreach (var (metric, from) in rows.Replaced)
        {
            _deleteGroups.Run(transaction, key, (int)metric, from.DayNumber);
        }

        foreach (var value in insights.Values)
        {
            _insight.Run(transaction, key, (int)value.Metric, value.Day.DayNumber, value.Slice, value.Value, (int)MetricGap.None, at, source);
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        foreach (var (metric, gap) in insights.Gaps)
        {
            _insightGap.Run(transaction, key, (int)metric, today, (int)gap, at, source);
        }

        foreach (var post in posts)
        {
            if (insights.Posts.TryGetValue(post.Id, out var more))
            {
                _postInsight.Run(transaction, key, post.Id, more.Views.Value, more.Reach.Value, more.Shares.Value, more.Saves.Value, PostInsight.PackGaps(more), at, source);
            }
        }

        if (rows.AgainAt is { } again)
        {
            _insightsAgain.Run(transaction, again.ToUnixTimeMilliseconds(), key);
        }
        else
        {
            _insightsRead.Run(transaction, at, key);
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
