using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Notices;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class ApiKeyDirectoryTests
{
    [Fact]
    public async Task Find_KeyMadeByAnotherProcess_IsFoundWithinHalfAMinute()
    {
        await using var core = await TestCore.CreateAsync();
        var here = new ApiKeyDirectory(core.Database, new PeopleSignal(), core.Time);
        var elsewhere = new ApiKeyDirectory(core.Database, new PeopleSignal(), core.Time);
        await AdminAsync(core);
        Assert.Null(await here.FindAsync("sp_unknown", CancellationToken.None));
        var create = new CreateApiKey(core.Database, elsewhere, new ActivityLog(core.Time), core.Time);
        var key = (await create.ExecuteAsync(new ApiKeyRequest("Reporting"), TestCore.Admin, CancellationToken.None)).Value;

        var early = await here.FindAsync(key.Key, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromSeconds(31));
        var late = await here.FindAsync(key.Key, CancellationToken.None);

        Assert.Null(early);
        Assert.Equal(new ApiKeyOwner(key.Stored.Id, "Reporting", ApiKeyAccess.Read), late);
        Assert.Equal(late, await elsewhere.FindAsync(key.Key, CancellationToken.None));
    }

    [Fact]
    public async Task Key_OfNinetyDays_IsWarnedOfFourteenBeforeAndStops()
    {
        await using var core = await TestCore.CreateAsync();
        await AdminAsync(core);
        var directory = new ApiKeyDirectory(core.Database, new PeopleSignal(), core.Time);
        var create = new CreateApiKey(core.Database, directory, new ActivityLog(core.Time), core.Time);
        var key = (await create.ExecuteAsync(new ApiKeyRequest("Reporting", Days: 90), TestCore.Admin, CancellationToken.None)).Value;
        var ends = core.Get<ApiKeyEnds>();

        core.Time.Advance(TimeSpan.FromDays(75));
        await ends.CheckAsync(CancellationToken.None);
        var early = await core.CountAsync<Notice>();
        core.Time.Advance(TimeSpan.FromDays(1));
        await ends.CheckAsync(CancellationToken.None);
        await ends.CheckAsync(CancellationToken.None);
        var warned = await core.Database.ReadAsync(db => db.Notices.SingleAsync(), CancellationToken.None);
        core.Time.Advance(TimeSpan.FromDays(14));
        await ends.CheckAsync(CancellationToken.None);
        var after = await core.Database.ReadAsync(db => db.Notices.SingleAsync(), CancellationToken.None);

        Assert.Equal(0, early);
        Assert.Equal((NoticeKind.ApiKeyEnding, key.Stored.Id, 14, null), (warned.Kind, warned.SubjectId, warned.Level, warned.ClosedAt));
        Assert.NotNull(after.ClosedAt);
        Assert.Contains("has expired", (await directory.FindAsync(key.Key, CancellationToken.None))!.Refusal, StringComparison.Ordinal);
    }

    internal static Task<bool> AdminAsync(TestCore core) => core.Database.WriteAsync(
        db =>
        {
            db.Users.Add(new Person { Id = Guid.NewGuid(), Email = TestCore.Admin.Name, UserName = TestCore.Admin.Name, Role = Role.Owner });
            return Task.FromResult(true);
        },
        CancellationToken.None);
}
