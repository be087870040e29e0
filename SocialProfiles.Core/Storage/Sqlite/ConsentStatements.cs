using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Storage.Sqlite;

/// <summary>What a sync by consent writes beside the account: private numbers.</summary>
internal sealed class ConsentStatements(SqliteConnection connection) : IDisposable
{
    private const int DaysOfAWeek = 7;

    private readonly PreparedStatement _insight = new(connection, """
        INSERT OR REPLACE INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap) VALUES (@key, @metric, @day, @slice, @value, @gap)
        """, "@key", "@metric", "@day", "@slice", "@value", "@gap");

    // Day 0 was a Monday.
    private readonly PreparedStatement _earlierGroups = new(connection, """
        DELETE FROM AccountInsights WHERE ConnectionKey = @key AND Metric = @metric AND Day >= @monday AND Day <= @day AND Slice <> ''
        """, "@key", "@metric", "@monday", "@day");

    private readonly PreparedStatement _postInsight = new(connection, """
        INSERT OR REPLACE INTO PostInsights (ConnectionKey, PlatformPostId, Views, Reach, Shares, Saves, Gaps)
        VALUES (@key, @id, @views, @reach, @shares, @saves, @gaps)
        """, "@key", "@id", "@views", "@reach", "@shares", "@saves", "@gaps");

    private readonly PreparedStatement _insightsRead = new(connection, "UPDATE Consents SET InsightsReadAt = @now WHERE ConnectionKey = @key", "@now", "@key");

    /// <summary>Of an audience's groups only the newest of a week stays: they are a state that changes slowly, and a hundred rows a reading.</summary>
    public void SaveInsights(SqliteTransaction transaction, long key, PlatformInsights insights, IReadOnlyList<PlatformPost> posts, DateTimeOffset now)
    {
        foreach (var (metric, day) in insights.Values.Where(value => value.Slice.Length > 0).Select(value => (value.Metric, value.Day.DayNumber)).Distinct())
        {
            _earlierGroups.Run(transaction, key, (int)metric, day / DaysOfAWeek * DaysOfAWeek, day);
        }

        foreach (var value in insights.Values)
        {
            _insight.Run(transaction, key, (int)value.Metric, value.Day.DayNumber, value.Slice, value.Value, (int)MetricGap.None);
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        foreach (var (metric, gap) in insights.Gaps)
        {
            _insight.Run(transaction, key, (int)metric, today, "", null, (int)gap);
        }

        foreach (var post in posts)
        {
            if (insights.Posts.TryGetValue(post.Id, out var more))
            {
                _postInsight.Run(transaction, key, post.Id, more.Views.Value, more.Reach.Value, more.Shares.Value, more.Saves.Value, PostInsight.PackGaps(more));
            }
        }

        _insightsRead.Run(transaction, now.ToUnixTimeMilliseconds(), key);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insight, _earlierGroups, _postInsight, _insightsRead })
        {
            statement.Dispose();
        }
    }
}
