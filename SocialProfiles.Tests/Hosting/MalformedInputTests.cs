using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components;

namespace SocialProfiles.Tests.Hosting;

/// <summary>Input that nobody can read is the sender's fault: never a 500, and never a line in the error log.</summary>
public sealed class MalformedInputTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const int BodiesSeed = 20261127;

    public static TheoryData<string, string> Bodies { get; } = new()
    {
        { $"{Form}; charset=utf-7", "a=b" },
        { $"{Form}; charset=nope", "a=b" },
        { $"{Form}; charset=\"utf-7\"", "a=b" },
        { "application/json; charset=nope", "{}" },
        { "application/json; charset=utf-7", "{}" },
        { Form, "signed_request=a%00b.c%00d&_handler=%00&Form.Email=%00" },
        { Form, string.Join('&', Enumerable.Range(0, 2000).Select(i => $"k{i}=v")) },
        { Form, $"{new string('k', 5000)}=v" },
        { "multipart/form-data", "no boundary" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nends in the middle" },
        { "multipart/form-data; boundary=x", "--x\r\nnonsense" },
        { "multipart/form-data; boundary=" + "x,y;;=", "--x--" },
        { "text/plain", new string('x', 300_000) },
        { Form, "a=" + new string('x', 300_000) },
        { "application/json", "{\"talentId\":" + new string('[', 5000) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_WhatCannotBeRead_IsRefusedByEveryEndpointAndNotLogged(string type, string body)
    {
        await using var app = await TestApp.StartAsync();
        using var visitor = app.Browser();
        using var admin = await app.SignedInAsync();
        using var tool = app.Api();
        var paths = Posts(app);
        Assert.True(paths.Length > 20, $"Only {paths.Length} endpoints take a POST.");

        foreach (var path in paths)
        {
            await AssertRefusedAsync(path, visitor.SendAsync(Request(path, type, Encoding.UTF8.GetBytes(body))));
            await AssertRefusedAsync(path, admin.SendAsync(Request(path, type, Encoding.UTF8.GetBytes(body))));
            await AssertRefusedAsync(path, tool.SendAsync(Request(path, type, Encoding.UTF8.GetBytes(body))));
        }

        await AssertNothingLoggedAsync(app);
    }

    [Fact]
    public async Task Post_TenThousandRandomBodies_AreNeverAFaultOfOurs()
    {
        await using var app = await TestApp.StartAsync(("Web:AnonymousRequestsPerMinute", "0"), ("Web:VisitorRequestsPerMinute", "0"), ("Web:WebhooksPerMinute", "0"), ("Api:RequestsPerMinute", "0"));
        using var visitor = app.Browser();
        using var admin = await app.SignedInAsync();
        using var tool = app.Api();
        (Func<HttpRequestMessage, Task<HttpResponseMessage>> Send, string Token)[] senders =
            [(visitor.SendAsync, await TokenAsync(visitor, "/sign-in")), (admin.SendAsync, await TokenAsync(admin, "/sign-out")), (tool.SendAsync, "")];
        var paths = Posts(app);
        TestContext.Current.TestOutputHelper?.WriteLine($"Bodies of seed {BodiesSeed}.");

        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            // Each of its own, so that a body is the same whoever is first, and one that fails can be made again alone.
            var chance = new Random(BodiesSeed + i);
            var path = paths[chance.Next(paths.Length)];
            var (send, token) = senders[chance.Next(senders.Length)];
            var (type, body) = RandomBody(chance, token);
            using var answer = await send(Request(path, type, body));
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"Seed {BodiesSeed}, body {i} to {path} as {type}: {answer.StatusCode}.");
        });

        await AssertNothingLoggedAsync(app);
    }

    [Theory]
    [InlineData("/sign-in?returnUrl=/ü", "/%C3%BC")]
    [InlineData("/sign-in?returnUrl=/%C3%BC%20%F0%9F%98%80?a=b%26c", "/%C3%BC%20%F0%9F%98%80?a=b&c")]
    [InlineData("/sign-in?returnUrl=/%ED%A0%80", "/%ED%A0%80")]
    public async Task Redirect_AddressWithOtherLetters_IsWrittenAsAHeaderTakesIt(string path, string expected)
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();

        using var answer = await admin.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, new Uri(app.Address, answer.Headers.Location!).PathAndQuery);
    }

    [Theory]
    [InlineData("/?page=99999999999&archived=perhaps&sort=%00&q=%00")]
    [InlineData("/invitation/%00?outcome=%00")]
    [InlineData("/talents/not-an-id")]
    [InlineData("/_blazor?id=%00")]
    [InlineData("/api/socials/oauth/callback?state=%00&code=%00&state=2")]
    [InlineData("/settings/platforms/%2e%2e%2f")]
    public async Task Get_StrangeAddress_IsNeverAFaultOfOurs(string path)
    {
        await using var app = await TestApp.StartAsync();
        using var admin = await app.SignedInAsync();
        using var visitor = app.Browser();

        using var toAdmin = await admin.GetAsync(path);
        using var toVisitor = await visitor.GetAsync(path);

        Assert.All([toAdmin.StatusCode, toVisitor.StatusCode], status => Assert.True(status < HttpStatusCode.InternalServerError, $"{status}"));
        await AssertNothingLoggedAsync(app);
    }

    // The framework ends a page, or its circuit, over a query that is no number; text it takes as it is.
    [Fact]
    public void Pages_WhatTheyTakeFromTheAddress_IsText()
    {
        var taken = typeof(App).Assembly.GetTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is not null).ToArray();

        Assert.NotEmpty(taken);
        Assert.All(taken, property => Assert.True(property.PropertyType == typeof(string), $"{property.DeclaringType!.Name}.{property.Name}"));
    }

    private static string[] Posts(TestApp app) =>
    [
        .. app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { } methods || methods.HttpMethods.Count == 0 || methods.HttpMethods.Contains("POST"))
            .Where(endpoint => !endpoint.RoutePattern.RawText!.Contains('*', StringComparison.Ordinal) || endpoint.RoutePattern.RawText.StartsWith("_blazor", StringComparison.Ordinal))
            .Select(Filled).Distinct(StringComparer.Ordinal),
    ];

    private static string Filled(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: var name } => name.EndsWith("id", StringComparison.OrdinalIgnoreCase) ? Guid.Empty.ToString() : "instagram",
        _ => "",
    }))));

    private static HttpRequestMessage Request(string path, string type, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        // A line on which a body was refused unread ends, and the next request on it may meet that end.
        request.Headers.ConnectionClose = true;
        return request;
    }

    private static async Task AssertRefusedAsync(string path, Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{path}: {answer.StatusCode}");
        Assert.True(answer.Headers.Contains("Content-Security-Policy"), $"{path}: {answer.StatusCode} without headers");
    }

    private static async Task AssertNothingLoggedAsync(TestApp app)
    {
        var log = await app.LogAsync();
        Assert.DoesNotContain(" ERR ", log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
    }

    private static async Task<string> TokenAsync(PageClient browser, string path) =>
        (await browser.HiddenAsync(path)).Single(field => field.Name == "__RequestVerificationToken").Value;

    private static (string Type, byte[] Body) RandomBody(Random chance, string token)
    {
        string[] types = [Form, Form, "multipart/form-data; boundary=x", "application/json", "application/json; charset=utf-8", "text/plain; charset=x-nope", "application/octet-stream", "*/*", ";;;", $"{Form}; charset=utf-16"];
        var noise = new byte[chance.Next(600)];
        chance.NextBytes(noise);
        string[] names = ["_handler", "Form.Email", "Form.Password", "Form.Stay", "Form", "Form[0]", "Form.Email.Email", "signed_request", "circuitId", "decision", "talentId", "handle", "\0", "__RequestVerificationToken"];
        string[] values = ["sign-in", "sign-out", "setup", "\0\0", "ü😀\uFFFE", "-1", "99999999999999999999", "null", "{\"a\":", new string('9', 300), "../../", "%00%"];
        var pairs = Enumerable.Range(0, chance.Next(8)).Select(_ => (Name: names[chance.Next(names.Length)], Value: values[chance.Next(values.Length)])).ToList();
        var text = chance.Next(4) switch
        {
            0 => $"__RequestVerificationToken={Uri.EscapeDataString(token)}&" + string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}")),
            1 => string.Concat(pairs.Select(pair => $"--x\r\nContent-Disposition: form-data; name=\"{pair.Name}\"{(chance.Next(2) == 0 ? "; filename=\"f\"" : "")}\r\n\r\n{pair.Value}\r\n")) + (chance.Next(2) == 0 ? "--x--\r\n" : ""),
            2 => "{" + string.Join(',', pairs.Select(pair => $"\"{pair.Name}\":{(chance.Next(2) == 0 ? "\"" + pair.Value + "\"" : pair.Value)}")) + (chance.Next(2) == 0 ? "}" : ""),
            _ => "",
        };
        return (types[chance.Next(types.Length)], text.Length > 0 ? Encoding.UTF8.GetBytes(text) : noise);
    }
}
