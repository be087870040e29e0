using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Bench.Reliability;

/// <summary>The database file, read past the application: after a kill there is nobody else to ask.</summary>
internal sealed class TrialData(string web, string folder)
{
    public string Folder => folder;

    public string File => Path.Combine(folder, "socialprofiles.db");

    public long Number(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public string Text(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    public IReadOnlyDictionary<string, long> Counts()
    {
        using var connection = Open();
        using var names = connection.CreateCommand();
        names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        List<string> tables = [];
        using (var rows = names.ExecuteReader())
        {
            while (rows.Read())
            {
                tables.Add(rows.GetString(0));
            }
        }

        using var command = connection.CreateCommand();
        command.CommandText = string.Join(" UNION ALL ", tables.Select(table => $"SELECT '{table}', count(*) FROM \"{table}\""));
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using var counted = command.ExecuteReader();
        while (counted.Read())
        {
            counts[counted.GetString(0)] = counted.GetInt64(1);
        }

        return counts;
    }

    /// <summary>READY profiles that were synced at or after a time.</summary>
    /// <param name="since">Unix milliseconds.</param>
    /// <param name="platform">Only those of this platform; null for all.</param>
    public long ReadySince(long since, string? platform = null) => Number(string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT count(*) FROM Connections WHERE Status = {(int)SyncStatus.Ready} AND coalesce(LastSyncedAt, 0) >= {since}{(platform is null ? "" : $" AND Platform = '{platform}'")}"));

    /// <summary>Waits until as many profiles are READY, synced at or after a time.</summary>
    /// <returns>Whether it came to that within the time given.</returns>
    public async Task<bool> UntilReadyAsync(long wanted, TimeSpan patience, long since = 0, string? platform = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (ReadySince(since, platform) < wanted)
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                return false;
            }

            await Task.Delay(100);
        }

        return true;
    }

    /// <summary>Waits until no profile is being read or waits for it now.</summary>
    public async Task<bool> UntilQuietAsync(TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Number($"SELECT count(*) FROM Connections WHERE Lease IS NOT NULL OR Status IN ({(int)SyncStatus.Pending}, {(int)SyncStatus.Syncing})") > 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                return false;
            }

            await Task.Delay(100);
        }

        return true;
    }

    /// <summary>
    /// What must hold once nothing runs or is due: every profile has ended, nobody holds one, nothing is there twice, and the file
    /// and the chain of activity are whole.
    /// </summary>
    /// <param name="profiles">How many were connected, all of them with posts.</param>
    /// <param name="when">Said in front of what is wrong.</param>
    /// <param name="isClockRight">False where the clock was set back, so that times say nothing of what came first.</param>
    public async Task LookAsync(Findings findings, int profiles, string when, bool isClockRight = true)
    {
        Expect("SELECT count(*) FROM Connections", profiles, "profiles");
        Expect($"SELECT count(*) FROM Connections WHERE Status <> {(int)SyncStatus.Ready} AND (Status <> {(int)SyncStatus.Error} OR Failure IS NULL)", 0, "profiles neither READY nor failed for a stated reason");
        Expect("SELECT count(*) FROM Connections WHERE Lease IS NOT NULL", 0, "profiles that somebody still holds");
        Expect($"SELECT count(*) FROM Connections WHERE DueAt IS NULL AND Status = {(int)SyncStatus.Ready}", 0, "READY profiles that are never due again");
        Expect("SELECT count(*) - count(DISTINCT Platform || NormalizedHandle) FROM Connections", 0, "profiles connected twice");
        Expect($"SELECT count(*) FROM Connections c WHERE Status = {(int)SyncStatus.Ready} AND NOT EXISTS (SELECT 1 FROM SocialProfiles p WHERE p.ConnectionKey = c.Key)", 0, "READY profiles without numbers");
        Expect("SELECT count(*) - count(DISTINCT Platform || AccountId) FROM SocialProfiles WHERE AccountId IS NOT NULL", 0, "accounts stored twice");
        Expect("SELECT count(*) - count(DISTINCT ConnectionKey || PlatformPostId) FROM SocialPosts", 0, "posts stored twice");
        Expect("SELECT count(*) FROM SocialProfiles p WHERE p.Platform = 'INSTAGRAM' AND min(p.Posts, 50) > (SELECT count(*) FROM SocialPosts s WHERE s.ConnectionKey = p.ConnectionKey)", 0, "profiles whose posts are incomplete");
        Expect("SELECT count(*) FROM ProfileReadings a JOIN ProfileReadings b ON b.ConnectionKey = a.ConnectionKey AND b.FirstReadAt > a.FirstReadAt WHERE b.FirstReadAt < a.LastReadAt", 0, "points of history that overlap");
        Expect($"SELECT count(*) FROM Connections c WHERE Platform = 'INSTAGRAM' AND Status = {(int)SyncStatus.Ready} AND NOT EXISTS (SELECT 1 FROM ProfileReadings r WHERE r.ConnectionKey = c.Key)", 0, "READY profiles without a point of history");
        if (isClockRight)
        {
            Expect("SELECT count(*) FROM SyncAttempts a JOIN SyncAttempts b ON b.ConnectionKey = a.ConnectionKey AND b.StartedAt > a.StartedAt WHERE b.StartedAt < a.EndedAt", 0, "syncs of one profile at the same time");
        }

        // A sync that succeeds is news the first time, and after one that failed for good.
        Expect("""
            SELECT count(*) FROM (SELECT 1 FROM Activity WHERE Action IN ('Connected', 'SyncSucceeded', 'SyncFailed') GROUP BY Subject, TalentId
            HAVING sum(Action = 'Connected') > 1 OR sum(Action = 'SyncSucceeded') > 1 + sum(Action = 'SyncFailed'))
            """, 0, "profiles with activity entries that are there twice");
        Expect($"SELECT {profiles} - count(*) FROM Activity WHERE Action = 'Connected'", 0, "profiles whose connecting isn't in the activity log");
        Expect("SELECT count(*) FROM pragma_foreign_key_check", 0, "rows that point to nothing");
        var whole = Text("PRAGMA integrity_check");
        findings.Expect(whole == "ok", $"{when}: the integrity check says {whole}");
        await DoctorAsync(findings, when);

        void Expect(string sql, long expected, string what)
        {
            var found = Number(sql);
            findings.Expect(found == expected, $"{when}: {found} {what}, expected {expected}");
        }
    }

    /// <summary>Asks the program's own doctor about the database and the chain of activity.</summary>
    public async Task DoctorAsync(Findings findings, string when)
    {
        var (_, said) = await TrialApp.CommandAsync(web, folder, "doctor", "--json");
        using var answer = JsonDocument.Parse(said);
        var looked = 0;
        foreach (var line in answer.RootElement.EnumerateArray())
        {
            var (check, state) = (line.GetProperty("check").GetString(), line.GetProperty("state").GetString());
            looked += check is "Activity" or "Database" ? 1 : 0;
            findings.Expect(state != "Problem" && state != "problem" || check is not ("Activity" or "Database"), $"{when}: doctor says of {check}: {line.GetProperty("sentence").GetString()}");
        }

        findings.Expect(looked == 2, $"{when}: doctor looked at {looked} of database and activity");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        return connection;
    }
}
