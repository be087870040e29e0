using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Visits;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Invitations;

public sealed class InvitationTests
{
    [Fact]
    public async Task Link_Opened_ShowsWhatIsAskedForAndNotesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var link = await InviteAsync(core, talent.Id);

        var opened = await OpenAsync(core, link.Token);

        Assert.Equal((InvitationState.Open, "Mara Lind", TestCore.Admin.Name), (opened.State, opened.TalentName, opened.InvitedBy));
        Assert.True(Assert.Single(opened.Accounts).CanConsent);
        Assert.Null(Assert.Single(await ListAsync(core, talent.Id)).OpenedAt);
    }

    [Fact]
    public async Task Link_VisitedByAPerson_IsOpenedOnceAndKeepsItsFirstTime()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var link = await InviteAsync(core, talent.Id);
        var first = core.Time.GetUtcNow();

        await VisitAsync(core, link.Token);
        core.Time.Advance(TimeSpan.FromDays(1));
        await VisitAsync(core, link.Token);

        Assert.Equal(first, Assert.Single(await ListAsync(core, talent.Id)).OpenedAt);
        Assert.Single(await core.Get<ActivityList>().GetAsync(new ActivityFilter(TalentId: talent.Id), null, 50, CancellationToken.None), entry => entry.Action == ActivityAction.InvitationOpened);
    }

    [Fact]
    public async Task Link_New_IsARandomSecretOf128BitsAndNothingElse()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = (await core.TalentAsync()).Id;

        var tokens = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            tokens.Add((await InviteAsync(core, talent)).Token);
        }

        Assert.All(tokens, token => Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(token).Length));
        Assert.Distinct(tokens);
    }

    [Fact]
    public async Task Link_SentBeforeLinksWereShort_WorksUntilItEnds()
    {
        await using var core = await TestCore.CreateAsync();
        var link = await InviteAsync(core, (await core.TalentAsync()).Id);
        var secret = RandomSecret.New();
        var old = core.Get<TokenVault>().Seal(SealedColumn.Invitation, "link", secret);
        await core.Database.WriteAsync(db => db.Invitations.ExecuteUpdateAsync(x => x.SetProperty(i => i.SecretHash, RandomSecret.Hash(secret))), CancellationToken.None);

        Assert.Equal(InvitationState.Open, (await OpenAsync(core, old)).State);
        Assert.Equal(InvitationState.Tampered, (await OpenAsync(core, old[..^1])).State);
        Assert.Equal(InvitationState.Unknown, (await OpenAsync(core, link.Token)).State);
        core.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(InvitationState.Expired, (await OpenAsync(core, old)).State);
    }

    [Fact]
    public async Task Link_Completed_IsListedAndCanBeRevoked()
    {
        await using var core = await TestCore.CreateAsync();
        var (talent, link) = await CompletedAsync(core);

        var listed = Assert.Single(await ListAsync(core, talent));

        Assert.True(listed.IsComplete);
        Assert.Equal(core.Time.GetUtcNow().AddDays(90), listed.EndsAt);
        Assert.True((await core.Get<RevokeInvitation>().ExecuteAsync(listed.Id, TestCore.Admin, CancellationToken.None)).Succeeded);
        Assert.Equal(InvitationState.Revoked, (await OpenAsync(core, link.Token)).State);
        Assert.Empty(await ListAsync(core, talent));
    }

    [Fact]
    public async Task Link_CompletedAndUsedNowAndThen_StaysTheTalentsPageAndEndsAfterNinetyDaysWithoutAUse()
    {
        await using var core = await TestCore.CreateAsync();
        var (talent, link) = await CompletedAsync(core);
        for (var month = 0; month < 6; month++)
        {
            core.Time.Advance(TimeSpan.FromDays(89));
            Assert.Equal(InvitationState.ManageOnly, (await OpenAsync(core, link.Token)).State);
            await VisitAsync(core, link.Token);
        }

        core.Time.Advance(TimeSpan.FromDays(91));

        Assert.Equal(InvitationState.Ended, (await OpenAsync(core, link.Token)).State);
        await VisitAsync(core, link.Token);
        Assert.Equal(InvitationState.Ended, (await OpenAsync(core, link.Token)).State);
        Assert.Empty(await ListAsync(core, talent));
    }

    [Fact]
    public async Task Link_CompletedAndSentAgain_GivesTheTalentTheirPageBack()
    {
        await using var core = await TestCore.CreateAsync(configuration: ("Invitations:PageDays", "10"));
        var (_, link) = await CompletedAsync(core);
        core.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(InvitationState.Ended, (await OpenAsync(core, link.Token)).State);

        var again = (await core.Get<InviteTalent>().AnewAsync(link.Invitation.Id, TestCore.Admin, CancellationToken.None)).Value;

        Assert.Equal(InvitationState.ManageOnly, (await OpenAsync(core, again.Token)).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../etc/passwd")]
    public async Task Link_MadeUp_IsTampered(string token)
    {
        await using var core = await TestCore.CreateAsync();

        Assert.Equal(InvitationState.Tampered, (await OpenAsync(core, token)).State);
    }

    [Fact]
    public async Task Link_CutOffOrChanged_OpensNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var token = (await InviteAsync(core, (await core.TalentAsync()).Id)).Token;
        var middle = token.Length / 2;
        var changed = token[..middle] + (token[middle] == 'A' ? 'B' : 'A') + token[(middle + 1)..];

        Assert.Equal(InvitationState.Tampered, (await OpenAsync(core, token[..^1])).State);
        Assert.Equal(InvitationState.Unknown, (await OpenAsync(core, changed)).State);
    }

    [Fact]
    public async Task Link_SentAnew_ReplacesTheOldOneAndLivesAnew()
    {
        await using var core = await TestCore.CreateAsync();
        var old = await InviteAsync(core, (await core.TalentAsync()).Id);
        core.Time.Advance(TimeSpan.FromDays(6));

        var renewed = (await core.Get<InviteTalent>().AnewAsync(old.Invitation.Id, TestCore.Admin, CancellationToken.None)).Value;

        Assert.Equal(InvitationState.Unknown, (await OpenAsync(core, old.Token)).State);
        core.Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(InvitationState.Open, (await OpenAsync(core, renewed.Token)).State);
    }

    [Fact]
    public async Task Link_Revoked_IsUseless()
    {
        await using var core = await TestCore.CreateAsync();
        var link = await InviteAsync(core, (await core.TalentAsync()).Id);

        await core.Get<RevokeInvitation>().ExecuteAsync(link.Invitation.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal(InvitationState.Revoked, (await OpenAsync(core, link.Token)).State);
        Assert.False((await core.Get<RevokeInvitation>().ExecuteAsync(link.Invitation.Id, TestCore.Admin, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Link_AfterItsTimeAndNeverUsed_IsExpiredAndStartsNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var link = await InviteAsync(core, talent.Id);
        core.Time.Advance(TimeSpan.FromDays(8));

        Assert.Equal(InvitationState.Expired, (await OpenAsync(core, link.Token)).State);
        var start = new ConsentStart(talent.Id, "FAKE", "https://agency.example/cb", "x") { InvitationId = link.Invitation.Id };
        Assert.False((await core.Get<StartConsent>().ExecuteAsync(start, TestCore.Admin, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Link_OfAnotherTalent_StartsNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var link = await InviteAsync(core, (await core.TalentAsync()).Id);
        var other = await core.TalentAsync("Other Talent");

        var start = new ConsentStart(other.Id, "FAKE", "https://agency.example/cb", "x") { InvitationId = link.Invitation.Id };

        Assert.False((await core.Get<StartConsent>().ExecuteAsync(start, TestCore.Admin, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Link_AfterTheConsent_ManagesAndConnectsNothingMoreAlsoAfterItsTime()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var link = await InviteAsync(core, talent.Id);
        await core.CompleteConsentAsync(await core.StartConsentAsync(talent.Id, link.Invitation.Id), "mara.lind");

        var now = await OpenAsync(core, link.Token);
        core.Time.Advance(TimeSpan.FromDays(30));
        var later = await OpenAsync(core, link.Token);

        Assert.All([now, later], opened =>
        {
            Assert.Equal(InvitationState.ManageOnly, opened.State);
            var account = Assert.Single(opened.Accounts);
            Assert.Equal(("mara.lind", false), (account.Connection!.Handle, account.CanConsent));
        });
    }

    [Fact]
    public async Task Withdraw_ByTheTalent_GivesTheTokensBackAndDeletesThem()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var link = await InviteAsync(core, talent.Id);
        var connection = (await core.CompleteConsentAsync(await core.StartConsentAsync(talent.Id, link.Invitation.Id), "mara.lind")).Connection!;

        var withdrawn = await core.Get<WithdrawConsent>().ExecuteAsync(link.Invitation.Id, connection.Id, null, CancellationToken.None);

        Assert.Equal(Revocation.Done, withdrawn.Value);
        Assert.Equal(core.Consent.Issued[0], Assert.Single(core.Consent.Revoked));
        var after = await core.ReadAsync(connection.Id);
        Assert.Equal((SyncStatus.Error, Core.Platforms.ConsentEndReason.Withdrawn), (after.Status, after.Consent!.EndedBecause!.Value));
        Assert.False((await core.Get<WithdrawConsent>().ExecuteAsync(link.Invitation.Id, connection.Id, null, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Withdraw_ThroughAnotherInvitation_ChangesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        var link = await InviteAsync(core, connection.TalentId);

        Assert.False((await core.Get<WithdrawConsent>().ExecuteAsync(link.Invitation.Id, connection.Id, null, CancellationToken.None)).Succeeded);
        Assert.Null((await core.ReadAsync(connection.Id)).Consent!.EndedBecause);
    }

    [Theory]
    [InlineData(true, Revocation.Done)]
    [InlineData(false, Revocation.NotOffered)]
    public async Task Disconnect_ByConsent_SaysWhatBecameOfTheTokens(bool offersRevocation, Revocation revocation)
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.OffersRevocation = offersRevocation;
        var connection = await core.ConsentAsync();

        var gone = await core.Get<Disconnect>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal(revocation, gone.Value.Revocation);
        Assert.Equal(0, await core.CountAsync<Consent>());
    }

    [Fact]
    public async Task DeleteTalent_WithConsents_GivesThemBack()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        await InviteAsync(core, connection.TalentId);

        await core.Get<DeleteTalent>().ExecuteAsync(connection.TalentId, TestCore.Admin, CancellationToken.None);

        Assert.Single(core.Consent.Revoked);
        Assert.Equal(0, await core.CountAsync<Invitation>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(91)]
    public async Task Invite_LifeOutOfRange_IsRefused(int days)
    {
        await using var core = await TestCore.CreateAsync();

        var refused = await core.InviteAsync(new InviteRequest((await core.TalentAsync()).Id, ["FAKE"], days));

        Assert.Equal("days", Assert.IsType<Core.InvalidError>(refused.Failure).Field);
    }

    [Fact]
    public async Task Invite_AgencyWithoutAName_IsRefusedAndInvitesNobody()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();

        var refused = await core.Get<InviteTalent>().ExecuteAsync(new InviteRequest(talent.Id, ["FAKE"]), TestCore.Admin, CancellationToken.None);

        Assert.StartsWith("Your agency has no name yet", Assert.IsType<Core.ConflictError>(refused.Failure).Sentence, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(core, talent.Id));
    }

    [Fact]
    public async Task Invite_PlatformWhoseAppIsNotSet_SaysWhatIsMissing()
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.IsConfigured = false;

        var refused = await core.InviteAsync(new InviteRequest((await core.TalentAsync()).Id, ["FAKE"]));

        Assert.Equal("The app of Fake is not set.", refused.Failure!.Sentence);
    }

    private static async Task<InvitationLink> InviteAsync(TestCore core, Guid talent) =>
        (await core.InviteAsync(new InviteRequest(talent, ["FAKE"]))).Value;

    private static Task<OpenedInvitation> OpenAsync(TestCore core, string token) => core.Get<OpenInvitation>().ExecuteAsync(token, CancellationToken.None);

    private static Task VisitAsync(TestCore core, string token) => core.Get<NoteVisit>().ExecuteAsync(token, CancellationToken.None);

    private static Task<IReadOnlyList<InvitationView>> ListAsync(TestCore core, Guid talent) => core.Get<InvitationList>().OfTalentAsync(talent, CancellationToken.None);

    private static async Task<(Guid Talent, InvitationLink Link)> CompletedAsync(TestCore core)
    {
        var talent = await core.TalentAsync();
        var link = await InviteAsync(core, talent.Id);
        await core.CompleteConsentAsync(await core.StartConsentAsync(talent.Id, link.Invitation.Id), "mara.lind");
        return (talent.Id, link);
    }
}
