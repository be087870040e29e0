using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Credentials;

/// <summary>What doctor says of the platforms whose profiles are connected.</summary>
public sealed class PlatformsInUseTests
{
    [Theory]
    [InlineData(false, CheckState.Problem, "Profiles on YouTube are connected, but credentials are missing.")]
    [InlineData(true, CheckState.Ok, "The sandbox stands in for the platforms, so no credentials are needed. No platform is paused.")]
    public async Task Examine_ProfileWithoutCredentials_IsAProblemOnlyOutsideTheSandbox(bool isSandbox, CheckState state, string sentence)
    {
        await using var core = await CredentialsCore.StartAsync(world: new DataWorld(isSandbox));
        await ConnectAsync(core);

        Assert.Equal((state, sentence), await OfAsync(core));
    }

    [Fact]
    public async Task Examine_PlatformThatAnAdminPaused_SaysThatItWaitsForSomebody()
    {
        await using var core = await CredentialsCore.StartAsync(configuration: ("Platforms:YouTube:ApiKey", "AIza-configured"));
        await ConnectAsync(core);
        Assert.Equal((CheckState.Ok, "1 in use, all set up, none paused."), await OfAsync(core));

        await core.Get<PausePlatform>().PauseAsync("YOUTUBE", TestCore.Admin, CancellationToken.None);

        Assert.Equal((CheckState.Warning, "An admin paused YouTube. Nothing there syncs until somebody resumes it."), await OfAsync(core));
    }

    private static async Task ConnectAsync(CredentialsCore core)
    {
        var talent = (await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), TestCore.Admin, CancellationToken.None)).Value;
        Assert.True((await core.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent.Id, "YOUTUBE", "mara.lind"), TestCore.Admin, CancellationToken.None)).Succeeded);
    }

    private static async Task<(CheckState State, string Sentence)> OfAsync(CredentialsCore core)
    {
        var result = (await core.Get<Doctor>().ExamineAsync(CancellationToken.None)).Single(finding => finding.Name == "Platforms").Result;
        return (result.State, result.Sentence);
    }
}
