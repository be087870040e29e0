using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SocialProfiles.Sandbox;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Tests.Sandbox;

/// <summary>A sandbox on a port of its own, without latency, and a client that follows nothing by itself.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    public const string Instagram = "instagram/v25.0/17841400000000099";
    public const string ProfileFields = "username,name,biography,website,profile_picture_url,followers_count,follows_count,media_count";
    public const string MediaFields = "id,caption,media_type,media_product_type,media_url,permalink,timestamp,like_count,comments_count,view_count";

    public const string RedirectAddress = "https://app.example/api/socials/oauth/callback";

    private readonly SandboxServer _server;

    private RunningSandbox(SandboxServer server, SandboxTokens tokens, SandboxConsents consents)
    {
        _server = server;
        Tokens = tokens;
        Consents = consents;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.BaseAddress };
    }

    public HttpClient Http { get; }

    public SandboxTokens Tokens { get; }

    public SandboxConsents Consents { get; }

    public SandboxServer Server => _server;

    public static async Task<RunningSandbox> StartAsync(TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var tokens = new SandboxTokens(time);
        var server = new SandboxServer(Options.Create(new SandboxOptions { LatencyMilliseconds = 0 }), tokens, time);
        await server.StartingAsync(TestContext.Current.CancellationToken);
        return new RunningSandbox(server, tokens, new SandboxConsents(tokens));
    }

    public Task<(int Status, JsonObject Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

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

    /// <summary>What a talent does on the consent page.</summary>
    /// <returns>The code.</returns>
    public string Consent(string platform, string handle, string[]? scopes = null, string life = "usual", ConsentAsk? ask = null)
    {
        var site = ConsentSites.Get(platform);
        ask ??= new ConsentAsk(RedirectAddress, site.Scopes, "state", "", null, IsOffline: true, Prompts: true);
        return Consents.Give(site, ask, handle, scopes ?? [.. site.Scopes.Select(scope => scope.Name)], site.Lives.First(offered => offered.Choice == life).Life);
    }

    public Task<(int Status, JsonObject Body)> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, null, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<(int Status, JsonObject Body)> GetAsync(string path, string bearer) => SendAsync(HttpMethod.Get, path, bearer, null);

    /// <returns>The body; an empty object where nothing came.</returns>
    public async Task<(int Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? bearer, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.StoppedAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }
}
