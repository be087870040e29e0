using Microsoft.EntityFrameworkCore;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public async Task Model_AgainstItsMigrations_HasNothingLeftOut()
    {
        await using var core = await TestCore.CreateAsync();

        Assert.False(await core.Database.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()), CancellationToken.None));
    }

    [Fact]
    public async Task Migrate_NewDatabase_KeepsPostsInTheOrderOfTheirKey()
    {
        await using var core = await TestCore.CreateAsync();

        var sql = await core.Database.ReadAsync(
            db => db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE name = 'SocialPosts'").SingleAsync(), CancellationToken.None);

        Assert.EndsWith("WITHOUT ROWID", sql, StringComparison.Ordinal);
    }
}
