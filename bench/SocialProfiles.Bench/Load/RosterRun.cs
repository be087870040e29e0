using System.Diagnostics;
using System.Globalization;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Report;

namespace SocialProfiles.Bench.Load;

/// <summary>Pages of a large roster through the API, one at a time: the first by name, one from the middle, and a search.</summary>
internal sealed class RosterRun(Rig rig, ResultLog log, string app)
{
    private const int Calls = 50;

    public async Task RunAsync(int talents)
    {
        Fill(talents);
        var middle = talents / 50;
        await MeasureAsync("first page by name", talents, "/api/admin/talents?page=1");
        await MeasureAsync("a page from the middle", talents, $"/api/admin/talents?page={middle}");
        if (app == "web")
        {
            await MeasureAsync("search", talents, "/api/admin/talents?search=name%2042&page=1");
            await MeasureAsync("three filters", talents, "/api/admin/talents?platform=instagram&state=ready&tag=bench&page=1");
            await MeasureAsync("three filters and a search", talents, "/api/admin/talents?search=name%2042&platform=instagram&state=ready&tag=bench&page=1");
        }
    }

    /// <param name="stored">How many profiles are stored, where that is what is compared; 0 otherwise.</param>
    public async Task MeasureAsync(string what, int talents, string path, int stored = 0)
    {
        for (var i = 0; i < Calls; i++)
        {
            await rig.Api.GetAsync(path);
        }

        List<double> took = [];
        for (var i = 0; i < Calls; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await rig.Api.GetAsync(path);
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        await log.AddAsync(
            "roster", ("app", app), ("what", what), ("talents", talents), ("stored", stored), ("p50_ms", Percentiles.Of(took, 0.50)), ("p95_ms", Percentiles.Of(took, 0.95)), ("p99_ms", Percentiles.Of(took, 0.99)));
    }

    /// <summary>Adds talents as rows, one connection each, never due: adding them is not what is measured.</summary>
    private void Fill(int talents)
    {
        rig.Database.Clear();
        rig.Database.Write(string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {talents})
            INSERT INTO Talents (Id, Name, SortName, SearchText, TagText, IsSample, CreatedAt, UpdatedAt)
            SELECT printf('%08X-0000-7000-8000-%012X', i, i), printf('Name %d', i * 7919 % {talents}), printf('name %d', i * 7919 % {talents}), printf('name %d|bench|', i * 7919 % {talents}), '|bench|', 0, 0, 0 FROM n;
            INSERT INTO Connections (Id, TalentId, IsSandbox, Platform, Handle, NormalizedHandle, ProfileUrl, Type, Status, CreatedAt, UpdatedAt, Priority, Attempt, FailuresInARow)
            SELECT Id, Id, 0, 'INSTAGRAM', 'r.' || rowid, 'r.' || rowid, 'https://www.instagram.com/r.' || rowid, 0, 2, 0, 0, 1, 0, 0 FROM Talents WHERE TagText = '|bench|';
            """));
    }
}
