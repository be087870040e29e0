using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Consents;

/// <summary>A grant that nobody lives by is given back at the platform; one that somebody lives by is not.</summary>
public sealed class GivenBackTests
{
    [Fact]
    public async Task Disconnect_WhileThePlatformRotates_GivesTheNewGrantBack()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));
        var gate = new TaskCompletionSource();
        core.Consent.Gate = gate.Task;
        var renewing = core.Get<ConsentTokens>().GetAsync(connection.Id, null, CancellationToken.None);
        while (core.Consent.Refreshes == 0)
        {
            await Task.Yield();
        }

        await core.Get<Disconnect>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        gate.SetResult();

        Assert.NotNull((await renewing).Failure);
        Assert.Equal([core.Consent.Issued[0], core.Consent.Issued[2]], core.Consent.Revoked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Consent_GivenAgainWhileThePlatformRotates_IsNotTakenBackWithTheOlderOne(bool namesThePerson)
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.NamesThePerson = namesThePerson;
        var connection = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));
        var gate = new TaskCompletionSource();
        core.Consent.Gate = gate.Task;
        var renewing = core.Get<ConsentTokens>().GetAsync(connection.Id, null, CancellationToken.None);
        while (core.Consent.Refreshes == 0)
        {
            await Task.Yield();
        }

        await core.CompleteConsentAsync(await core.StartConsentAsync(connection.TalentId), $"{connection.Handle}#again");
        gate.SetResult();

        Assert.Equal(core.Consent.Issued[2], (await renewing).Value.Access.AccessToken);
        Assert.Empty(core.Consent.Revoked);
    }

    [Fact]
    public async Task Consent_RequiredPermissionLeftOut_IsGivenBack()
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.Granted = ["insights"];

        var completed = await CompleteAsync(core, await core.TalentAsync());

        Assert.Equal(ConsentOutcome.ScopeMissing, completed.Outcome);
        Assert.Equal([core.Consent.Issued[0]], core.Consent.Revoked);
    }

    [Theory]
    [InlineData(FailureKind.NotFound, ConsentOutcome.NoAccount)]
    [InlineData(FailureKind.PlatformDown, ConsentOutcome.PlatformFailed)]
    [InlineData(FailureKind.AccessRefused, ConsentOutcome.PlatformFailed)]
    public async Task Consent_WhoseAccountCannotBeRead_IsGivenBack(FailureKind kind, ConsentOutcome outcome)
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(kind);

        var completed = await CompleteAsync(core, await core.TalentAsync());

        Assert.Equal(outcome, completed.Outcome);
        Assert.Equal([core.Consent.Issued[0]], core.Consent.Revoked);
    }

    [Fact]
    public async Task Consent_ThatCannotBeStored_IsGivenBackAndSaysSo()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        await core.Database.WriteAsync(
            db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER refuse BEFORE INSERT ON Consents BEGIN SELECT RAISE(ABORT, 'full'); END"), CancellationToken.None);

        var completed = await CompleteAsync(core, talent);

        Assert.Equal(ConsentOutcome.NotStored, completed.Outcome);
        Assert.Equal([core.Consent.Issued[0]], core.Consent.Revoked);
        Assert.Equal(0, await core.CountAsync<Connection>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Consent_ThatFailsForAPersonWhoAlreadyGaveAccess_LeavesTheGrantThatWorksAlone(bool namesThePerson)
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.NamesThePerson = namesThePerson;
        var connection = await core.ConsentAsync();
        core.Consent.Granted = ["insights"];

        var state = await core.StartConsentAsync(connection.TalentId, connectionId: connection.Id);
        var completed = await core.CompleteConsentAsync(state, $"{connection.Handle}#again");

        Assert.Equal(ConsentOutcome.ScopeMissing, completed.Outcome);
        Assert.Empty(core.Consent.Revoked);
        Assert.True((await core.Get<ConsentTokens>().GetAsync(connection.Id, null, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task HeldConsent_NobodyDecidesFor30Days_IsGivenBackAndClosed()
    {
        await using var core = await TestCore.CreateAsync();
        await HoldAsync(core);
        core.Time.Advance(HeldConsent.TimeToDecide);
        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        Assert.Equal(1, await core.CountAsync<HeldConsent>());

        core.Time.Advance(TimeSpan.FromMinutes(1));
        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);

        Assert.Equal(0, await core.CountAsync<HeldConsent>());
        Assert.Equal(0, await core.Get<NoticeList>().CountAsync(NoticeFilter.None, CancellationToken.None));
        Assert.Equal([core.Consent.Issued[0]], core.Consent.Revoked);
        Assert.Equal(1, await core.Database.ReadAsync(
            db => db.Activity.CountAsync(x => x.Action == Core.Activity.ActivityAction.ConsentRefused && x.Detail == "Nobody decided within 30 days."), CancellationToken.None));
    }

    [Fact]
    public async Task DeleteTalent_WithAHeldConsent_GivesItBack()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await HoldAsync(core);

        await core.Get<DeleteTalent>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal([core.Consent.Issued[0]], core.Consent.Revoked);
    }

    [Fact]
    public async Task AcceptHeld_ThatDoesNotOpen_SaysSoAndKeepsIt()
    {
        await using var core = await TestCore.CreateAsync();
        await HoldAsync(core);
        await core.Database.WriteAsync(db => db.HeldConsents.ExecuteUpdateAsync(x => x.SetProperty(held => held.SealedTokens, "damaged")), CancellationToken.None);
        var held = await core.Database.ReadAsync(db => db.HeldConsents.SingleAsync(), CancellationToken.None);

        var accepted = await core.Get<DecideHeldConsent>().AcceptAsync(held.Id, TestCore.Admin, CancellationToken.None);

        Assert.IsType<ConflictError>(accepted.Failure);
        Assert.Equal(1, await core.CountAsync<HeldConsent>());
    }

    private static async Task<CompletedConsent> CompleteAsync(TestCore core, Talent talent) =>
        await core.CompleteConsentAsync(await core.StartConsentAsync(talent.Id), "mara.lind#1");

    /// <summary>A talent who gave access to another account than the one that was entered.</summary>
    private static async Task<Talent> HoldAsync(TestCore core)
    {
        var talent = await core.TalentAsync();
        var entered = await core.ConnectAsync("mara.lind", talent.Id);
        var state = await core.StartConsentAsync(talent.Id, connectionId: entered.Id);
        Assert.Equal(ConsentOutcome.OtherAccount, (await core.CompleteConsentAsync(state, "somebody.else#1")).Outcome);
        return talent;
    }
}
