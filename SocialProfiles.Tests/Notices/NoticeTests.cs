using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Notices;

public sealed class NoticeTests
{
    [Fact]
    public async Task Warning_OfAConsentThatCannotBeRenewed_ComesAt14And7And3And1DaysAsOneNotice()
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.RefreshLifetime = TimeSpan.FromDays(20);
        core.Consent.AccessLifetime = TimeSpan.FromDays(20);
        await core.ConsentAsync();
        core.Consent.RefreshFails = new PlatformFailure(FailureKind.BadResponse, "HTTP 400, too early");
        List<(int Day, DateTimeOffset RaisedAt)> raised = [];
        for (var day = 1; day <= 19; day++)
        {
            core.Time.Advance(TimeSpan.FromDays(1));
            await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
            var open = await core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 10, CancellationToken.None);
            if (open.Count > 0 && (raised.Count == 0 || raised[^1].RaisedAt != open[0].RaisedAt))
            {
                raised.Add((20 - day, Assert.Single(open).RaisedAt));
            }
        }

        Assert.Equal([14, 7, 3, 1], raised.ConvertAll(one => one.Day));
    }

    [Fact]
    public async Task Warning_OfAConsentThatWasRenewed_Closes()
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.RefreshLifetime = TimeSpan.FromDays(10);
        var connection = await core.ConsentAsync();
        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        Assert.Equal(NoticeKind.ConsentEnding, Assert.Single(await core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 10, CancellationToken.None)).Kind);
        core.Consent.RefreshLifetime = TimeSpan.FromDays(180);
        core.Time.Advance(TimeSpan.FromHours(3));

        await core.Get<ConsentTokens>().GetAsync(connection.Id, null, CancellationToken.None);

        Assert.Equal(0, await core.Get<NoticeList>().CountAsync(NoticeFilter.None, CancellationToken.None));
    }

    [Fact]
    public async Task ConsentWhoseTimeIsOver_PlatformSaysSo_AsksForAReconnectAndNotBefore()
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.RefreshLifetime = TimeSpan.FromDays(2);
        var connection = await core.ConsentAsync();
        core.Consent.RefreshFails = new PlatformFailure(FailureKind.PlatformDown, "HTTP 503");
        core.Time.Advance(TimeSpan.FromDays(3));
        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        Assert.Null((await core.ReadAsync(connection.Id)).Consent!.EndedBecause);

        core.Consent.RefreshFails = new PlatformFailure(FailureKind.ConsentExpired, "HTTP 400, code invalid_grant") { End = ConsentEndReason.Expired };
        core.Time.Advance(TimeSpan.FromHours(2));
        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);

        var notice = Assert.Single(await core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 10, CancellationToken.None));
        Assert.Equal((NoticeKind.ReconnectNeeded, ConsentEndReason.Expired), (notice.Kind, notice.Because!.Value));
        Assert.Equal(SyncStatus.Error, (await core.ReadAsync(connection.Id)).Status);
    }

    [Fact]
    public async Task Notices_OfADeletedConnection_Close()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync("mara.lind");
        await core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("FAKE", "user-mara.lind", core.Time.GetUtcNow().AddHours(1)), CancellationToken.None);

        await core.Get<Disconnect>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal(0, await core.Get<NoticeList>().CountAsync(NoticeFilter.None, CancellationToken.None));
    }

    [Fact]
    public async Task Feed_NoticeRaised_TellsWhoeverListens()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConsentAsync("mara.lind");
        var heard = 0;
        using var listening = core.Get<NoticeFeed>().Subscribe(() => heard++);

        await core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("FAKE", "user-mara.lind", core.Time.GetUtcNow().AddHours(1)), CancellationToken.None);

        Assert.Equal(1, heard);
    }
}
