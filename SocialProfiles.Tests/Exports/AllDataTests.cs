using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Exports;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Exports;

public sealed class AllDataTests
{
    [Fact]
    public async Task Tables_OfASyncedProfile_HoldItOnceWithACellForEachColumn()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        await core.StopAsync();

        Dictionary<string, List<IReadOnlyList<object?>>> rows = new(StringComparer.Ordinal);
        foreach (var table in core.Get<AllData>().Tables(CancellationToken.None))
        {
            rows[table.Name] = await table.Rows.ToListAsync();
            Assert.All(rows[table.Name], row => Assert.Equal(table.Columns.Count, row.Count));
        }

        Assert.Equal("Mara Lind", Assert.Single(rows["talents"])[1]);
        Assert.Equal((connection.Id.ToString(), "Ready"), ((string)Assert.Single(rows["profiles"])[0]!, (string)rows["profiles"][0][6]!));
        Assert.Equal(connection.Id.ToString(), Assert.Single(rows["profile-history"])[0]);
        Assert.Equal(await core.CountAsync<SocialProfiles.Core.Profiles.SocialPost>(), rows["posts"].Count);
    }
}
