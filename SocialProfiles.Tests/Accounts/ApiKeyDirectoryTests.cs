using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class ApiKeyDirectoryTests
{
    [Fact]
    public async Task Find_KeyMadeByAnotherProcess_IsFoundWithinHalfAMinute()
    {
        await using var core = await TestCore.CreateAsync();
        var here = new ApiKeyDirectory(core.Database, core.Time);
        var elsewhere = new ApiKeyDirectory(core.Database, core.Time);
        Assert.Null(await here.FindAsync("sp_unknown", CancellationToken.None));
        var create = new CreateApiKey(core.Database, elsewhere, new ActivityLog(core.Time), core.Time);
        var key = (await create.ExecuteAsync("Reporting", isReadOnly: true, TestCore.Admin, CancellationToken.None)).Value;

        var early = await here.FindAsync(key.Key, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromSeconds(31));
        var late = await here.FindAsync(key.Key, CancellationToken.None);

        Assert.Null(early);
        Assert.Equal(new ApiKeyOwner(key.Stored.Id, "Reporting", IsReadOnly: true), late);
        Assert.Equal(late, await elsewhere.FindAsync(key.Key, CancellationToken.None));
    }
}
