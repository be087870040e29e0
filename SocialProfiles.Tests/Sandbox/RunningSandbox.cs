using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SocialProfiles.Web.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

/// <summary>A sandbox on a port of its own, without latency, and a client that follows nothing by itself.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    public const string Instagram = "instagram/v25.0/17841400000000099";
    public const string ProfileFields = "username,name,biography,website,profile_picture_url,followers_count,follows_count,media_count";
    public const string MediaFields = "id,caption,media_type,media_product_type,media_url,permalink,timestamp,like_count,comments_count,view_count";

    private readonly SandboxServer _server;

    private RunningSandbox(SandboxServer server)
    {
        _server = server;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.BaseAddress };
    }

    public HttpClient Http { get; }

    public SandboxServer Server => _server;

    public static async Task<RunningSandbox> StartAsync(TimeProvider? time = null)
    {
        var server = new SandboxServer(Options.Create(new SandboxOptions { LatencyMilliseconds = 0 }), time ?? TimeProvider.System);
        await server.StartingAsync(TestContext.Current.CancellationToken);
        return new RunningSandbox(server);
    }

    public async Task<(int Status, JsonObject Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(body)!.AsObject());
    }

    /// <summary>The account that business discovery finds, with up to <paramref name="limit"/> posts.</summary>
    public async Task<JsonObject> DiscoverAsync(string handle, int limit = 25, string? after = null)
    {
        var cursor = after is null ? "" : $".after({after})";
        var (status, body) = await GetAsync(Discovery(handle, $"{ProfileFields},media.limit({limit}){cursor}{{{MediaFields}}}"));
        Assert.Equal(200, status);
        return body["business_discovery"]!.AsObject();
    }

    public static string Discovery(string handle, string fields, string token = "sandbox-instagram-token") =>
        $"{Instagram}?fields={Uri.EscapeDataString($"business_discovery.username({handle}){{{fields}}}")}&access_token={token}";

    public Task<(int Status, JsonObject Body)> YouTubeAsync(string query) => GetAsync($"youtube/{query}&key=sandbox-youtube-key");

    public async Task<JsonObject> ChannelAsync(string handle)
    {
        var (_, body) = await YouTubeAsync($"channels?part=id,snippet,contentDetails,statistics,status&forHandle=@{handle}");
        return body["items"]![0]!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.StoppedAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }
}
