using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Storage.Sqlite;

/// <summary>What a sync by consent writes beside the account: private numbers, and that the consent is over.</summary>
/// <param name="activity">Writes activity; not ours to dispose of.</param>
internal sealed class ConsentStatements(SqliteConnection connection, PreparedStatement activity) : IDisposable
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

    private readonly PreparedStatement _insightsRead = new(connection, "UPDATE Consents SET InsightsReadAt = @now, InsightsDueAt = NULL WHERE ConnectionKey = @key", "@now", "@key");

    private readonly PreparedStatement _insightsAgain = new(connection, "UPDATE Consents SET InsightsDueAt = @again WHERE ConnectionKey = @key", "@again", "@key");

    private readonly PreparedStatement _end = new(connection, """
        UPDATE Consents SET SealedAccessToken = NULL, SealedRefreshToken = NULL, RenewAt = NULL, RenewalStartedAt = NULL, EndedBecause = @because, EndedAt = @now
        WHERE ConnectionKey = @key AND EndedBecause IS NULL
        """, "@because", "@now", "@key");

    private readonly PreparedStatement _closeWarning = new(connection, """
        UPDATE Notices SET ClosedAt = @now WHERE SubjectId = @subject AND Kind = @kind AND ClosedAt IS NULL
        """, "@now", "@subject", "@kind");

    private readonly PreparedStatement _raise = new(connection, """
        INSERT INTO Notices (Kind, SubjectId, TalentId, IsSandbox, Platform, Handle, Level, RaisedAt)
        VALUES (@kind, @subject, @talent, @sandbox, @platform, @handle, 0, @now) ON CONFLICT DO NOTHING
        """, "@kind", "@subject", "@talent", "@sandbox", "@platform", "@handle", "@now");

    /// <summary>The same as <see cref="ConsentEnding"/> does, for a sync that found out. Once: a consent that has ended is left alone.</summary>
    /// <param name="platformName">Display name.</param>
    public void End(SqliteTransaction transaction, ClaimedSync claim, ConsentEnd because, bool isSandbox, string platformName, long now)
    {
        if (_end.Run(transaction, because.ToString(), now, claim.Key) == 0)
        {
            return;
        }

        _closeWarning.Run(transaction, now, claim.Id, nameof(NoticeKind.ConsentEnding));
        _raise.Run(transaction, nameof(NoticeKind.ReconnectNeeded), claim.Id, claim.TalentId, isSandbox, claim.Platform, claim.Handle, now);
        activity.Run(
            transaction, now, nameof(ActivityAction.ConsentEnded), Actor.System.Name, (int)Actor.System.Source, claim.TalentId,
            $"@{claim.Handle} on {platformName}", ConsentText.For(because, platformName).Reason);
    }

    /// <param name="againAt">When the rest of it is asked for; null where it is whole.</param>
    public void SaveInsights(
        SqliteTransaction transaction, long key, PlatformInsights insights, IReadOnlyList<PlatformPost> posts, DateTimeOffset now, DateTimeOffset? againAt)
    {
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

    public void Dispose()
    {
        foreach (var statement in new[] { _insight, _insightGap, _postInsight, _insightsRead, _insightsAgain, _end, _closeWarning, _raise })
        {
            statement.Dispose();
        }
    }
}
