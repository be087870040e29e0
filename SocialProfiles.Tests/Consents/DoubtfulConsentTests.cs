using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Consents;

/// <summary>Whose account it is: by the platform's own id, not by a handle that can change hands.</summary>
public sealed class DoubtfulConsentTests
{
    [Fact]
    public async Task Consent_SameHandleWithAnotherAccountId_IsHeldAndKeepsWhatIsThere()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        GoesToSomebodyElse(core);

        var completed = await core.CompleteConsentAsync(await core.StartConsentAsync(connection.TalentId), "mara.lind#1");

        Assert.Equal(ConsentOutcome.AccountUnclear, completed.Outcome);
        var held = await core.Database.ReadAsync(db => db.HeldConsents.SingleAsync(), CancellationToken.None);
        Assert.Equal((HeldBecause.SameHandleOtherAccount, "another-id"), (held.Because, held.AccountId));
        Assert.Equal(ConnectionType.Manual, (await core.ReadAsync(connection.Id)).Type);
        Assert.Equal(2, await core.CountAsync<Core.Profiles.SocialPost>());
    }

    [Fact]
    public async Task Consent_SameHandleWithAnotherAccountIdBeforeTheFirstSync_IsKnownByTheIdOfTheFirstConsent()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        GoesToSomebodyElse(core);

        var completed = await core.CompleteConsentAsync(await core.StartConsentAsync(connection.TalentId), "mara.lind#2");

        Assert.Equal(ConsentOutcome.AccountUnclear, completed.Outcome);
    }

    [Fact]
    public async Task AcceptHeld_SameHandleOtherAccount_KeepsNothingOfTheFormerOne()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        GoesToSomebodyElse(core);
        core.Platform.Posts = _ => [FakePlatform.Post("new-1", 3)];
        await core.CompleteConsentAsync(await core.StartConsentAsync(connection.TalentId), "mara.lind#1");
        var held = await core.Database.ReadAsync(db => db.HeldConsents.SingleAsync(), CancellationToken.None);

        var accepted = await core.Get<DecideHeldConsent>().AcceptAsync(held.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal(connection.Id, accepted.Value.Id);
        await core.UntilAsync(connection.Id, one => one.Status == SyncStatus.Ready && one.Type == ConnectionType.OAuth);
        Assert.Equal(["new-1"], await core.Database.ReadAsync(db => db.Posts.Select(post => post.PlatformPostId).ToListAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Consent_WithoutTheHandle_IsKnownByThePlatformsOwnId()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        SharesNoHandle(core);

        var completed = await core.CompleteConsentAsync(await core.StartConsentAsync(connection.TalentId), "mara.lind#2");

        Assert.Equal((ConsentOutcome.Connected, connection.Id), (completed.Outcome, completed.Connection!.Id));
        Assert.Equal("mara.lind", (await core.ReadAsync(connection.Id)).Handle);
    }

    [Fact]
    public async Task Consent_WithoutTheHandleForTheOnlyExpectedAccount_WaitsForAnAdminWhoCanTakeIt()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        SharesNoHandle(core);

        var completed = await core.CompleteConsentAsync(await core.StartConsentAsync(connection.TalentId), "mara.lind#1");

        Assert.Equal(ConsentOutcome.AccountUnclear, completed.Outcome);
        var held = await core.Database.ReadAsync(db => db.HeldConsents.SingleAsync(), CancellationToken.None);
        Assert.Equal(HeldBecause.HandleNotShared, held.Because);
        var accepted = await core.Get<DecideHeldConsent>().AcceptAsync(held.Id, TestCore.Admin, CancellationToken.None);
        Assert.Equal((connection.Id, ConnectionType.OAuth), (accepted.Value.Id, accepted.Value.Type));
    }

    [Fact]
    public async Task State_AnsweredByTwentyAtOnce_IsSpentOnce()
    {
        await using var core = await TestCore.CreateAsync();
        var state = await core.StartConsentAsync((await core.TalentAsync()).Id);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => core.CompleteConsentAsync(state, "mara.lind#1")));

        Assert.Single(outcomes, outcome => outcome.Outcome == ConsentOutcome.Connected);
        Assert.Equal(19, outcomes.Count(outcome => outcome.Outcome == ConsentOutcome.UsedState));
        Assert.Equal(2, core.Consent.Issued.Count);
    }

    private static void GoesToSomebodyElse(TestCore core) =>
        core.Platform.OnProfile = (account, _) => Answer(FakePlatform.Profile(account.Handle) with { AccountId = "another-id" });

    private static void SharesNoHandle(TestCore core) =>
        core.Platform.OnProfile = (account, _) => Answer(FakePlatform.Profile(account.Handle) with { Handle = null });

    private static Task<Result<PlatformProfile, PlatformFailure>> Answer(PlatformProfile profile) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(profile);
}
