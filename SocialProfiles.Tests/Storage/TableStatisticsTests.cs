using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

public sealed class TableStatisticsTests
{
    [Fact]
    public async Task Refresh_AfterATableGrewFromNothing_LetsAPageOfTheRosterUseItsIndex()
    {
        await using var core = await TestCore.CreateAsync();
        await FillAsync(core, 3000);

        // Open before, as a page's connection is.
        Assert.Contains("IsSandbox=?", await PlanAsync(core), StringComparison.Ordinal);
        core.Get<ITableStatistics>().Refresh();

        Assert.Contains("IX_Connections_TalentId", await PlanAsync(core), StringComparison.Ordinal);
    }

    private static Task<int> FillAsync(TestCore core, int count) => core.Database.WriteAsync(
        db => db.Database.ExecuteSqlAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
            INSERT INTO Talents (Id, Name, SortName, SearchText, TagText, IsSample, CreatedAt, UpdatedAt)
            SELECT printf('%08X-0000-7000-8000-%012X', i, i), 'Name ' || i, 'name ' || i, 'name ' || i, '', 0, 0, 0 FROM n;
            INSERT INTO Connections (Id, TalentId, IsSandbox, Platform, Handle, NormalizedHandle, ProfileUrl, Type, Status, CreatedAt, UpdatedAt, Priority, Attempt, FailuresInARow)
            SELECT Id, Id, 0, 'FAKE', Name, SortName, 'https://fake.example/', 0, 2, 0, 0, 1, 0, 0 FROM Talents;
            """),
        CancellationToken.None);

    private static Task<string> PlanAsync(TestCore core) => core.Database.ReadAsync(
        async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = """
                EXPLAIN QUERY PLAN SELECT * FROM Connections AS c
                WHERE c.IsSandbox = 0 AND c.TalentId IN ('00000001-0000-7000-8000-000000000001', '00000002-0000-7000-8000-000000000002', '00000003-0000-7000-8000-000000000003')
                """;
            await using var row = await command.ExecuteReaderAsync();
            Assert.True(await row.ReadAsync());
            return row.GetString(3);
        },
        CancellationToken.None);
}
