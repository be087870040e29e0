using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Alerts;

/// <summary>Rules beside a platform that changes its answers: profiles that are read one after the other within the hour, and a look every ten minutes.</summary>
public sealed class BreakOfAPlatformTests
{
    private const int Profiles = 6;

    private static readonly TimeSpan _tenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Rule_PlatformSendsZeroForAll_TellsOfTheBreakAndOfNoFall()
    {
        await using var core = await TestCore.CreateAsync();
        Func<string, long> followers = _ => 1000;
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, followers(account.Handle)));
        var talent = (await core.TalentAsync()).Id;
        var driver = new SyncDriver(core);
        for (var i = 0; i < Profiles; i++)
        {
            await core.ConnectAsync($"profile{i}", talent);
            await driver.LetPassAsync(_tenMinutes, _tenMinutes);
        }

        await driver.LetPassAsync(TimeSpan.FromHours(26), _tenMinutes);
        foreach (var kind in new[] { AlertKind.FollowersFall, AlertKind.FollowersRise })
        {
            Assert.True((await core.Get<SaveAlertRule>().AddAsync(new AlertRuleRequest(kind, 5, 1, "", "", []), TestCore.Admin, CancellationToken.None)).Succeeded);
        }

        followers = _ => 0;
        await PassAsync(TimeSpan.FromHours(3));
        Assert.Equal([NoticeKind.MetricBroken], await OpenAsync());

        followers = _ => 1000;
        await PassAsync(TimeSpan.FromHours(3));
        Assert.Empty(await OpenAsync());
        Assert.NotNull(Assert.Single(await core.Database.ReadAsync(db => db.MetricBreaks.ToListAsync(), CancellationToken.None)).Until);
        Assert.Equal(0, await core.CountAsync<AlertMatch>());

        // The same once more on the same day.
        followers = _ => 0;
        await PassAsync(TimeSpan.FromHours(3));
        Assert.Equal([NoticeKind.MetricBroken], await OpenAsync());
        followers = _ => 1000;
        await PassAsync(TimeSpan.FromHours(3));
        Assert.Empty(await OpenAsync());
        Assert.Equal((2, 0), (await core.CountAsync<MetricBreak>(), await core.CountAsync<AlertMatch>()));

        // What is a talent's own is told all the same.
        followers = handle => handle == "profile0" ? 900 : 1000;
        await PassAsync(TimeSpan.FromHours(3));
        Assert.Equal([NoticeKind.Alert], await OpenAsync());

        async Task PassAsync(TimeSpan time)
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += _tenMinutes)
            {
                await driver.LetPassAsync(_tenMinutes, _tenMinutes);
                await core.Get<EvaluateAlerts>().ExecuteAsync(CancellationToken.None);
            }
        }

        Task<List<NoticeKind>> OpenAsync() => core.Database.ReadAsync(db => db.Notices.Where(x => x.ClosedAt == null).Select(x => x.Kind).ToListAsync(), CancellationToken.None);
    }
}
