using System.Net;
using System.Text.Json;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Api;

public sealed class ConnectionCallsTests(ConnectionCallsTests.Running running) : IClassFixture<ConnectionCallsTests.Running>
{
    private readonly HttpClient _api = running.Api;
    private readonly TestApp _app = running.App;

    [Fact]
    public async Task Connect_Handle_IsAcceptedPendingAndBecomesReady()
    {
        var talent = await AddTalentAsync();

        using var answer = await ConnectAsync(talent, "instagram", "@First.One");
        var accepted = await Json.ReadAsync(answer, HttpStatusCode.Accepted);
        var ready = await ReadyAsync(answer.Headers.Location!, talent);

        Assert.Equal(talent, accepted.GetProperty("creatorId").GetGuid());
        Assert.Equal("INSTAGRAM", accepted.GetProperty("platform").GetString());
        Assert.Equal("first.one", accepted.GetProperty("handle").GetString(), ignoreCase: true);
        Assert.Equal("https://www.instagram.com/first.one/", accepted.GetProperty("profileUrl").GetString(), ignoreCase: true);
        Assert.Equal("MANUAL", accepted.GetProperty("connectionType").GetString());
        Assert.Equal("PENDING", accepted.GetProperty("syncStatus").GetString());
        Assert.False(accepted.GetProperty("connected").GetBoolean());
        Assert.Equal(JsonValueKind.Null, accepted.GetProperty("expiresAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, accepted.GetProperty("lastSyncedAt").ValueKind);
        Assert.Equal("READY", ready.GetProperty("syncStatus").GetString());
        Assert.True(ready.GetProperty("connected").GetBoolean());
        Assert.Equal(JsonValueKind.String, ready.GetProperty("lastSyncedAt").ValueKind);
        Assert.True(ready.GetProperty("metadata").GetProperty("followers").GetInt64() > 0);
    }

    [Fact]
    public async Task Connect_FieldsOfTheAnswer_AreThoseOfTheContract()
    {
        var talent = await AddTalentAsync();

        using var answer = await ConnectAsync(talent, "YOUTUBE", "field.names");
        var accepted = await Json.ReadAsync(answer, HttpStatusCode.Accepted);

        Assert.Equal(
            [
                "id", "creatorId", "platform", "handle", "profileUrl", "connected", "connectionType", "syncStatus", "lastSyncedAt", "syncError",
                "syncErrorCode", "mendedBy", "metadata", "expiresAt", "attempt", "nextAttemptAt", "pausedUntil", "pausedBecause",
                "createdAt", "updatedAt",
            ],
            accepted.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Connect_UnknownHandle_EndsInAnErrorWithASentence()
    {
        var talent = await AddTalentAsync();

        using var answer = await ConnectAsync(talent, "INSTAGRAM", "nonexistent12345invalid");
        var failed = await ReadyAsync(answer.Headers.Location!, talent);

        Assert.Equal("ERROR", failed.GetProperty("syncStatus").GetString());
        Assert.Equal("AGENCY", failed.GetProperty("mendedBy").GetString());
        Assert.Equal("NOT_FOUND", failed.GetProperty("syncErrorCode").GetString());
        Assert.Contains("Check the spelling", failed.GetProperty("syncError").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_Link_NeedsNoPlatform()
    {
        var talent = await AddTalentAsync();

        using var answer = await _api.PostAsync(
            "/api/admin/socials/connect-manual",
            Json.Body($$"""{"talentId":"{{talent}}","profileUrl":"https://www.tiktok.com/@by.link"}"""));
        var accepted = await Json.ReadAsync(answer, HttpStatusCode.Accepted);

        Assert.Equal("TIKTOK", accepted.GetProperty("platform").GetString());
        Assert.Equal("by.link", accepted.GetProperty("handle").GetString());
    }

    [Fact]
    public async Task Connect_AccountOfAnotherTalent_NamesThatTalent()
    {
        var owner = await AddTalentAsync("Mara Lind");
        (await ConnectAsync(owner, "TIKTOK", "taken.by.mara")).Dispose();
        var other = await AddTalentAsync("Someone Else");

        using var answer = await ConnectAsync(other, "TIKTOK", "Taken.By.Mara");

        var problem = await Problem.OfAsync(answer, HttpStatusCode.Conflict);
        Assert.Contains("already connected, to Mara Lind", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(owner.ToString(), problem.Root.GetProperty("talentId").GetString());
        Assert.Equal("Mara Lind", problem.Root.GetProperty("talentName").GetString());
    }

    [Theory]
    [InlineData("""{"platform":"INSTAGRAM","handle":"abc"}""", "talentId", "talentId is missing.")]
    [InlineData("""{"talentId":"17","platform":"INSTAGRAM","handle":"abc"}""", "talentId", "talentId must be an id")]
    [InlineData("""{"talentId":17,"platform":"INSTAGRAM","handle":"abc"}""", "talentId", "wrong type")]
    [InlineData("""{"talentId":"TALENT","platform":"MYSPACE","handle":"abc"}""", "platform", "no platform with that name")]
    [InlineData("""{"talentId":"TALENT","platform":["INSTAGRAM"],"handle":"abc"}""", "platform", "wrong type")]
    [InlineData("""{"talentId":"TALENT","platform":"INSTAGRAM"}""", "handle", "Enter a handle")]
    [InlineData("""{"talentId":"TALENT","platform":"INSTAGRAM","handle":"white space"}""", "handle", "")]
    [InlineData("""{"talentId":"TALENT","platform":"INSTAGRAM","profileUrl":"https://instagram.com.evil.io/abc"}""", "profileUrl", "")]
    [InlineData("""{"talentId":"TALENT","platform":"TIKTOK","profileUrl":"https://www.instagram.com/abc"}""", "platform", "The link leads to Instagram, but the platform is TikTok.")]
    [InlineData("""{"talentId":"TALENT","platform":"tiktok","handle":"instagram.com/abc"}""", "platform", "The link leads to Instagram, but the platform is TikTok.")]
    [InlineData("""{"talentId":"TALENT","platform":"TIKTOK","handle":"abc","profileUrl":"https://www.instagram.com/abc"}""", "platform", "The link leads to Instagram")]
    [InlineData("""{"talentId":"TALENT","platform":"INSTAGRAM","handle":"abc","profileUrl":"https://www.instagram.com/other"}""", "profileUrl", "name different accounts")]
    [InlineData("""{"talentId":"TALENT","handle":"https://www.tiktok.com/@abc","profileUrl":"https://www.instagram.com/abc"}""", "profileUrl", "name different accounts")]
    [InlineData("""{"talentId":"TALENT",""", "body", "isn't valid JSON")]
    [InlineData("""["TALENT"]""", "body", "isn't a JSON object")]
    [InlineData("null", "body", "The body is missing")]
    [InlineData("", "body", "")]
    public async Task Connect_BadBody_NamesTheFieldAndWritesNothing(string body, string field, string sentence)
    {
        var talent = await AddTalentAsync();

        using var answer = await _api.PostAsync(
            "/api/admin/socials/connect-manual", Json.Body(body.Replace("TALENT", talent.ToString(), StringComparison.Ordinal)));

        var problem = await Problem.OfAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal([field], problem.Fields);
        Assert.Contains(sentence, problem.Error(field), StringComparison.Ordinal);
        Assert.Empty((await _app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
    }

    [Fact]
    public async Task Connect_TalentThatIsNotThere_IsNotFound()
    {
        using var answer = await ConnectAsync(Guid.NewGuid(), "INSTAGRAM", "abc");

        await Problem.OfAsync(answer, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Connect_BodyTooLarge_IsRefused()
    {
        using var answer = await _api.PostAsync("/api/admin/socials/connect-manual", Json.Body($$"""{"handle":"{{new string('a', 70_000)}}"}"""));

        await Problem.OfAsync(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Connect_NotJson_IsRefused()
    {
        using var answer = await _api.PostAsync("/api/admin/socials/connect-manual", new StringContent("talentId=1"));

        await Problem.OfAsync(answer, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Connect_ByKey_IsInTheActivityLogUnderItsName()
    {
        var talent = await AddTalentAsync();
        (await ConnectAsync(talent, "INSTAGRAM", "in.the.log")).Dispose();

        var entries = await _app.Get<ActivityList>().GetAsync(new ActivityFilter(TalentId: talent), null, 10, CancellationToken.None);

        var entry = Assert.Single(entries, entry => entry.Action == ActivityAction.Connected);
        Assert.Equal(("From configuration", ActivitySource.Api, "127.0.0.1"), (entry.Actor, entry.Source, entry.Address));
    }

    [Fact]
    public async Task List_OfATalent_HasAllConnections()
    {
        var talent = await AddTalentAsync();
        (await ConnectAsync(talent, "INSTAGRAM", "list.one")).Dispose();
        (await ConnectAsync(talent, "TIKTOK", "list.two")).Dispose();

        using var answer = await _api.GetAsync($"/api/admin/talent/{talent}/social-connections");
        var list = await Json.ReadAsync(answer);

        Assert.Equal(["list.one", "list.two"], list.EnumerateArray().Select(connection => connection.GetProperty("handle").GetString()));
    }

    [Fact]
    public async Task Sync_AskedTwice_QueuesOnceAndSaysSo()
    {
        var talent = await AddTalentAsync();
        using var connected = await ConnectAsync(talent, "INSTAGRAM", "asked.twice");
        var id = (await Json.ReadAsync(connected, HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await ReadyAsync(connected.Headers.Location!, talent);

        // Both at once: one queues it, and the other finds it waiting or syncing, or done and queues it anew.
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _api.PostAsync($"/api/admin/socials/{id}/sync", null)));
        var bodies = await Task.WhenAll(answers.Select(answer => Json.ReadAsync(answer, HttpStatusCode.Accepted)));

        Assert.Contains(bodies, body => body.GetProperty("queued").GetBoolean() && body.GetProperty("message").GetString() == "Queued.");
        Assert.All(bodies, body => Assert.Equal(id, body.GetProperty("connection").GetProperty("id").GetGuid()));
        Assert.All(
            bodies.Where(body => !body.GetProperty("queued").GetBoolean()),
            body => Assert.StartsWith("It is already ", body.GetProperty("message").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sync_PlatformFromWhichNothingIsFetched_SaysSo()
    {
        var talent = await AddTalentAsync();
        using var connected = await ConnectAsync(talent, "LINKEDIN", "https://www.linkedin.com/in/just-a-link");
        var id = (await Json.ReadAsync(connected, HttpStatusCode.Accepted)).GetProperty("id").GetGuid();

        using var answer = await _api.PostAsync($"/api/admin/socials/{id}/sync", null);
        var body = await Json.ReadAsync(answer, HttpStatusCode.Accepted);

        Assert.False(body.GetProperty("queued").GetBoolean());
        Assert.StartsWith("We only keep the link", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Connection_RemovesItOnce()
    {
        var talent = await AddTalentAsync();
        using var connected = await ConnectAsync(talent, "INSTAGRAM", "to.delete");
        var path = connected.Headers.Location!;

        using var deleted = await _api.DeleteAsync(path);
        using var again = await _api.DeleteAsync(path);
        using var read = await _api.GetAsync(path);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Problem.OfAsync(again, HttpStatusCode.NotFound);
        await Problem.OfAsync(read, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET", "/api/admin/talent/{0}/social-connections", "talentId")]
    [InlineData("GET", "/api/admin/talents/{0}", "talentId")]
    [InlineData("GET", "/api/admin/socials/{0}", "connectionId")]
    [InlineData("POST", "/api/admin/socials/{0}/sync", "connectionId")]
    [InlineData("DELETE", "/api/admin/socials/{0}", "connectionId")]
    public async Task Call_IdThatIsNone_IsInvalid_AndOneOfNothing_IsNotFound(string method, string path, string field)
    {
        using var badRequest = new HttpRequestMessage(new HttpMethod(method), string.Format(null, path, "17"));
        using var strangeRequest = new HttpRequestMessage(new HttpMethod(method), string.Format(null, path, Guid.NewGuid()));

        using var bad = await _api.SendAsync(badRequest);
        using var strange = await _api.SendAsync(strangeRequest);

        Assert.Equal([field], (await Problem.OfAsync(bad, HttpStatusCode.BadRequest)).Fields);
        await Problem.OfAsync(strange, HttpStatusCode.NotFound);
    }

    private async Task<Guid> AddTalentAsync(string name = "A Talent")
    {
        using var answer = await _api.PostAsync("/api/admin/talents", Json.Body($$"""{"name":"{{name}}"}"""));
        return (await Json.ReadAsync(answer, HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    private Task<HttpResponseMessage> ConnectAsync(Guid talent, string platform, string handle) => _api.PostAsync(
        "/api/admin/socials/connect-manual", Json.Body($$"""{"talentId":"{{talent}}","platform":"{{platform}}","handle":"{{handle}}"}"""));

    /// <summary>The connection once its first sync has ended, well or not.</summary>
    private async Task<JsonElement> ReadyAsync(Uri connection, Guid talent)
    {
        using var changes = _app.Get<ConnectionFeed>().Subscribe(talent);
        using var patience = Patience.Limit();
        while (true)
        {
            using var answer = await _api.GetAsync(connection, patience.Token);
            var read = await Json.ReadAsync(answer);
            if (read.GetProperty("syncStatus").GetString() is "READY" or "ERROR")
            {
                return read;
            }

            await changes.NextAsync(patience.Token);
        }
    }

    public sealed class Running : IAsyncLifetime
    {
        public TestApp App { get; private set; } = null!;

        public HttpClient Api { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            App = await TestApp.StartAsync();
            Api = App.Api();
        }

        public async ValueTask DisposeAsync()
        {
            Api.Dispose();
            await App.DisposeAsync();
        }
    }
}
