using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

public sealed class MigrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sp-migrations-").FullName;

    public void Dispose()
    {
        DatabasePool.Clear(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Model_AgainstItsMigrations_HasNothingLeftOut()
    {
        await using var core = await TestCore.CreateAsync();

        Assert.False(await core.Database.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()), CancellationToken.None));
    }

    [Fact]
    public async Task Migrate_NewDatabase_KeepsPostsInTheOrderOfTheirKey()
    {
        await using var core = await TestCore.CreateAsync();

        var sql = await core.Database.ReadAsync(
            db => db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE name = 'SocialPosts'").SingleAsync(), CancellationToken.None);

        Assert.EndsWith("WITHOUT ROWID", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_NamesOfBeforeTheyWereFolded_AreFoundAndOrderedLikeNewOnes()
    {
        await using (var core = await TestCore.CreateAsync(folder: _folder))
        {
            await core.TalentAsync("Zoe");
            await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Åsa Öberg", ["théâtre"]), TestCore.Admin, CancellationToken.None);
            await core.Database.ReadAsync(
                async db =>
                {
                    await db.GetService<IMigrator>().MigrateAsync("CalendarRuns");
                    return 0;
                },
                CancellationToken.None);
        }

        DatabasePool.Clear(_folder);
        using (var older = OtherProgram.Opens(_folder))
        {
            older.Run("UPDATE Talents SET SortName = 'åsa öberg' WHERE SortName LIKE '%berg'");
        }

        await using var upgraded = await TestCore.CreateAsync(folder: _folder);
        var roster = upgraded.Get<TalentRoster>();

        Assert.Equal(["Åsa Öberg"], (await roster.GetAsync(new RosterRequest("theatre asa"), CancellationToken.None)).Rows.Select(row => row.Name));
        Assert.Equal(["Åsa Öberg", "Zoe"], (await roster.GetAsync(new RosterRequest(), CancellationToken.None)).Rows.Select(row => row.Name));
        var stored = await upgraded.Database.ReadAsync(db => db.Talents.OrderBy(x => x.SortName).Select(x => x.SearchText).ToListAsync(), CancellationToken.None);
        Assert.Equal(["asa oberg|theatre|", "zoe"], stored);
    }

    [Fact]
    public async Task Migrate_SnapshotsOfBefore_AreReadingsOfAMomentAndSaySoWhatIsUnknown()
    {
        var at = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
        await using (var core = await TestCore.CreateAsync(folder: _folder))
        {
            await core.StartAsync();
            await core.UntilAsync((await core.ConnectAsync()).Id, SyncStatus.Ready);
            await core.Database.ReadAsync(
                async db =>
                {
                    await db.GetService<IMigrator>().MigrateAsync("FoldedNames");
                    return 0;
                },
                CancellationToken.None);
        }

        DatabasePool.Clear(_folder);
        using (var older = OtherProgram.Opens(_folder))
        {
            older.Run($"INSERT INTO ProfileSnapshots (ConnectionKey, TakenAt, Followers, Posts, Views) SELECT Key, {at.ToUnixTimeMilliseconds()}, 900, 2, NULL FROM Connections");
        }

        await using var upgraded = await TestCore.CreateAsync(folder: _folder);

        var reading = await upgraded.Database.ReadAsync(db => db.ProfileReadings.SingleAsync(), CancellationToken.None);
        Assert.Equal((at, at, Metric.Of(900), Metric.Unknown(MetricGap.NotRead), 0), (reading.FirstReadAt, reading.LastReadAt, reading.FollowersMetric, reading.ViewsMetric, reading.Source));
        var post = await upgraded.Database.ReadAsync(db => db.Posts.FirstAsync(), CancellationToken.None);
        Assert.Equal(await upgraded.Database.ReadAsync(db => db.Connections.Select(x => x.LastSyncedAt).SingleAsync(), CancellationToken.None), post.NumbersAt);
    }
}
