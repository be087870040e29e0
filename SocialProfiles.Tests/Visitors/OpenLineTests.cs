using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Visitors;

/// <summary>The circuit of an open page takes only our own pages, and only so many.</summary>
public sealed class OpenLineTests
{
    [Theory]
    [InlineData("https://evil.test", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("null", false)]
    [InlineData("ours", true)]
    [InlineData(null, true)]
    [InlineData("https://talents.agency.example", true)]
    [InlineData("http://talents.agency.example", false)]
    public async Task Line_FromThePageOfAnotherSite_IsRefused(string? origin, bool isOpen)
    {
        await using var app = await TestApp.StartAsync(("Web:PublicUrl", "https://talents.agency.example"));

        var opened = await OpenAsync(app, origin == "ours" ? app.Address.GetLeftPart(UriPartial.Authority) : origin);

        Assert.Equal(isOpen ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, opened.Status);
        opened.Socket.Dispose();
    }

    [Theory]
    [InlineData("Web:OpenPagesPerAddress")]
    [InlineData("Web:OpenPages")]
    public async Task Line_TooManyAtOnce_IsRefusedUntilOneCloses(string setting)
    {
        await using var app = await TestApp.StartAsync((setting, "2"));
        var first = await OpenAsync(app, null);
        var second = await OpenAsync(app, null);

        var third = await OpenAsync(app, null);
        await first.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        using var patience = Patience.Limit();
        HttpStatusCode fourth;
        do
        {
            // The server notices the end of a connection a moment later.
            var opened = await OpenAsync(app, null);
            fourth = opened.Status;
            opened.Socket.Dispose();
            patience.Token.ThrowIfCancellationRequested();
        }
        while (fourth != HttpStatusCode.SwitchingProtocols);

        Assert.Equal((HttpStatusCode.SwitchingProtocols, HttpStatusCode.ServiceUnavailable), (second.Status, third.Status));
        second.Socket.Dispose();
    }

    [Fact]
    public async Task Endpoints_OpenToEverybody_AreCounted()
    {
        await using var app = await TestApp.StartAsync(("Web:AnonymousRequestsPerMinute", "1"));
        var open = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods } || methods.Contains("GET"))
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(path => !path.Contains('{', StringComparison.Ordinal) && !path.EndsWith(".gz", StringComparison.Ordinal) && !path.EndsWith(".br", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).ToArray();
        using var visitor = app.Api(null);
        (await visitor.GetAsync("/health/live")).Dispose();

        Assert.True(open.Length > 10, $"Only {open.Length} endpoints were found.");
        foreach (var path in open)
        {
            using var answer = await visitor.GetAsync("/" + path.TrimStart('/'));
            Assert.True(answer.StatusCode is HttpStatusCode.TooManyRequests, $"{path}: {answer.StatusCode}");
        }
    }

    private static async Task<(ClientWebSocket Socket, HttpStatusCode Status)> OpenAsync(TestApp app, string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return (socket, socket.HttpStatusCode);
    }
}
