using Microsoft.Data.Sqlite;

namespace SocialProfiles.Bench.Numbers;

/// <summary>
/// An agency after a year: talents with a profile on each of three platforms, readings as thinned, posts with the numbers that they had
/// at the ages of a curve and on the days after, what they gained by day, and private numbers of every tenth profile.
/// </summary>
internal static class YearFill
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    public static void Run(string file, int talents, int posts, DateTimeOffset now)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var at = now.ToUnixTimeMilliseconds();
        var today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        Execute(connection, "PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-400000; BEGIN");
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {talents})
            INSERT INTO Talents (Id, Name, SortName, SearchText, TagText, IsSample, CreatedAt, UpdatedAt)
            SELECT printf('11111111-1111-7111-8111-%012d', i), 'Talent ' || i, 'talent ' || i, 'talent ' || i, '|tag' || (i % 20) || '|', 0, 0, 0 FROM n
            """);
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {(talents * 3) - 1})
            INSERT INTO Connections (Key, Id, TalentId, IsSandbox, Platform, Handle, NormalizedHandle, ProfileUrl, Type, Status, CreatedAt, UpdatedAt, Priority, Attempt, FailuresInARow, DueAt, LastSyncedAt)
            SELECT i + 1, printf('00000000-0000-7000-8000-%012d', i + 1), printf('11111111-1111-7111-8111-%012d', i / 3 + 1), 0,
                CASE i % 3 WHEN 0 THEN 'INSTAGRAM' WHEN 1 THEN 'TIKTOK' ELSE 'YOUTUBE' END, 'h' || (i / 3 + 1), 'h' || (i / 3 + 1), '', i % 10 = 0, 2, 0, 0, 1, 0, 0, {at + Hour}, {at} - i
            FROM n
            """);
        Execute(connection, $"INSERT INTO MetricSources (Platform, ApiVersion, Endpoints, ByPermission) VALUES ('INSTAGRAM', 'v1', 'bench', 0), ('INSTAGRAM', 'v1', 'bench', 1)");
        Execute(connection, $"""
            INSERT INTO SocialProfiles (ConnectionKey, IsSandbox, Platform, AccountId, DisplayName, Followers, Following, Posts, Views, Likes, Gaps, PostsGap, UnreadablePosts, ListedPosts, Fingerprint, UpdatedAt,
                LastPostAt, LastPostId, RecentPosts, RecentEngagementRate, RecentMedianViews, StandoutPostId, StandoutPublishedAt, StandoutRatio)
            SELECT Key, 0, Platform, 'a' || Key, 'Name ' || Key, 1000 + (Key * 7919) % 900000, 100, {posts}, 1000000, NULL, 4 << 12, 0, 0, 50, 1, {at},
                {at} - (Key % 60) * {Day}, '0', 30, 0.001 * (1 + (Key * 31) % 90), 1000 + (Key * 104729) % 90000, '0', {at} - (Key % 60) * {Day}, 1 + (Key % 50) / 10.0
            FROM Connections
            """);

        // As read for two days, by the hour for a month, by the day for the rest of the year.
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {(30 * 24) + 335}),
            ages(i, age) AS (SELECT i, CASE WHEN i <= 720 THEN i * {Hour} ELSE (i - 690) * {Day} END FROM n)
            INSERT INTO ProfileReadings (ConnectionKey, FirstReadAt, LastReadAt, Followers, Following, Posts, Views, Likes, Gaps, Source)
            SELECT c.Key, {at} - age, {at} - age + 60000, p.Followers - i * (1 + c.Key % 7), 100, {posts}, 1000000 - i * 100, NULL, 4 << 12, 1
            FROM Connections c JOIN SocialProfiles p ON p.ConnectionKey = c.Key CROSS JOIN ages ORDER BY 1, 2
            """);
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {posts - 1})
            INSERT INTO SocialPosts (ConnectionKey, PlatformPostId, Kind, PublishedAt, Text, Permalink, DurationSeconds, Views, Likes, Comments, Shares, Gaps, NumbersAt, Source)
            SELECT Key, printf('%05d', i), i % 4, {at} - i * {365 * Day} / {posts} - (Key * 7919) % {Day}, 'A caption of some length, as people write them, with a #tag or two and an emoji 🎬 number ' || i,
                'https://www.instagram.com/p/' || Key || '-' || i || '/', NULL, 500 + (Key * 31 + i * 7919) % 200000, 50 + (Key + i * 31) % 9000, (Key + i) % 300, NULL, 2 << 9, {at} - (i % 24) * {Hour}, 1
            FROM Connections CROSS JOIN n ORDER BY 1, 2
            """);

        // At 1, 6 and 24 hours, and on the days after until it settles.
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 15),
            ages(i, age) AS (SELECT i, CASE i WHEN 0 THEN {Hour} WHEN 1 THEN {6 * Hour} ELSE (i - 1) * {Day} END FROM n)
            INSERT INTO PostReadings (ConnectionKey, PlatformPostId, FirstReadAt, LastReadAt, Views, Likes, Comments, Shares, Source)
            SELECT p.ConnectionKey, p.PlatformPostId, p.PublishedAt + age, p.PublishedAt + age + 60000, p.Views * (i + 1) / 20, p.Likes * (i + 1) / 20, p.Comments * (i + 1) / 20, NULL, 1
            FROM SocialPosts p CROSS JOIN ages WHERE p.PublishedAt + age < {at} ORDER BY 1, 2, 3
            """);
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 364)
            INSERT INTO DailyGains (ConnectionKey, Day, Since, Views, Likes, Comments, Shares)
            SELECT Key, {today} - i, {at} - (i + 1) * {Day}, (Key * 31 + i * 17) % 5000, (Key + i) % 300, (Key + i) % 20, NULL FROM Connections CROSS JOIN n ORDER BY 1, 2
            """);
        Execute(connection, "INSERT INTO Consents (ConnectionKey, IssuedAt, GrantedAt, Scopes, IsRenewalCutOff, FailedDays) SELECT Key, 0, 0, '', 0, 0 FROM Connections WHERE Type = 1");
        Execute(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 364), m(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM m WHERE j < 9)
            INSERT INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap, ReadAt, Source)
            SELECT ConnectionKey, j, {today} - i, '', 100 + i, 0, {at}, 2 FROM Consents CROSS JOIN m CROSS JOIN n ORDER BY 1, 2, 3
            """);
        Execute(connection, $"""
            WITH RECURSIVE s(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM s WHERE j < 44)
            INSERT INTO AccountInsights (ConnectionKey, Metric, Day, Slice, Value, Gap, ReadAt, Source)
            SELECT ConnectionKey, 22, {today} - 1, char(65 + j / 26, 65 + j % 26), 10 + (ConnectionKey + j) % 90, 0, {at}, 2 FROM Consents CROSS JOIN s ORDER BY 1, 2, 3, 4
            """);
        Execute(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
