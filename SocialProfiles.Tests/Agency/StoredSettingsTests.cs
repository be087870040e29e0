using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Agency;

/// <summary>Numbers of the configuration that admins set in the application.</summary>
public sealed class StoredSettingsTests
{
    private const string Workers = "Ingestion:Workers";

    [Fact]
    public async Task Setting_Changed_CountsAtOnceAndGoesBackToTheConfiguration()
    {
        await using var core = await TestCore.CreateAsync(configuration: (Workers, "4"));
        Assert.Equal(4, core.Get<SyncSlots>().Free().All);

        Assert.Equal(1, (await ChangeAsync(core, Workers, " 32 ")).Value);

        Assert.Equal(32, core.Get<SyncSlots>().Free().All);
        Assert.Equal((32, 4), core.Get<StoredSettings>().All.Where(state => state.Setting.Key == Workers).Select(state => (state.Stored!.Value, state.Configured)).Single());

        await ChangeAsync(core, Workers, "");

        Assert.Equal(4, core.Get<SyncSlots>().Free().All);
        Assert.Equal(0, (await ChangeAsync(core, Workers, "")).Value);
        Assert.Equal(
            [(Workers, "32 syncs."), (Workers, "Back to the value from the configuration.")],
            (await core.Database.ReadAsync(db => db.Activity.Where(entry => entry.Action == ActivityAction.SettingChanged).OrderBy(entry => entry.Key).ToListAsync(), CancellationToken.None))
                .Select(entry => (entry.Subject, entry.Detail!)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("many")]
    [InlineData("9999999999999999999")]
    [InlineData("1.5")]
    public async Task Setting_OutOfItsBounds_IsRefusedWithThem(string typed)
    {
        await using var core = await TestCore.CreateAsync();

        var refused = await core.Get<StoredSettings>().ChangeAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Ingestion:RefreshMinutes"] = "20", [Workers] = typed }, TestCore.Admin, CancellationToken.None);

        Assert.Equal(Workers, Assert.IsType<InvalidError>(refused.Failure).Field);
        Assert.EndsWith("Type a whole number from 1 to 1,000.", refused.Failure!.Sentence, StringComparison.Ordinal);
        Assert.Equal(55, core.Get<IOptionsMonitor<IngestionOptions>>().CurrentValue.RefreshMinutes);
    }

    [Fact]
    public async Task Setting_AfterARestart_StillCounts()
    {
        await using var core = await TestCore.CreateAsync();
        await ChangeAsync(core, "Ingestion:RefreshMinutes", "20");
        await core.Database.WriteAsync(
            db =>
            {
                db.AgencySettings.Add(new AgencySetting { Name = "Option:" + Workers, Value = "5000" });
                return Task.FromResult(true);
            },
            CancellationToken.None);

        await core.Get<StoredSettings>().LoadAsync(CancellationToken.None);

        var options = core.Get<IOptionsMonitor<IngestionOptions>>().CurrentValue;
        Assert.Equal((20, 16), (options.RefreshMinutes, options.Workers));
    }

    private static Task<Result<int, UseCaseError>> ChangeAsync(TestCore core, string key, string value) =>
        core.Get<StoredSettings>().ChangeAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { [key] = value }, TestCore.Admin, CancellationToken.None);
}
