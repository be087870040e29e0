using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
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
        Assert.Contains("can only read", problem.Detail, StringComparison.Ordinal);
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

    [Fact]
    public async Task Call_NotAllowedAgainAndAgain_HasToWaitToo()
    {
        await using var app = await TestApp.StartAsync(("Api:RequestsPerMinute", "2"));
        using var api = app.Api(await MakeAsync(app, "Reader", isReadOnly: true));
        (await api.PostAsync("/api/admin/talents", null)).Dispose();
        using var forbidden = await api.PostAsync("/api/admin/talents", null);

        using var refused = await api.PostAsync("/api/admin/talents", null);

        await Problem.OfAsync(forbidden, HttpStatusCode.Forbidden);
        await Problem.OfAsync(refused, HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("", "Name the key")]
    [InlineData("From configuration", "A key with this name already exists")]
    public async Task Create_NameThatCannotBeUsed_SaysWhy(string name, string sentence)
    {
        await using var app = await TestApp.StartAsync();

        var result = await app.Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest(name), _admin, CancellationToken.None);

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

    [Fact]
    public async Task Key_ExpiredOrOfSomebodyDeactivatedOrDemoted_DoesNoMoreThanItMay()
    {
        await using var app = await TestApp.StartAsync(("Api:FailedAuthenticationsPerMinute", "0"));
        using var expired = app.Api(await MakeAsync(app, "Expired", isReadOnly: true));
        using var writer = app.Api(await MakeAsync(app, "Writer", isReadOnly: false));
        (await expired.GetAsync("/api/admin/queue-stats")).EnsureSuccessStatusCode();
        await ChangeAsync(app, db => db.ApiKeys.Where(x => x.Name == "Expired").ExecuteUpdateAsync(x => x.SetProperty(key => key.ExpiresAt, app.Get<TimeProvider>().GetUtcNow())));

        using var late = await expired.GetAsync("/api/admin/queue-stats");
        Assert.Contains("has expired", (await Problem.OfAsync(late, HttpStatusCode.Unauthorized)).Detail, StringComparison.Ordinal);

        await ChangeAsync(app, db => db.Users.ExecuteUpdateAsync(x => x.SetProperty(user => user.Role, Role.Viewer)));
        using var write = await writer.PostAsync("/api/admin/talents", Json.Body("""{"name":"Mara Lind"}"""));
        using var read = await writer.GetAsync("/api/admin/talents");
        await Problem.OfAsync(write, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        await ChangeAsync(app, db => db.Users.ExecuteUpdateAsync(x => x.SetProperty(user => user.DeactivatedAt, app.Get<TimeProvider>().GetUtcNow())));
        using var gone = await writer.GetAsync("/api/admin/talents");
        Assert.Contains("deactivated", (await Problem.OfAsync(gone, HttpStatusCode.Unauthorized)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_WithALimitOfItsOwn_HasThatOne()
    {
        await using var app = await TestApp.StartAsync(("Api:RequestsPerMinute", "1"));
        using var wide = app.Api((await app.Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest("Wide", RequestsPerMinute: 3), _admin, CancellationToken.None)).Value.Key);
        using var open = app.Api((await app.Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest("Open", RequestsPerMinute: 0), _admin, CancellationToken.None)).Value.Key);
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 4; i++)
        {
            using var one = await wide.GetAsync("/api/admin/queue-stats");
            using var other = await open.GetAsync("/api/admin/queue-stats");
            answers.AddRange(one.StatusCode, other.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[6]);
        Assert.All(answers.Where((_, i) => i != 6), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Key_Used_SaysWhenAndFromWhere()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api(await MakeAsync(app, "Reporting", isReadOnly: true));
        Assert.Null((await RowAsync(app, "Reporting")).LastUsedAt);

        (await api.GetAsync("/api/admin/queue-stats")).Dispose();
        var seen = await RowAsync(app, "Reporting");
        await app.Get<ApiKeyUses>().SaveAsync(CancellationToken.None);
        var stored = await app.Get<Database>().ReadAsync(db => db.ApiKeys.SingleAsync(x => x.Name == "Reporting"), CancellationToken.None);

        Assert.NotNull(seen.LastUsedAt);
        Assert.Equal("127.0.0.1", seen.LastUsedFrom);
        Assert.Equal("127.0.0.1", stored.LastUsedFrom);
        Assert.Equal(seen.LastUsedAt.Value.ToUnixTimeMilliseconds(), stored.LastUsedAt!.Value.ToUnixTimeMilliseconds());
        Assert.Null(app.Get<ApiKeyUses>().Of(stored.Id));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task Key_Renewed_HasANewSecretAndKeepsTheFormerOnlyIfAsked(bool keepsFormer, HttpStatusCode former)
    {
        await using var app = await TestApp.StartAsync();
        using var old = app.Api(await MakeAsync(app, "Reporting", isReadOnly: true));
        var row = await RowAsync(app, "Reporting");

        var renewed = (await app.Get<RenewApiKey>().ExecuteAsync(row.Id, keepsFormer, _admin, CancellationToken.None)).Value;
        using var fresh = app.Api(renewed.Key);
        using var byNew = await fresh.GetAsync("/api/admin/queue-stats");
        using var byOld = await old.GetAsync("/api/admin/queue-stats");

        Assert.Equal((HttpStatusCode.OK, former), (byNew.StatusCode, byOld.StatusCode));
        Assert.Equal(keepsFormer, (await RowAsync(app, "Reporting")).FormerUntil is not null);
        var stranger = await app.Get<RenewApiKey>().ExecuteAsync(row.Id, true, new Actor("other@agency.example", ActivitySource.Browser), CancellationToken.None);
        Assert.Contains($"Only {TestApp.AdminEmail} can renew", stranger.Failure!.Sentence, StringComparison.Ordinal);
        var configured = (await app.Get<ApiKeyList>().GetAsync(CancellationToken.None)).Single(key => key.Owner is null);
        Assert.Contains("is set in the configuration", (await app.Get<RenewApiKey>().ExecuteAsync(configured.Id, true, _admin, CancellationToken.None)).Failure!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_MoreThanTheRoleAllows_IsRefused()
    {
        await using var app = await TestApp.StartAsync();
        await ChangeAsync(app, db => db.Users.ExecuteUpdateAsync(x => x.SetProperty(user => user.Role, Role.Editor)));
        var create = app.Get<CreateApiKey>();

        var admin = await create.ExecuteAsync(new ApiKeyRequest("A", ApiKeyAccess.Admin), _admin, CancellationToken.None);
        var write = await create.ExecuteAsync(new ApiKeyRequest("B", ApiKeyAccess.Write), _admin, CancellationToken.None);
        var stranger = await create.ExecuteAsync(new ApiKeyRequest("C"), new Actor("nobody@agency.example", ActivitySource.Browser), CancellationToken.None);
        var byKey = await create.ExecuteAsync(new ApiKeyRequest("D"), _admin with { Source = ActivitySource.Api }, CancellationToken.None);

        Assert.Contains("write access at most", admin.Failure!.Sentence, StringComparison.Ordinal);
        Assert.True(write.Succeeded);
        Assert.False(stranger.Succeeded || byKey.Succeeded);
    }

    [Theory]
    [InlineData(ApiKeyAccess.Read, true, false, false)]
    [InlineData(ApiKeyAccess.Write, true, true, false)]
    [InlineData(ApiKeyAccess.Admin, true, true, true)]
    public async Task Access_Each_PassesItsPoliciesAndThoseBelow(ApiKeyAccess access, bool read, bool write, bool admin)
    {
        await using var app = await TestApp.StartAsync();
        var policies = app.Get<Microsoft.AspNetCore.Authorization.IAuthorizationService>();
        var key = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new("access", access.Word())], "ApiKey"));

        Assert.Equal(
            (read, write, admin),
            ((await policies.AuthorizeAsync(key, null, "ReadByKey")).Succeeded, (await policies.AuthorizeAsync(key, null, "WriteByKey")).Succeeded, (await policies.AuthorizeAsync(key, null, "AdminByKey")).Succeeded));
    }

    private static async Task<string> MakeAsync(TestApp app, string name, bool isReadOnly) =>
        (await app.Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest(name, isReadOnly ? ApiKeyAccess.Read : ApiKeyAccess.Write), _admin, CancellationToken.None)).Value.Key;

    private static async Task<ApiKeyRow> RowAsync(TestApp app, string name) => (await app.Get<ApiKeyList>().GetAsync(CancellationToken.None)).Single(key => key.Name == name);

    /// <summary>As if an owner or time had done it.</summary>
    private static Task<bool> ChangeAsync(TestApp app, Func<SocialProfilesDbContext, Task> change) => app.Get<Database>().WriteAsync(
        async db =>
        {
            await change(db);
            db.Raise(default(PeopleChanged));
            return true;
        },
        CancellationToken.None);
}
