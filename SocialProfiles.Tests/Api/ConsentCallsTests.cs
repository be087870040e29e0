using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;

namespace SocialProfiles.Tests.Api;

/// <summary>Consents for tools that have a page of their own.</summary>
public sealed class ConsentCallsTests
{
    private const string Start = "/api/admin/socials/oauth/start";
    private const string Complete = "/api/socials/oauth/callback";

    [Fact]
    public async Task Consent_BegunAndFinishedByOneKey_GivesTheConnection()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var talent = await Visit.TalentAsync(app);
        var (code, state) = await AllowAsync(app, api, talent);

        using var answer = await api.PostAsync(Complete, Body(code, state));

        var connection = await Json.ReadAsync(answer);
        Assert.Equal(
            (talent, "TIKTOK", "mara.lind", "OAUTH"),
            (connection.GetProperty("creatorId").GetGuid(), connection.GetProperty("platform").GetString(), connection.GetProperty("handle").GetString(), connection.GetProperty("connectionType").GetString()));
        using var listed = await api.GetAsync($"/api/admin/talent/{talent}/social-connections");
        Assert.True((await Json.ReadAsync(listed))[0].GetProperty("expiresAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        using var again = await api.PostAsync(Complete, Body(code, state));
        Assert.Equal("used-state", Outcome(await Problem.OfAsync(again, HttpStatusCode.BadRequest)));
    }

    [Fact]
    public async Task Complete_WithAnotherKey_IsRefusedAndTheFirstOneStillGood()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var other = (await app.Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest("Other", ApiKeyAccess.Write), Visit.Admin, CancellationToken.None)).Value.Key;
        using var stranger = app.Api(other);
        var (code, state) = await AllowAsync(app, api, await Visit.TalentAsync(app));

        using var refused = await stranger.PostAsync(Complete, Body(code, state));
        using var taken = await api.PostAsync(Complete, Body(code, state));

        Assert.Equal("other-browser", Outcome(await Problem.OfAsync(refused, HttpStatusCode.BadRequest)));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task Complete_StateOfABrowser_IsNotATools()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var visit = new Visit(app);
        var query = Query(await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind"));

        using var answer = await api.PostAsync(Complete, Body(query["code"]!, query["state"]!));

        Assert.Equal("other-browser", Outcome(await Problem.OfAsync(answer, HttpStatusCode.BadRequest)));
    }

    [Theory]
    [InlineData("""{"state":"made-up","code":"made-up"}""", "unknown-state")]
    [InlineData("""{"state":"made-up","error":"access_denied"}""", "unknown-state")]
    public async Task Complete_Forged_IsRefused(string body, string outcome)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.PostAsync(Complete, Json.Body(body));

        Assert.Equal(outcome, Outcome(await Problem.OfAsync(answer, HttpStatusCode.BadRequest)));
    }

    [Theory]
    [InlineData("""{"code":"a"}""", "state")]
    [InlineData("""{"state":"a"}""", "code")]
    public async Task Complete_HalfAnAnswer_NamesWhatIsMissing(string body, string field)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.PostAsync(Complete, Json.Body(body));

        Assert.Equal([field], (await Problem.OfAsync(answer, HttpStatusCode.BadRequest)).Fields);
    }

    [Fact]
    public async Task Complete_Declined_SaysSo()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var started = await StartAsync(api, await Visit.TalentAsync(app));

        using var answer = await api.PostAsync(Complete, Json.Body($$"""{"state":"{{started.GetProperty("state").GetString()}}","error":"access_denied"}"""));

        Assert.Equal("declined", Outcome(await Problem.OfAsync(answer, HttpStatusCode.Conflict)));
    }

    [Theory]
    [InlineData("https://evil.example/done")]
    [InlineData("https://portal.agency.example/done/")]
    [InlineData("https://portal.agency.example/DONE")]
    [InlineData("//portal.agency.example/done")]
    [InlineData("/api/socials/oauth/callback")]
    public async Task Start_RedirectThatIsNotListed_IsRefused(string redirect)
    {
        await using var app = await TestApp.StartAsync(("Web:OAuthRedirects:0", "https://portal.agency.example/done"));
        using var api = app.Api();
        var talent = await Visit.TalentAsync(app);

        using var answer = await api.PostAsync(Start, Json.Body($$"""{"talentId":"{{talent}}","platform":"TIKTOK","redirectUri":"{{redirect}}"}"""));

        Assert.Equal(["redirectUri"], (await Problem.OfAsync(answer, HttpStatusCode.BadRequest)).Fields);
    }

    [Fact]
    public async Task Start_RedirectThatIsListed_GoesToThePlatformWithIt()
    {
        await using var app = await TestApp.StartAsync(("Web:OAuthRedirects:0", "https://portal.agency.example/done"));
        using var api = app.Api();
        var talent = await Visit.TalentAsync(app);

        using var answer = await api.PostAsync(Start, Json.Body($$"""{"talentId":"{{talent}}","platform":"tiktok","redirectUri":"https://portal.agency.example/done"}"""));
        var started = await Json.ReadAsync(answer);

        var address = started.GetProperty("authorizeUrl").GetString()!;
        Assert.StartsWith(app.Address.ToString(), address, StringComparison.Ordinal);
        Assert.Equal("https://portal.agency.example/done", Query(address)["redirect_uri"]);
        Assert.Equal(started.GetProperty("state").GetString(), Query(address)["state"]);
    }

    [Theory]
    [InlineData("LINKEDIN", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Start_PlatformWithoutConsents_IsRefused(string platform, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var talent = await Visit.TalentAsync(app);

        using var answer = await api.PostAsync(Start, Json.Body($$"""{"talentId":"{{talent}}","platform":"{{platform}}"}"""));

        await Problem.OfAsync(answer, status);
    }

    [Fact]
    public async Task Calls_WithAKeyThatMayOnlyRead_AreForbidden()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api((await app.Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest("Reader"), Visit.Admin, CancellationToken.None)).Value.Key);

        using var start = await api.PostAsync(Start, Json.Body("{}"));
        using var complete = await api.PostAsync(Complete, Json.Body("{}"));

        await Problem.OfAsync(start, HttpStatusCode.Forbidden);
        await Problem.OfAsync(complete, HttpStatusCode.Forbidden);
    }

    private static async Task<(string Code, string State)> AllowAsync(TestApp app, HttpClient api, Guid talent)
    {
        var started = await StartAsync(api, talent);
        using var visit = new Visit(app);
        var query = Query(await visit.AllowAsync(started.GetProperty("authorizeUrl").GetString()!, "mara.lind"));
        return (query["code"]!, query["state"]!);
    }

    private static async Task<JsonElement> StartAsync(HttpClient api, Guid talent)
    {
        using var answer = await api.PostAsync(Start, Json.Body($$"""{"talentId":"{{talent}}","platform":"TIKTOK"}"""));
        return await Json.ReadAsync(answer);
    }

    private static StringContent Body(string code, string state) => Json.Body(JsonSerializer.Serialize(new { code, state }));

    private static Dictionary<string, string?> Query(string address) =>
        QueryHelpers.ParseQuery(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]).ToDictionary(pair => pair.Key, pair => pair.Value.ToString() ?? null, StringComparer.Ordinal);

    private static string Outcome(Problem problem) => problem.Root.GetProperty("outcome").GetString()!;
}
