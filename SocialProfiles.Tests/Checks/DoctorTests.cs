using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Checks;

/// <summary>What doctor says of a folder that is well, and of one that is not.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task Examine_HealthyFolder_FindsNoProblem()
    {
        await using var core = await TestCore.CreateAsync();
        await core.TalentAsync();

        var findings = await core.Get<Doctor>().ExamineAsync(CancellationToken.None);

        Assert.Distinct(findings.Select(finding => finding.Name));
        Assert.Superset(new HashSet<string>(["Permissions", "Disk space", "Database", "Clock", "Encryption keys", "Backups"]), findings.Select(finding => finding.Name).ToHashSet());
        Assert.Equal(["Backups: There is no backup yet."], findings.Where(finding => finding.Result.State != CheckState.Ok).Select(finding => $"{finding.Name}: {finding.Result.Sentence}"));
    }

    [Fact]
    public async Task Examine_FolderOpenToOthers_SaysHowToCloseIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the folder's own rights count.");
        await using var core = await TestCore.CreateAsync();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(core.Folder, "logs"), (UnixFileMode)0b111_101_101);
        }

        var result = await OfAsync(core, "Permissions");

        Assert.Equal((CheckState.Problem, $"Run: chmod -R go-rwx '{core.Folder}'"), (result.State, result.Remedy));
    }

    [Theory]
    [InlineData(CheckState.Ok, 4096, 4096)]
    [InlineData(CheckState.Warning, 4096, 0)]
    [InlineData(CheckState.Problem, 100, 4096)]
    public async Task Examine_DisksOfDataAndOfBackups_LooksAtBoth(CheckState state, long mebibytesForData, long mebibytesForBackups)
    {
        await using var core = await TestCore.CreateAsync();
        var backups = new BackupFolder(Path.Combine(Path.GetTempPath(), "sp-no-such-folder", "backups"));
        var check = new DiskSpace(core.Get<DataFolder>(), backups, folder => (folder == core.Folder ? mebibytesForData : mebibytesForBackups) * 1024 * 1024);

        var result = await check.RunAsync(CancellationToken.None);

        Assert.Equal(state, result.State);
        Assert.Equal(mebibytesForData != mebibytesForBackups, result.Sentence.Contains("free for backups", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examine_ClockSetBack_IsAProblem()
    {
        var time = new TestClock();
        var folder = Directory.CreateTempSubdirectory("sp-doctor-").FullName;
        await MigratedDatabase.CopyToAsync(folder);
        await using (var core = await TestCore.CreateAsync(folder: folder, time: time))
        {
            core.Time.Advance(TimeSpan.FromDays(2));
            await core.TalentAsync();
        }

        await using (var core = await TestCore.CreateAsync(folder: folder, time: new TestClock()))
        {
            Assert.Equal(CheckState.Problem, (await OfAsync(core, "Clock")).State);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Examine_RowThatRefersToNothing_IsAProblem()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        using (var other = OtherProgram.Opens(core.Folder))
        {
            other.Run("PRAGMA foreign_keys=OFF");
            other.Run("DELETE FROM Talents");
        }

        Assert.Equal(
            (CheckState.Problem, "The database is damaged: rows of Connections refer to rows that are missing."),
            await OfAsync(core, "Database") is var result ? (result.State, result.Sentence) : default);
    }

    [Fact]
    public async Task Examine_KeysLost_IsAProblem()
    {
        var folder = Directory.CreateTempSubdirectory("sp-doctor-").FullName;
        await MigratedDatabase.CopyToAsync(folder);
        await using (var core = await TestCore.CreateAsync(folder: folder))
        {
            await core.Get<BackupPlan>().SetAsync(new BackupSettingsRequest(true, 3, 7, true, "seven quiet words"), TestCore.Admin, CancellationToken.None);
        }

        foreach (var key in Directory.GetFiles(Path.Combine(folder, "keys")))
        {
            File.Delete(key);
        }

        await using (var core = await TestCore.CreateAsync(folder: folder))
        {
            Assert.Equal(CheckState.Problem, (await OfAsync(core, "Encryption keys")).State);
            Assert.False(core.Get<SealingHealth>().IsWell);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<CheckResult> OfAsync(TestCore core, string name) => (await core.Get<Doctor>().ExamineAsync(CancellationToken.None)).Single(finding => finding.Name == name).Result;
}
