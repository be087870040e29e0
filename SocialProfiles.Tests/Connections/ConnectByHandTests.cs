using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Connections;

public sealed class ConnectByHandTests
{
    [Fact]
    public async Task Connect_AccountOfAnotherTalent_NamesTheTalentWhoHasItAndWritesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var owner = await core.TalentAsync("Ada Owner");
        await core.ConnectAsync("Same.Handle", owner.Id);
        var other = await core.TalentAsync("Bob Other");

        var result = await ConnectAsync(core, new ConnectRequest(other.Id, "FAKE", "@same.handle"));

        var error = Assert.IsType<AlreadyConnectedError>(result.Failure);
        Assert.Equal((owner.Id, "Ada Owner"), (error.OwnerId, error.OwnerName));
        Assert.Equal(1, await core.CountAsync<Connection>());
    }

    [Fact]
    public async Task Connect_SameAccountAgain_QueuesItAnewWithoutASecondRow()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var first = await core.ConnectAsync("twice", talent.Id);

        var again = await ConnectAsync(core, new ConnectRequest(talent.Id, "fake", "TWICE"));

        Assert.Equal((first.Id, false), (again.Value.Connection.Id, again.Value.IsNew));
        Assert.Equal(1, await core.CountAsync<Connection>());
    }

    [Fact]
    public async Task Connect_SameAccountFromManySides_MakesOneRow()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ConnectAsync(core, new ConnectRequest(talent.Id, "FAKE", "race")))));

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Single(results, result => result.Value.IsNew);
        Assert.Equal(1, await core.CountAsync<Connection>());
    }

    [Theory]
    [InlineData(null, "x", "platform")]
    [InlineData("MYSPACE", "x", "platform")]
    [InlineData("FAKE", null, "handle")]
    [InlineData("FAKE", "  ", "handle")]
    public async Task Connect_IncompleteRequest_NamesTheFieldAndWritesNothing(string? platform, string? handle, string field)
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();

        var result = await ConnectAsync(core, new ConnectRequest(talent.Id, platform, handle));

        Assert.Equal(field, Assert.IsType<InvalidError>(result.Failure).Field);
        Assert.Equal(0, await core.CountAsync<Connection>());
    }

    [Fact]
    public async Task Connect_UnknownTalent_SaysSo()
    {
        await using var core = await TestCore.CreateAsync();

        var result = await ConnectAsync(core, new ConnectRequest(Guid.NewGuid(), "FAKE", "x"));

        Assert.IsType<NotFoundError>(result.Failure);
    }

    [Fact]
    public async Task Connect_PlatformThatIsNotRead_IsReadyWithItsLinkAtOnce()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();

        var result = await ConnectAsync(core, new ConnectRequest(talent.Id, "LINK", "x"));

        Assert.Equal(SyncStatus.Ready, result.Value.Connection.Status);
        Assert.Null(result.Value.Connection.NextAttemptAt);
    }

    [Fact]
    public async Task Refresh_PressedTwice_QueuesOnceAndSaysSo()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var refresh = core.Get<RefreshConnection>();

        var pressed = await refresh.ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal(RefreshOutcome.AlreadyQueued, pressed.Value.Outcome);
    }

    [Fact]
    public async Task Everything_ThatAPersonChanges_IsInTheActivityLogWithWhoAndFromWhere()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var connection = await core.ConnectAsync("logged", talent.Id);
        await core.Get<Disconnect>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);

        var log = await core.Get<ActivityList>().GetAsync(new ActivityFilter(TalentId: talent.Id), before: null, take: 10, CancellationToken.None);

        Assert.Equal([ActivityAction.Disconnected, ActivityAction.Connected, ActivityAction.TalentAdded], log.Select(entry => entry.Action));
        Assert.All(log, entry => Assert.Equal((TestCore.Admin.Name, ActivitySource.Browser, "127.0.0.1"), (entry.Actor, entry.Source, entry.Address)));
        Assert.Equal("@logged on Fake", log[0].Subject);
    }

    private static Task<Result<Connected, UseCaseError>> ConnectAsync(TestCore core, ConnectRequest request) =>
        core.Get<ConnectByHand>().ExecuteAsync(request, TestCore.Admin, CancellationToken.None);
}
