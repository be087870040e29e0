using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

/// <summary>SIGKILL at random points of the first start and of an upgrade, in the real process.</summary>
public sealed class MigrationKillTests : IDisposable
{
    private const int Rounds = 25;

    private readonly string _folder = Directory.CreateTempSubdirectory("sp-kills-").FullName;
    private readonly Random _random = new(20261127);

    public void Dispose()
    {
        DatabasePool.Clear(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task FirstStart_KilledAtAnyMoment_StartsAgain()
    {
        var cutShort = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"first-{round}")).FullName;

            await KillAsync(folder, "socialprofiles.db");

            cutShort += await IsCutShortAsync(folder) ? 1 : 0;
            await StartsAsync(folder, talents: 0, inItsOwnProcess: round == Rounds - 1);
        }

        Assert.True(cutShort > 0, "Every kill came after the migrations and proves nothing.");
    }

    [Fact]
    public async Task Upgrade_KilledAtAnyMoment_StartsAgainWithAllItHad()
    {
        var before = await DatabaseOfTheFirstReleaseAsync();
        var cutShort = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"upgrade-{round}")).FullName;
            File.Copy(before, Path.Combine(folder, "socialprofiles.db"));

            await KillAsync(folder, "socialprofiles.db-wal");

            cutShort += await IsCutShortAsync(folder) ? 1 : 0;
            await StartsAsync(folder, talents: 1, inItsOwnProcess: round == Rounds - 1);
        }

        Assert.True(cutShort > 0, "Every kill came after the migrations and proves nothing.");
    }

    private async Task<string> DatabaseOfTheFirstReleaseAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "released")).FullName;
        await using (var core = await TestCore.CreateAsync(folder: folder))
        {
            await core.TalentAsync();
            await core.Database.ReadAsync(
                async db =>
                {
                    await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
                    return 0;
                },
                CancellationToken.None);
        }

        DatabasePool.Clear(folder);
        return Path.Combine(folder, "socialprofiles.db");
    }

    private Task KillAsync(string folder, string file) =>
        AppProcess.KillWhileItStartsAsync(folder, () => File.Exists(Path.Combine(folder, file)), TimeSpan.FromMilliseconds(_random.Next(0, 900)));

    private static async Task<bool> IsCutShortAsync(string folder)
    {
        // Opened by nobody now; a copy, so that looking at it does not change what the next start finds.
        var copy = Directory.CreateDirectory(folder + "-seen").FullName;
        foreach (var file in Directory.GetFiles(folder, "socialprofiles.db*"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        using var seen = OtherProgram.Opens(copy);
        await Task.Yield();
        return seen.Number("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'") == 0
            || seen.Number("""SELECT count(*) FROM "__EFMigrationsHistory" """) < Migrations;
    }

    private static int Migrations { get; } = typeof(Core.Storage.SocialProfilesDbContext).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(Migration)));

    private static async Task StartsAsync(string folder, int talents, bool inItsOwnProcess)
    {
        if (inItsOwnProcess)
        {
            using var app = await AppProcess.StartAsync(folder);
            await app.KillAsync();
        }

        await using var core = await TestCore.CreateAsync(folder: folder);
        Assert.Empty(await core.Database.ReadAsync(db => db.Database.GetPendingMigrationsAsync(), CancellationToken.None));
        Assert.False(await core.Database.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()), CancellationToken.None));
        Assert.Equal(talents, await core.CountAsync<Talent>());
        Assert.Null(core.Get<Core.Storage.StorageHealth>().Fault);
        await core.TalentAsync("Added after the kill");
    }
}
