using SocialProfiles.Core.Ingestion;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

public sealed class RunningSyncsTests
{
    [Fact]
    public async Task Lease_TakenBetweenItsClaimAndItsStart_StopsTheSyncAtItsStart()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var claim = Assert.Single(await core.Get<ISyncStore>().ClaimAsync([new PlatformSlots("FAKE", 1, 1)], 1, CancellationToken.None));
        await core.ConnectAsync(connection.Handle, connection.TalentId);
        using var stopped = new CancellationTokenSource();

        core.Get<RunningSyncs>().Add(claim, stopped);

        Assert.True(stopped.IsCancellationRequested);
    }
}
