using System.Globalization;
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
        await using var core = await TestCore.CreateAsync(time: Now());
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
        await using var core = await TestCore.CreateAsync(time: Now());
        core.Time.Advance(TimeSpan.FromHours(73));
        await core.TalentAsync();
        core.Time.SetBack(TimeSpan.FromHours(73));

        var result = await OfAsync(core, "Clock");

        Assert.Equal(CheckState.Problem, result.State);
        Assert.EndsWith("UTC, 3 days later.", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examine_FileFromLaterThanTheClock_IsAWarningThatSaysWhenItGoesAway()
    {
        await using var core = await TestCore.CreateAsync(time: Now());
        await core.TalentAsync();
        var log = Path.Combine(core.Folder, "logs", "socialprofiles-1.log");
        await File.WriteAllTextAsync(log, "");
        File.SetLastWriteTimeUtc(log, core.Time.GetUtcNow().UtcDateTime.AddDays(200));

        var result = await OfAsync(core, "Clock");

        Assert.Equal(CheckState.Warning, result.State);
        Assert.Contains("but socialprofiles-1.log was written at", result.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("UTC, 7 months later.", result.Sentence, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"goes away on {core.Time.GetUtcNow().AddDays(200):d MMM yyyy HH:mm} UTC"), result.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 1, CheckState.Warning)]
    [InlineData(60, 8, CheckState.Ok)]
    [InlineData(20, 1, CheckState.Ok)]
    public async Task Examine_ClockThatJumpedAheadAndStoredSince_IsAWarningForAWeek(int days, int since, CheckState state)
    {
        await using var core = await TestCore.CreateAsync(time: Now());
        await core.TalentAsync();
        core.Time.Advance(TimeSpan.FromDays(days));
        await core.TalentAsync("Bo");
        core.Time.Advance(TimeSpan.FromDays(since));
        await core.TalentAsync("Cleo");

        var result = await OfAsync(core, "Clock");

        Assert.Equal(state, result.State);
        Assert.Equal(state == CheckState.Warning, result.Sentence.Contains("the activity has nothing between", StringComparison.Ordinal));
        Assert.Equal(state == CheckState.Warning, result.Sentence.EndsWith("a gap of 2 months.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examine_ClockFarAhead_IsAWarningThatNothingWasStoredSince()
    {
        await using var core = await TestCore.CreateAsync(time: Now());
        await core.TalentAsync();
        core.Time.Advance(TimeSpan.FromHours(43_629));

        var result = await OfAsync(core, "Clock");

        Assert.Equal(CheckState.Warning, result.State);
        Assert.EndsWith("UTC, 5 years ago.", result.Sentence, StringComparison.Ordinal);
        Assert.Contains("timedatectl set-ntp true", result.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "The newest is 2 hours old")]
    [InlineData(24 * 9, "The newest is 9 days old")]
    [InlineData(43_629, "The newest is 5 years old")]
    public async Task Examine_BackupThatIsOld_SaysItsAgeAsPeopleWould(int hours, string sentence)
    {
        await using var core = await TestCore.CreateAsync(time: Now());
        Assert.True((await core.Get<MakeBackup>().ExecuteAsync(BackupKind.Manual, TestCore.Admin, CancellationToken.None)).Succeeded);
        core.Time.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(1));

        Assert.StartsWith(sentence, (await OfAsync(core, "Backups")).Sentence, StringComparison.Ordinal);
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

    // As the files of the folder, which the machine's own clock dates.
    private static TestClock Now() => new(TimeProvider.System.GetUtcNow());

    private static async Task<CheckResult> OfAsync(TestCore core, string name) => (await core.Get<Doctor>().ExamineAsync(CancellationToken.None)).Single(finding => finding.Name == name).Result;
}
