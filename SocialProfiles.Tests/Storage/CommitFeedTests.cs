using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

public sealed class CommitFeedTests
{
    [Fact]
    public async Task Write_ThatCommits_IsHeardOfOnceAndAfterTheCommit()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        using var changes = core.Get<ConnectionFeed>().SubscribeToRoster();
        var heard = changes.NextAsync(TestContext.Current.CancellationToken);

        await core.Database.WriteAsync(
            db =>
            {
                db.Raise(ConnectionChanged.OfTalent(talent.Id));
                db.Raise(ConnectionChanged.OfTalent(talent.Id));
                Assert.False(heard.IsCompleted);
                return Task.FromResult(true);
            },
            CancellationToken.None);

        Assert.Single(await heard);
    }

    [Fact]
    public async Task Write_ThatFails_IsNotHeardOfThenNorWithTheNextOne()
    {
        await using var core = await TestCore.CreateAsync();
        var failed = Guid.NewGuid();
        using var changes = core.Get<ConnectionFeed>().SubscribeToRoster();

        await Assert.ThrowsAsync<InvalidOperationException>(() => core.Database.WriteAsync<bool>(
            db =>
            {
                db.Raise(ConnectionChanged.OfTalent(failed));
                throw new InvalidOperationException("undone");
            },
            CancellationToken.None));
        var added = await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Ada"), TestCore.Admin, CancellationToken.None);

        var heard = await changes.NextAsync(TestContext.Current.CancellationToken);
        Assert.Equal([ConnectionChanged.OfTalent(added.Value.Id)], heard);
    }

    [Fact]
    public async Task Connection_ConnectedAgainWhileItSyncs_StopsThatSync()
    {
        await using var core = await TestCore.CreateAsync();
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var asked = 0;
        core.Platform.OnProfile = async (account, cancellationToken) =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                await using var registration = cancellationToken.Register(stopped.SetResult);
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return FakePlatform.Profile(account.Handle);
        };
        var connection = await core.ConnectAsync();
        await core.StartAsync();
        await begun.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);

        await core.ConnectAsync(connection.Handle, connection.TalentId);

        await stopped.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
    }
}
