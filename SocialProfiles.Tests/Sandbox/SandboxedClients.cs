using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

/// <summary>The real platforms of an application whose sandbox is on, without the rest of the application.</summary>
internal sealed class SandboxedClients : IAsyncDisposable
{
    private readonly IHost _host;

    private SandboxedClients(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public static async Task<SandboxedClients> StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings
            .Append(("Sandbox:Enabled", "true"))
            .Append(("Sandbox:LatencyMilliseconds", "0"))
            .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        Assert.True(builder.AddSandbox());
        builder.Services.AddPlatforms(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new SandboxedClients(host);
    }

    public IPlatformClient Client(string platform) => Services.GetRequiredService<PlatformCatalog>().ClientOf(platform)!;

    /// <summary>What a sync does: the profile, then posts until <paramref name="wanted"/> are there or no more come.</summary>
    public async Task<Result> SyncAsync(string platform, string handle, int wanted = 50)
    {
        var client = Client(platform);
        var account = new PlatformAccount(handle, null);
        var cancellationToken = TestContext.Current.CancellationToken;
        var profile = await client.GetProfileAsync(account, cancellationToken);
        if (!profile.Succeeded)
        {
            return new Result(null, [], profile.Failure);
        }

        var posts = new List<PlatformPost>();
        string? cursor = null;
        do
        {
            var page = await client.GetPostsAsync(account, profile.Value, cursor, wanted - posts.Count, cancellationToken);
            if (!page.Succeeded)
            {
                return new Result(profile.Value, posts, page.Failure);
            }

            posts.AddRange(page.Value.Posts);
            cursor = page.Value.NextCursor;
        }
        while (cursor is not null && posts.Count < wanted);

        return new Result(profile.Value, posts, null);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    public sealed record Result(PlatformProfile? Profile, IReadOnlyList<PlatformPost> Posts, PlatformFailure? Failure);
}
