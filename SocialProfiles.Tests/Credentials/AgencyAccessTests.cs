using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Credentials;

/// <summary>The agency's own access: its end is known beforehand, and what failed for it goes on by itself.</summary>
public sealed class AgencyAccessTests
{
    [Fact]
    public async Task Ends_AsTheDaysGoBy_AreOneNoticeAt14And7And3And1Days()
    {
        await using var core = await TestCore.CreateAsync();
        var end = core.Time.GetUtcNow().AddDays(20);
        core.Platform.OnAccessEnd = () => new AccessEnd(end);
        List<int> raised = [];
        DateTimeOffset? last = null;
        for (var day = 20; day >= 0; day--)
        {
            await core.Get<AccessEnds>().CheckAllAsync(TestContext.Current.CancellationToken);
            if (await NoticesAsync(core) is [var notice] && notice.RaisedAt != last)
            {
                last = notice.RaisedAt;
                raised.Add(day);
                Assert.Equal((NoticeKind.CredentialEnding, "FAKE", null, end), (notice.Kind, notice.Platform, notice.TalentId, notice.EndsAt));
            }

            core.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([14, 7, 3, 1], raised);
    }

    [Fact]
    public async Task Ends_PlatformDoesNotAnswer_AreKnownFromBefore()
    {
        await using var core = await TestCore.CreateAsync();
        var end = core.Time.GetUtcNow().AddDays(10);
        core.Platform.OnAccessEnd = () => new AccessEnd(end);
        await core.Get<AccessEnds>().CheckAllAsync(TestContext.Current.CancellationToken);
        core.Platform.OnAccessEnd = () => new PlatformFailure(FailureKind.PlatformDown, "HTTP 503");
        core.Time.Advance(TimeSpan.FromDays(4));

        await core.Get<AccessEnds>().CheckAllAsync(TestContext.Current.CancellationToken);

        Assert.Equal(end, (await core.Get<PlatformUseQuery>().FindAsync("FAKE", TestContext.Current.CancellationToken))!.AccessEndsAt);
        Assert.Equal(core.Time.GetUtcNow(), Assert.Single(await NoticesAsync(core)).RaisedAt);
    }

    [Fact]
    public async Task Ends_AccessWasReplaced_CloseTheNotice()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnAccessEnd = () => new AccessEnd(core.Time.GetUtcNow().AddDays(2));
        await core.Get<AccessEnds>().CheckAllAsync(TestContext.Current.CancellationToken);
        Assert.Single(await NoticesAsync(core));
        core.Platform.OnAccessEnd = () => new AccessEnd(core.Time.GetUtcNow().AddDays(60));

        await core.Get<AccessEnds>().CheckAllAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await NoticesAsync(core));
    }

    [Theory]
    [InlineData("""{"data":{"is_valid":true,"expires_at":1800000000,"data_access_expires_at":1790000000}}""", 1790000000L)]
    [InlineData("""{"data":{"is_valid":true,"expires_at":1800000000,"data_access_expires_at":0}}""", 1800000000L)]
    [InlineData("""{"data":{"is_valid":true,"expires_at":0}}""", null)]
    public async Task Ends_OfMetasToken_AreReadFromDebugToken(string body, long? seconds)
    {
        string? asked = null;
        await using var server = await LocalServer.StartAsync(context =>
        {
            asked = context.Request.Path + context.Request.QueryString;
            return context.Response.WriteAsync(body, context.RequestAborted);
        });
        await using var services = TestPlatforms.Provide(
            ("Platforms:Instagram:AgencyUserId", "178"), ("Platforms:Instagram:AccessToken", "EAAG+x"), ("Platforms:Instagram:GraphBaseUrl", server.Address));

        var end = await services.GetRequiredService<PlatformCatalog>().Get("INSTAGRAM").ReadAccessEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(seconds, end!.Value.Value.At?.ToUnixTimeSeconds());
        Assert.Equal("/v25.0/debug_token?input_token=EAAG%2Bx", asked);
    }

    [Theory]
    [InlineData(FailureKind.AgencyRefused)]
    [InlineData(FailureKind.NotConfigured)]
    public async Task Test_PlatformAcceptsTheAccess_QueuesEverythingThatFailedForIt(FailureKind kind)
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Test = new CredentialTest(true, "Fine.");
        var talent = await core.TalentAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(
            account.Handle == "missing" ? new PlatformFailure(FailureKind.NotFound, "HTTP 404") : new PlatformFailure(kind, "HTTP 400, code 190"));
        foreach (var handle in new[] { "one", "two", "three", "missing" })
        {
            await core.ConnectAsync(handle, talent.Id);
        }

        var driver = new SyncDriver(core);
        await driver.RunDueAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle));

        var tested = await core.Get<TestCredentials>().ExecuteAsync("FAKE", TestContext.Current.CancellationToken);
        await driver.RunDueAsync();

        Assert.Equal(3, tested.Value.Sum(one => one.Queued));
        Assert.Equal(3, await core.Database.ReadAsync(db => db.Connections.CountAsync(x => x.Status == SyncStatus.Ready), CancellationToken.None));
    }

    [Fact]
    public async Task Test_PlatformRefusesTheAccess_QueuesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Test = new CredentialTest(false, "Not accepted.");
        core.Consent.IsConfigured = false;
        core.Platform.Fails(FailureKind.AgencyRefused);
        await core.ConnectAsync();
        var driver = new SyncDriver(core);
        await driver.RunDueAsync();

        await core.Get<TestCredentials>().ExecuteAsync("FAKE", TestContext.Current.CancellationToken);

        Assert.Equal(0, await driver.RunDueAsync());
    }

    private static Task<IReadOnlyList<NoticeView>> NoticesAsync(TestCore core) => core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 10, CancellationToken.None);
}
