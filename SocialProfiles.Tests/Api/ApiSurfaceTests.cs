using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.ApiDocs;

namespace SocialProfiles.Tests.Api;

public sealed class ApiSurfaceTests
{
    [Fact]
    public async Task Call_ThatThereIsNot_IsNotFoundAsJson()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api(null);
        api.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await api.GetAsync("/api/no-such-call");

        await Problem.OfAsync(answer, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Call_WrongMethod_NamesTheRightOne()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.PutAsync("/api/admin/queue-stats", Json.Body("{}"));

        await Problem.OfAsync(answer, HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Call_FaultOfOurs_TellsNothingOfItself()
    {
        await using var app = await TestApp.StartAsync(new TestAppOptions
        {
            // A service that cannot be made stands for any bug.
            Configure = builder => builder.Services.Replace(ServiceDescriptor.Singleton<QueueStatsQuery>(_ => throw new InvalidOperationException("inner workings"))),
        });
        using var api = app.Api();

        using var answer = await api.GetAsync("/api/admin/queue-stats");

        var problem = await Problem.OfAsync(answer, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("inner workings", problem.Root.ToString(), StringComparison.Ordinal);
        Assert.Contains("log", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_DatabaseFull_SaysSo()
    {
        await using var app = await TestApp.StartAsync(new TestAppOptions
        {
            Configure = builder => builder.Services.Replace(ServiceDescriptor.Singleton<QueueStatsQuery>(_ => throw new StorageException(StorageFault.Full))),
        });
        using var api = app.Api();

        using var answer = await api.GetAsync("/api/admin/queue-stats");

        Assert.Contains("Free some disk space", (await Problem.OfAsync(answer, HttpStatusCode.ServiceUnavailable)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueueStats_HasEveryFigure()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync("/api/admin/queue-stats");
        var stats = await Json.ReadAsync(answer);

        Assert.Equal(
            ["waiting", "active", "retrying", "succeededLastHour", "failedLastHour", "oldestWaitSeconds", "syncP50Milliseconds", "syncP95Milliseconds", "failed", "platforms", "causes"],
            stats.EnumerateObject().Select(figure => figure.Name));
        Assert.Equal(["INSTAGRAM", "TIKTOK", "YOUTUBE", "BLUESKY"], stats.GetProperty("platforms").EnumerateArray().Select(platform => platform.GetProperty("platform").GetString()));
    }

    [Fact]
    public async Task Endpoints_OfTheApi_AllAskForAKey()
    {
        await using var app = await TestApp.StartAsync();

        // What browsers and platforms open has tests of its own: AnonymousVisitorTests names them all.
        var calls = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .ToArray();

        Assert.True(calls.Length >= 9, $"Only {calls.Length} calls were found.");
        Assert.All(calls, call =>
        {
            var policy = call.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
            var reads = call.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods is ["GET"];
            // Pages link to the exports, so a signed-in admin may have them, too.
            var isExport = ((RouteEndpoint)call).RoutePattern.RawText!.StartsWith("/api/export/", StringComparison.Ordinal);
            Assert.Equal(isExport ? "AdminOrKey" : reads ? "ReadByKey" : "WriteByKey", policy);
        });
    }

    [Fact]
    public async Task Description_ForAdminsAndKeys_DescribesEveryCall()
    {
        await using var app = await TestApp.StartAsync();
        using var nobody = app.Browser();
        using var admin = await app.SignedInAsync();
        using var api = app.Api();

        using var refused = await nobody.GetAsync("/openapi/v1.json");
        using var forAdmin = await admin.GetAsync("/openapi/v1.json");
        using var forKey = await api.GetAsync("/openapi/v1.json");
        var document = await Json.ReadAsync(forKey);

        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, forAdmin.StatusCode);
        var calls = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => $"{call.Name.ToUpperInvariant()} {path.Name}"))
            .ToArray();
        Assert.Equal(
            [
                "DELETE /api/admin/socials/{connectionId}",
                "GET /api/admin/queue-stats",
                "GET /api/admin/socials/{connectionId}",
                "GET /api/admin/talent/{talentId}/social-connections",
                "GET /api/admin/talents",
                "GET /api/admin/talents/{talentId}",
                "GET /api/export/posts.csv",
                "GET /api/export/private.csv",
                "GET /api/export/timeseries.csv",
                "GET /api/talents",
                "GET /api/talents/{talentId}/intelligence",
                "GET /api/talents/{talentId}/posts",
                "GET /api/talents/{talentId}/timeseries",
                "POST /api/admin/socials/connect-manual",
                "POST /api/admin/socials/oauth/start",
                "POST /api/admin/socials/{connectionId}/sync",
                "POST /api/admin/talents",
                "POST /api/socials/oauth/callback",
            ],
            calls.Order(StringComparer.Ordinal));
        var connect = document.GetProperty("paths").GetProperty("/api/admin/socials/connect-manual").GetProperty("post").GetProperty("responses");
        Assert.Equal(["202", "400", "401", "403", "404", "409", "429"], connect.EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task Description_EveryCall_HasWordsAndAnExample()
    {
        await using var app = await TestApp.StartAsync();
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync(CancellationToken.None);
        var calls = ApiCall.ReadAll(document);

        Assert.True(calls.Count >= 17, $"Only {calls.Count} calls were found.");
        Assert.All(calls, call =>
        {
            Assert.NotEmpty(call.Summary);
            Assert.Contains(" access.", call.About, StringComparison.Ordinal);
            Assert.False(call.About.StartsWith("Needs a key", StringComparison.Ordinal), $"{call.Id} has no description.");
            Assert.DoesNotContain('{', call.ExamplePath);
            Assert.True(call.ExampleBody is not null || call.Fields.All(field => field.Place != "body"), $"{call.Id} takes a body and has no example: say WithBodyExample.");
            Assert.True(call.ExampleBody is null || call.Fields.Where(field => field.IsRequired && field.Place == "body").All(field => call.ExampleBody.Contains($"\"{field.Name}\"", StringComparison.Ordinal)), $"The example of {call.Id} lacks a field.");
            Assert.Contains(call.ExamplePath, call.Curl("https://a.example"), StringComparison.Ordinal);
            Assert.Contains(call.ExamplePath, call.CSharp("https://a.example"), StringComparison.Ordinal);
            Assert.Contains(call.ExamplePath, call.Python("https://a.example"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task DescriptionPage_ForPeopleWhoAreSignedIn_HasEveryCall()
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();
        using var nobody = app.Browser();

        using var refused = await nobody.GetAsync("/api-docs");
        using var answer = await admin.GetAsync("/api-docs");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("id=\"connectManual\"", page, StringComparison.Ordinal);
        Assert.Contains(app.Address.ToString().TrimEnd('/'), page, StringComparison.Ordinal);
    }
}
