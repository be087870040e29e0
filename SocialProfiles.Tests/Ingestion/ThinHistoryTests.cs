using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

public sealed class ThinHistoryTests
{
    [Fact]
    public async Task Thin_SnapshotsOfMonths_KeepsTheLastOfEachOldDayAndAllOfTheLastWeek()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var now = core.Time.GetUtcNow();
        var old = now.UtcDateTime.Date.AddDays(-30);
        DateTimeOffset[] times = [new(old.AddHours(1), TimeSpan.Zero), new(old.AddHours(22), TimeSpan.Zero), now.AddHours(-3), now.AddHours(-2)];
        await core.Database.WriteAsync(
            async db =>
            {
                var key = await db.Connections.Where(x => x.Id == connection.Id).Select(x => x.Key).SingleAsync();
                db.Snapshots.AddRange(times.Select(at => new ProfileSnapshot { ConnectionKey = key, TakenAt = at, Followers = 1 }));
                db.SyncAttempts.AddRange(times.Select(at => new SyncAttempt { ConnectionKey = key, StartedAt = at, EndedAt = at }));
                return 0;
            },
            CancellationToken.None);

        var deleted = await core.Get<ThinHistory>().ExecuteAsync(CancellationToken.None);

        var left = await core.Database.ReadAsync(db => db.Snapshots.Select(x => x.TakenAt).Order().ToListAsync(), CancellationToken.None);
        Assert.Equal(times.Skip(1), left);
        Assert.Equal(2, await core.CountAsync<SyncAttempt>());
        Assert.Equal(3, deleted);
    }

    [Fact]
    public async Task Thin_NoticesClosedLongAgo_GoAndOpenOnesStay()
    {
        await using var core = await TestCore.CreateAsync();
        var renewed = await core.ConsentAsync("renewed");
        await core.ConsentAsync("ended", renewed.TalentId);
        await core.Get<EndConsent>().ExecuteAsync("FAKE", "user-renewed", ConsentEnd.Revoked, CancellationToken.None);
        await core.Get<EndConsent>().ExecuteAsync("FAKE", "user-ended", ConsentEnd.Revoked, CancellationToken.None);
        await core.ConsentAsync("renewed", renewed.TalentId);
        core.Time.Advance(TimeSpan.FromDays(31));

        await core.Get<ThinHistory>().ExecuteAsync(CancellationToken.None);

        Assert.Equal("ended", (await core.Database.ReadAsync(db => db.Notices.SingleAsync(), CancellationToken.None)).Handle);
    }
}
