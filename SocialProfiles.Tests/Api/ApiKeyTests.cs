using System.Net;
using System.Text;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Api;

public sealed class ApiKeyTests
{
    private static readonly Actor _admin = new(TestApp.AdminEmail, ActivitySource.Browser);

    [Fact]
    public async Task Key_Made_WorksAndIsNowhereInTheData()
    {
        await using var app = await TestApp.StartAsync();
        var key = await MakeAsync(app, "Reporting", isReadOnly: false);
        using var api = app.Api(key);

        using var answer = await api.GetAsync("/api/admin/queue-stats");
        await app.StopAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("sp_", key, StringComparison.Ordinal);
        Assert.Equal(46, key.Length);
        var files = Directory.GetFiles(app.DataDirectory, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("socialprofiles.db", StringComparison.Ordinal));
        Assert.All(files, file =>
        {
            var bytes = File.ReadAllBytes(file);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(key)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(TestApp.ApiKey)));
        });
    }

    [Fact]
    public async Task Key_Revoked_StopsAtOnce()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        using var before = await api.GetAsync("/api/admin/queue-stats");
        var stored = Assert.Single(await app.Get<ApiKeyList>().GetAsync(CancellationToken.None));

        var revoked = await app.Get<RevokeApiKey>().ExecuteAsync(stored.Id, _admin, CancellationToken.None);
        using var after = await api.GetAsync("/api/admin/queue-stats");
        var again = await app.Get<RevokeApiKey>().ExecuteAsync(stored.Id, _admin, CancellationToken.None);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.True(revoked.Succeeded);
        Assert.False(again.Succeeded);
        var problem = await Problem.OfAsync(after, HttpStatusCode.Unauthorized);
        Assert.Contains("revoked", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("invalid_token", after.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Empty(await app.Get<ApiKeyList>().GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Key_ReadOnly_ReadsAndChangesNothing()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api(await MakeAsync(app, "Dashboard", isReadOnly: true));

        using var read = await api.GetAsync("/api/admin/talents");
        using var write = await api.PostAsync("/api/admin/talents", Json.Body("""{"name":"Mara Lind"}"""));

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        var problem = await Problem.OfAsync(write, HttpStatusCode.Forbidden);
        Assert.Contains("may only read", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer sp_wrong")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task Call_WithoutRightKey_IsRefused(string? header)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api(null);
        if (header is not null)
        {
            api.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }

        using var answer = await api.GetAsync("/api/admin/queue-stats");

        await Problem.OfAsync(answer, HttpStatusCode.Unauthorized);
        Assert.StartsWith("Bearer realm=", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithTheCookieOfAnAdmin_IsRefused()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();

        using var answer = await browser.GetAsync("/api/admin/queue-stats");

        await Problem.OfAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Page_WithAKey_StaysClosed()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync("/settings/api-keys");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Call_TooManyWrongKeys_HasToWaitWhileRightOnesWork()
    {
        await using var app = await TestApp.StartAsync(("Api:FailedAuthenticationsPerMinute", "2"));
        using var wrong = app.Api("sp_wrong");
        using var right = app.Api();
        (await wrong.GetAsync("/api/admin/queue-stats")).Dispose();
        (await wrong.GetAsync("/api/admin/queue-stats")).Dispose();

        using var refused = await wrong.GetAsync("/api/admin/queue-stats");
        using var answered = await right.GetAsync("/api/admin/queue-stats");

        await Problem.OfAsync(refused, HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task Call_BeyondTheLimitOfItsKey_HasToWait()
    {
        await using var app = await TestApp.StartAsync(("Api:RequestsPerMinute", "2"));
        using var api = app.Api();
        using var other = app.Api(await MakeAsync(app, "Other", isReadOnly: false));
        (await api.GetAsync("/api/admin/queue-stats")).Dispose();
        (await api.GetAsync("/api/admin/queue-stats")).Dispose();

        using var refused = await api.GetAsync("/api/admin/queue-stats");
        using var answered = await other.GetAsync("/api/admin/queue-stats");

        await Problem.OfAsync(refused, HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Theory]
    [InlineData("", "Name the key")]
    [InlineData("From configuration", "A key with this name already exists")]
    public async Task Create_NameThatCannotBeUsed_SaysWhy(string name, string sentence)
    {
        await using var app = await TestApp.StartAsync();

        var result = await app.Get<CreateApiKey>().ExecuteAsync(name, false, _admin, CancellationToken.None);

        Assert.Contains(sentence, result.Failure!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_MadeAndRevoked_AreInTheActivityLog()
    {
        await using var app = await TestApp.StartAsync();
        await MakeAsync(app, "Reporting", isReadOnly: true);
        var stored = (await app.Get<ApiKeyList>().GetAsync(CancellationToken.None)).Single(row => row.Name == "Reporting");

        await app.Get<RevokeApiKey>().ExecuteAsync(stored.Id, _admin, CancellationToken.None);

        var entries = await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 2, CancellationToken.None);
        Assert.Equal([ActivityAction.ApiKeyRevoked, ActivityAction.ApiKeyCreated], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(("Reporting", TestApp.AdminEmail), (entry.Subject, entry.Actor)));
    }

    private static async Task<string> MakeAsync(TestApp app, string name, bool isReadOnly) =>
        (await app.Get<CreateApiKey>().ExecuteAsync(name, isReadOnly, _admin, CancellationToken.None)).Value.Key;
}
