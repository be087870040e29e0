using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Consents;

public sealed class CompleteConsentTests
{
    [Fact]
    public async Task Consent_NewAccount_ConnectsItAsOAuthAndSyncs()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();

        var connection = await core.ConsentAsync("mara.lind");

        Assert.Equal(SyncStatus.Pending, connection.Status);
        var ready = await core.UntilAsync(connection.Id, SyncStatus.Ready);
        Assert.Equal(ConnectionType.OAuth, ready.Type);
        Assert.Equal(["basic", "insights"], ready.Consent!.Scopes);
        Assert.Equal(core.Time.GetUtcNow().AddDays(180), ready.Consent.EndsAt);
    }

    [Fact]
    public async Task Consent_AccountConnectedByHand_BecomesOAuthInPlaceAndKeepsItsHistory()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var byHand = await core.ConnectAsync("mara.lind");
        await core.UntilAsync(byHand.Id, SyncStatus.Ready);
        core.Time.Advance(TimeSpan.FromSeconds(5));

        var byConsent = await core.ConsentAsync("Mara.Lind", byHand.TalentId);

        Assert.Equal(byHand.Id, byConsent.Id);
        var ready = await core.UntilAsync(byHand.Id, view => view is { Status: SyncStatus.Ready, Type: ConnectionType.OAuth });
        Assert.Equal(byHand.CreatedAt, ready.CreatedAt);
        Assert.Equal(2, await core.CountAsync<ProfileReading>());
        Assert.Equal(2, await core.CountAsync<SocialPost>());
    }

    [Fact]
    public async Task Consent_SameAccountUnderANewHandle_KeepsTheConnectionAndTakesTheHandle()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var before = await core.ConnectAsync("old.name");
        await core.UntilAsync(before.Id, SyncStatus.Ready);
        core.Platform.OnProfile = (account, _) => Task.FromResult<Core.Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle) with { AccountId = "id-old.name" });

        var after = await core.ConsentAsync("new.name", before.TalentId);

        Assert.Equal((before.Id, "new.name"), (after.Id, after.Handle));
    }

    [Fact]
    public async Task Consent_OtherAccountThanTheAgencyEntered_IsHeldWithBothHandles()
    {
        await using var core = await TestCore.CreateAsync();
        var expected = await core.ConnectAsync("mara.lind");
        var invitation = await InviteAsync(core, expected.TalentId);
        var state = await core.StartConsentAsync(expected.TalentId, invitation);

        var done = await core.CompleteConsentAsync(state, "somebody.else");

        Assert.Equal((ConsentOutcome.OtherAccount, "somebody.else", "mara.lind"), (done.Outcome, done.Handle, done.ExpectedHandle));
        Assert.Equal(1, await core.CountAsync<Connection>());
        var held = Assert.Single(await core.Get<HeldConsentList>().OfTalentAsync(expected.TalentId, CancellationToken.None));
        Assert.Equal((HeldBecause.OtherAccount, "somebody.else", "mara.lind"), (held.Because, held.Handle, held.ExpectedHandle));
        Assert.Equal(NoticeKind.DecisionNeeded, Assert.Single(await NoticesAsync(core)).Kind);
    }

    [Fact]
    public async Task AcceptHeld_OtherAccount_ConnectsItBesideTheFirst()
    {
        await using var core = await TestCore.CreateAsync();
        var expected = await core.ConnectAsync("mara.lind");
        var state = await core.StartConsentAsync(expected.TalentId, await InviteAsync(core, expected.TalentId));
        await core.CompleteConsentAsync(state, "mara.second");
        var held = Assert.Single(await core.Get<HeldConsentList>().OfTalentAsync(expected.TalentId, CancellationToken.None));

        var accepted = await core.Get<DecideHeldConsent>().AcceptAsync(held.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal((ConnectionType.OAuth, "mara.second"), (accepted.Value.Type, accepted.Value.Handle));
        Assert.Equal(2, await core.CountAsync<Connection>());
        Assert.Empty(await NoticesAsync(core));
        Assert.False((await core.Get<DecideHeldConsent>().AcceptAsync(held.Id, TestCore.Admin, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Consent_AccountOfAnotherTalent_MovesOnlyWhenAnAdminAccepts()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var owner = await core.ConnectAsync("shared");
        await core.UntilAsync(owner.Id, SyncStatus.Ready);
        var second = await core.TalentAsync("Second Talent");
        var state = await core.StartConsentAsync(second.Id, await InviteAsync(core, second.Id));

        var done = await core.CompleteConsentAsync(state, "shared");

        Assert.Equal(ConsentOutcome.AccountOfAnotherTalent, done.Outcome);
        Assert.Equal(owner.TalentId, (await core.ReadAsync(owner.Id)).TalentId);
        var held = Assert.Single(await core.Get<HeldConsentList>().OfTalentAsync(second.Id, CancellationToken.None));
        Assert.Equal((owner.TalentId, "Mara Lind"), (held.OtherTalentId!.Value, held.OtherTalentName));

        await core.Get<DecideHeldConsent>().AcceptAsync(held.Id, TestCore.Admin, CancellationToken.None);

        var moved = await core.ReadAsync(owner.Id);
        Assert.Equal((second.Id, ConnectionType.OAuth), (moved.TalentId, moved.Type));
        Assert.Equal(2, await core.CountAsync<SocialPost>());
    }

    [Fact]
    public async Task Consent_HandleOfAnotherTalentWithAnotherAccountBehindIt_IsNotTakenSilently()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var owner = await core.ConnectAsync("passed.on");
        await core.UntilAsync(owner.Id, SyncStatus.Ready);
        core.Platform.OnProfile = (account, _) => Task.FromResult<Core.Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle) with { AccountId = "id-new-owner" });

        var done = await core.CompleteConsentAsync(await core.StartConsentAsync((await core.TalentAsync("Second Talent")).Id), "passed.on");

        Assert.Equal(ConsentOutcome.AccountOfAnotherTalent, done.Outcome);
        Assert.Equal((owner.TalentId, ConnectionType.Manual), ((await core.ReadAsync(owner.Id)).TalentId, (await core.ReadAsync(owner.Id)).Type));
    }

    [Fact]
    public async Task RefuseHeld_AnyAccount_GivesTheTokensBackAndForgetsThem()
    {
        await using var core = await TestCore.CreateAsync();
        var expected = await core.ConnectAsync("mara.lind");
        var state = await core.StartConsentAsync(expected.TalentId, await InviteAsync(core, expected.TalentId));
        await core.CompleteConsentAsync(state, "somebody.else");
        var held = Assert.Single(await core.Get<HeldConsentList>().OfTalentAsync(expected.TalentId, CancellationToken.None));

        var refused = await core.Get<DecideHeldConsent>().RefuseAsync(held.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal(Revocation.Done, refused.Value);
        Assert.Equal(core.Consent.Issued[0], Assert.Single(core.Consent.Revoked));
        Assert.Equal(0, await core.CountAsync<HeldConsent>());
    }

    [Fact]
    public async Task RefuseHeld_AccountThatLivesByConsentWithItsOwner_LeavesTheOwnersGrantAlone()
    {
        await using var core = await TestCore.CreateAsync();
        var owner = await core.ConsentAsync("shared");
        var second = await core.TalentAsync("Second Talent");
        var state = await core.StartConsentAsync(second.Id, await InviteAsync(core, second.Id));
        await core.CompleteConsentAsync(state, "shared#again");
        var held = Assert.Single(await core.Get<HeldConsentList>().OfTalentAsync(second.Id, CancellationToken.None));

        var refused = await core.Get<DecideHeldConsent>().RefuseAsync(held.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal(Revocation.NotNeeded, refused.Value);
        Assert.Empty(core.Consent.Revoked);
        Assert.Null((await core.ReadAsync(owner.Id)).Consent!.EndedBecause);
    }

    [Fact]
    public async Task Consent_InvitedToReconnectOneOfTwoAccounts_IsHeldForTheOther()
    {
        await using var core = await TestCore.CreateAsync();
        var first = await core.ConsentAsync("mara.lind");
        var second = await core.ConsentAsync("mara.second", first.TalentId);
        var invitation = await core.InviteAsync(new InviteRequest(first.TalentId, ["FAKE"], ReconnectId: first.Id));

        var wrong = await core.CompleteConsentAsync(await core.StartConsentAsync(first.TalentId, invitation.Value.Invitation.Id), "mara.second#again");
        var right = await core.CompleteConsentAsync(await core.StartConsentAsync(first.TalentId, invitation.Value.Invitation.Id), "mara.lind#again");

        Assert.Equal((ConsentOutcome.OtherAccount, "mara.lind"), (wrong.Outcome, wrong.ExpectedHandle));
        Assert.Equal((ConsentOutcome.Connected, first.Id), (right.Outcome, right.Connection!.Id));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Consent_AdminWhoHoldsASecondAccount_ConnectsItWithoutAQuestion()
    {
        await using var core = await TestCore.CreateAsync();
        var first = await core.ConnectAsync("mara.lind");

        var second = await core.ConsentAsync("mara.second", first.TalentId);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(0, await core.CountAsync<HeldConsent>());
    }

    [Fact]
    public async Task State_AnsweredTwice_IsRefusedTheSecondTime()
    {
        await using var core = await TestCore.CreateAsync();
        var state = await core.StartConsentAsync((await core.TalentAsync()).Id);
        await core.CompleteConsentAsync(state, "mara.lind");

        var replay = await core.CompleteConsentAsync(state, "mara.lind#2");

        Assert.Equal(ConsentOutcome.UsedState, replay.Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made-up")]
    public async Task State_MadeUp_IsUnknown(string? state)
    {
        await using var core = await TestCore.CreateAsync();

        Assert.Equal(ConsentOutcome.UnknownState, (await core.CompleteConsentAsync(state, "mara.lind")).Outcome);
    }

    [Fact]
    public async Task State_FromAnotherBrowser_IsRefusedAndNotSpent()
    {
        await using var core = await TestCore.CreateAsync();
        var state = await core.StartConsentAsync((await core.TalentAsync()).Id);

        var stolen = await core.CompleteConsentAsync(state, "mara.lind", bearer: "another browser");

        Assert.Equal((ConsentOutcome.OtherBrowser, null), (stolen.Outcome, stolen.TalentId));
        Assert.Equal(ConsentOutcome.Connected, (await core.CompleteConsentAsync(state, "mara.lind")).Outcome);
    }

    [Fact]
    public async Task State_AfterAnHour_IsExpired()
    {
        await using var core = await TestCore.CreateAsync();
        var state = await core.StartConsentAsync((await core.TalentAsync()).Id);
        core.Time.Advance(StartConsent.Lifetime + TimeSpan.FromSeconds(1));

        Assert.Equal(ConsentOutcome.ExpiredState, (await core.CompleteConsentAsync(state, "mara.lind")).Outcome);
    }

    [Fact]
    public async Task State_OfARevokedInvitation_ConnectsNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var invitation = await InviteAsync(core, talent.Id);
        var state = await core.StartConsentAsync(talent.Id, invitation);
        await core.Get<RevokeInvitation>().ExecuteAsync(invitation, TestCore.Admin, CancellationToken.None);

        Assert.Equal(ConsentOutcome.InvitationOver, (await core.CompleteConsentAsync(state, "mara.lind")).Outcome);
        Assert.Equal(0, await core.CountAsync<Connection>());
    }

    [Theory]
    [InlineData("access_denied", ConsentOutcome.Declined)]
    [InlineData("server_error", ConsentOutcome.PlatformFailed)]
    public async Task Consent_PlatformSaysNo_TellsWhetherThePersonDid(string error, ConsentOutcome outcome)
    {
        await using var core = await TestCore.CreateAsync();
        var state = await core.StartConsentAsync((await core.TalentAsync()).Id);

        Assert.Equal(outcome, (await core.CompleteConsentAsync(state, null, error)).Outcome);
    }

    [Fact]
    public async Task Consent_RequiredPermissionLeftOut_SaysSoAndConnectsNothing()
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.Granted = ["insights"];
        var state = await core.StartConsentAsync((await core.TalentAsync()).Id);

        Assert.Equal(ConsentOutcome.ScopeMissing, (await core.CompleteConsentAsync(state, "mara.lind")).Outcome);
        Assert.Equal(0, await core.CountAsync<Connection>());
    }

    [Fact]
    public async Task Consent_CodeUsedBefore_IsThePlatformsRefusal()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        await core.CompleteConsentAsync(await core.StartConsentAsync(talent.Id), "mara.lind");

        var replay = await core.CompleteConsentAsync(await core.StartConsentAsync(talent.Id), "mara.lind");

        Assert.Equal(ConsentOutcome.PlatformFailed, replay.Outcome);
    }

    [Fact]
    public async Task Consent_GivenOnceMore_RenewsAnEndedOneAndClosesItsNotice()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConsentAsync("mara.lind");
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        await core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("FAKE", "user-mara.lind", core.Time.GetUtcNow().AddHours(1)), CancellationToken.None);
        Assert.Single(await NoticesAsync(core));

        await core.ConsentAsync("mara.lind", connection.TalentId);

        var ready = await core.UntilAsync(connection.Id, view => view is { Status: SyncStatus.Ready, Consent.EndedBecause: null });
        Assert.Equal(connection.Id, ready.Id);
        Assert.Empty(await NoticesAsync(core));
    }

    private static async Task<Guid> InviteAsync(TestCore core, Guid talent) =>
        (await core.InviteAsync(new InviteRequest(talent, ["FAKE"]))).Value.Invitation.Id;

    private static Task<IReadOnlyList<NoticeView>> NoticesAsync(TestCore core) => core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 50, CancellationToken.None);
}
