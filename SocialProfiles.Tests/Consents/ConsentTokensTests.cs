using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Consents;

public sealed class ConsentTokensTests
{
    private static readonly PlatformFailure _down = new(FailureKind.PlatformDown, "HTTP 503");

    [Fact]
    public async Task Get_TokenThatLives_AsksNobody()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();

        var consent = await TokensAsync(core, connection.Id);

        Assert.Equal(core.Consent.Issued[0], consent.Value.Access.AccessToken);
        Assert.Equal(0, core.Consent.Refreshes);
    }

    [Fact]
    public async Task Get_TwentyCallersForOneExpiredToken_RenewOnceAndAllSucceed()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));
        var gate = new TaskCompletionSource();
        core.Consent.Gate = gate.Task;

        var callers = Enumerable.Range(0, 20).Select(_ => TokensAsync(core, connection.Id)).ToArray();
        gate.SetResult();
        var consents = await Task.WhenAll(callers);

        Assert.Equal(1, core.Consent.Refreshes);
        Assert.All(consents, consent => Assert.Equal(core.Consent.Issued[2], consent.Value.Access.AccessToken));
    }

    /// <summary>The kill itself is in <see cref="RenewalKillTests"/>.</summary>
    [Fact]
    public async Task Renewal_RotatedRefreshToken_IsStoredBeforeTheAccessTokenIsGiven()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        for (var day = 1; day <= 3; day++)
        {
            core.Time.Advance(TimeSpan.FromHours(3));

            // While somebody else writes, nothing can be stored, and so nothing may be given.
            var writing = new TaskCompletionSource();
            var held = new TaskCompletionSource();
            var gate = new TaskCompletionSource();
            core.Consent.Gate = gate.Task;
            var tokens = TokensAsync(core, connection.Id);
            await UntilAsync(() => core.Consent.Refreshes == day);
            var other = core.Database.WriteAsync(
                async _ =>
                {
                    writing.SetResult();
                    await held.Task;
                    return true;
                },
                CancellationToken.None);
            await writing.Task;
            gate.SetResult();
            await UntilAsync(() => core.Consent.Issued.Count == 2 * (day + 1));
            for (var read = 0; read < 20; read++)
            {
                // Reads need no turn: what would be given too early is given meanwhile.
                await core.ReadAsync(connection.Id);
            }

            var isGivenUnstored = tokens.IsCompleted;
            held.SetResult();
            await other;

            Assert.False(isGivenUnstored);
            Assert.True((await tokens).Succeeded);
            var stored = await core.Database.ReadAsync(db => db.Consents.SingleAsync(), CancellationToken.None);
            Assert.Equal(core.Consent.Issued[^1], core.Get<TokenVault>().Open(SealedColumn.RefreshToken, connection.Id, stored.SealedRefreshToken!));
        }
    }

    [Fact]
    public async Task Renewal_AtAnyFractionOfAMillisecond_IsStored()
    {
        await using var core = await TestCore.CreateAsync(time: new TestClock(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero).AddTicks(4567)));
        var connection = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));

        var renewed = await TokensAsync(core, connection.Id);

        Assert.Equal(core.Consent.Issued[2], renewed.Value.Access.AccessToken);
        Assert.Equal(1, core.Consent.Refreshes);
        Assert.Equal(renewed.Value.Access.AccessToken, (await TokensAsync(core, connection.Id)).Value.Access.AccessToken);
    }

    [Fact]
    public async Task Renewal_SeventyDaysOfSyncs_KeepsTheConsentAlive()
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.AccessLifetime = TimeSpan.FromHours(24);
        core.Consent.RefreshLifetime = TimeSpan.FromDays(30);
        var connection = await core.ConsentAsync();

        for (var hour = 0; hour < 70 * 24; hour += 6)
        {
            core.Time.Advance(TimeSpan.FromHours(6));
            await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
            Assert.NotNull(core.Consent.HandleOf((await TokensAsync(core, connection.Id)).Value.Access.AccessToken));
        }

        Assert.Null((await core.ReadAsync(connection.Id)).Consent!.EndedBecause);
        Assert.Equal(0, await core.Get<NoticeList>().CountAsync(NoticeFilter.None, CancellationToken.None));
    }

    [Fact]
    public async Task Renewal_PlatformDownWhileTheTokenLives_GoesUnnoticed()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Consent.RefreshFails = _down;
        core.Time.Advance(TimeSpan.FromMinutes(110));

        var consent = await TokensAsync(core, connection.Id);

        Assert.Equal(1, core.Consent.Refreshes);
        Assert.Equal(core.Consent.Issued[0], consent.Value.Access.AccessToken);
    }

    [Fact]
    public async Task Stop_WhileAPlatformRenews_WaitsAndStoresTheNewTokens()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));
        var gate = new TaskCompletionSource();
        core.Consent.Gate = gate.Task;
        await core.StartAsync();
        await UntilAsync(() => core.Consent.Refreshes > 0);

        var stopping = core.StopAsync();
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;

        Assert.Equal(1, await core.Database.ReadAsync(db => db.Consents.CountAsync(x => x.RenewalStartedAt == null), CancellationToken.None));
        Assert.Equal(core.Consent.Issued[2], (await TokensAsync(core, connection.Id)).Value.Access.AccessToken);
    }

    [Fact]
    public async Task Recover_KilledBetweenThePlatformsAnswerAndOurWrite_IsSeenAndTriedAgain()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));

        // What a kill leaves behind: the lease is taken, the platform has rotated, nothing is written.
        await core.Database.WriteAsync(db => db.Consents.ExecuteUpdateAsync(x => x.SetProperty(c => c.RenewalStartedAt, core.Time.GetUtcNow())), CancellationToken.None);
        core.Consent.Remove();

        Assert.Equal(1, await core.Get<ConsentTokens>().RecoverAsync(CancellationToken.None));
        Assert.True((await core.ReadAsync(connection.Id)).Consent!.IsRenewalCutOff);

        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);

        Assert.Equal(ConsentEndReason.RenewalCutOff, (await core.ReadAsync(connection.Id)).Consent!.EndedBecause);
    }

    [Fact]
    public async Task Recover_KilledBeforeThePlatformAnswered_RenewsAndClearsTheMark()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        await core.Database.WriteAsync(db => db.Consents.ExecuteUpdateAsync(x => x.SetProperty(c => c.RenewalStartedAt, core.Time.GetUtcNow())), CancellationToken.None);
        await core.Get<ConsentTokens>().RecoverAsync(CancellationToken.None);

        Assert.True((await TokensAsync(core, connection.Id)).Succeeded);

        Assert.False((await core.ReadAsync(connection.Id)).Consent!.IsRenewalCutOff);
        Assert.Equal(1, core.Consent.Refreshes);
    }

    [Fact]
    public async Task Sync_TokenRefusedBeforeItsTime_RenewsOnceAndGoesOn()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        var first = true;
        var answer = core.Platform.OnProfile;
        core.Platform.OnProfile = (account, token) =>
        {
            if (first)
            {
                first = false;
                return Task.FromResult<Core.Result<PlatformProfile, PlatformFailure>>(new PlatformFailure(FailureKind.AccessRefused, "HTTP 401") { IsTokenRefused = true });
            }

            return answer(account, token);
        };

        await core.StartAsync();

        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        Assert.Equal(1, core.Consent.Refreshes);
    }

    [Fact]
    public async Task Sync_ConsentTakenBack_AsksForAReconnectWithOneNoticeHoweverOftenItFails()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        core.Consent.Remove();

        for (var round = 0; round < 3; round++)
        {
            core.Time.Advance(TimeSpan.FromSeconds(1));
            await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
            await core.UntilAsync(connection.Id, SyncStatus.Error);
        }

        var ended = await core.ReadAsync(connection.Id);
        Assert.Equal((FailureKind.ConsentExpired, ConsentEndReason.Revoked), (ended.Failure!.Value, ended.Consent!.EndedBecause!.Value));
        var notice = Assert.Single(await core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 10, CancellationToken.None));
        Assert.Equal((NoticeKind.ReconnectNeeded, connection.Id, ConsentEndReason.Revoked), (notice.Kind, notice.SubjectId, notice.Because!.Value));
        Assert.Equal(1, await core.CountAsync<Notice>());
        Assert.Equal(1, await core.Database.ReadAsync(db => db.Consents.CountAsync(x => x.SealedAccessToken == null && x.SealedRefreshToken == null), CancellationToken.None));
    }

    [Fact]
    public async Task Tokens_InTheWholeDataFolder_AreNowhereInTheClear()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        var other = await core.StartConsentAsync(connection.TalentId, connectionId: connection.Id);
        await core.CompleteConsentAsync(other, "held.account");
        await core.StopAsync();

        Assert.Equal(4, core.Consent.Issued.Count);
        foreach (var file in Directory.EnumerateFiles(core.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync(CancellationToken.None);
            Assert.All(core.Consent.Issued, token => Assert.DoesNotContain(token, text, StringComparison.Ordinal));
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<Core.Result<LiveConsent, PlatformFailure>> TokensAsync(TestCore core, Guid connection) =>
        core.Get<ConsentTokens>().GetAsync(connection, null, CancellationToken.None);
}
