using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Talents;

public sealed class ArchiveTalentTests
{
    [Fact]
    public async Task Restore_ConnectionInAnErrorThatIsTriedAgain_GoesOnBeingTried()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(FailureKind.AgencyRefused);
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Error);

        await ArchiveAsync(core, connection.TalentId, true);
        Assert.Null((await core.ReadAsync(connection.Id)).NextAttemptAt);
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle));
        await ArchiveAsync(core, connection.TalentId, false);

        await core.UntilAsync(connection.Id, SyncStatus.Ready);
    }

    [Fact]
    public async Task Restore_ConnectionThatWaitsForAPerson_GoesOnWaiting()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(FailureKind.NotFound);
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Error);

        await ArchiveAsync(core, connection.TalentId, true);
        await ArchiveAsync(core, connection.TalentId, false);

        var restored = await core.ReadAsync(connection.Id);
        Assert.Equal((SyncStatus.Error, (DateTimeOffset?)null), (restored.Status, restored.NextAttemptAt));
    }

    [Fact]
    public async Task ArchivedTalent_RefreshedConnectedOrGivenAccessTo_StaysOffTheSchedule()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var state = await core.StartConsentAsync(connection.TalentId);
        await ArchiveAsync(core, connection.TalentId, true);

        var refreshed = await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        var connected = await core.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(connection.TalentId, core.Platform.Key, connection.Handle), TestCore.Admin, CancellationToken.None);
        await core.CompleteConsentAsync(state, "mara.lind#1");

        Assert.Equal(RefreshOutcome.TalentArchived, refreshed.Value.Outcome);
        Assert.IsType<ConflictError>(connected.Failure);
        var archived = await core.ReadAsync(connection.Id);
        Assert.Equal((ConnectionType.OAuth, (DateTimeOffset?)null), (archived.Type, archived.NextAttemptAt));
    }

    private static async Task ArchiveAsync(TestCore core, Guid talentId, bool archived) =>
        await core.Get<ArchiveTalent>().ExecuteAsync(talentId, archived, TestCore.Admin, CancellationToken.None);
}
