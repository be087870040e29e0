using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SocialProfiles.Sandbox;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Bench.Reliability;

/// <summary>How Instagram answers.</summary>
internal enum Answering
{
    Well,

    /// <summary>503 at once.</summary>
    Refusing,

    /// <summary>It takes the call and never answers.</summary>
    Hanging,
}

/// <summary>The sandbox's platforms outside of the application, behind a door that counts calls and can shut one platform.</summary>
internal sealed class OutagePlatforms : IAsyncDisposable
{
    private readonly SandboxServer _sandbox;
    private readonly WebApplication _door;
    private readonly HttpClient _line = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private volatile Answering _instagram;

    private OutagePlatforms(SandboxServer sandbox)
    {
        _sandbox = sandbox;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _door = builder.Build();
        _door.Run(AnswerAsync);
    }

    public string Address => _door.Urls.First();

    public Answering Instagram
    {
        get => _instagram;
        set => _instagram = value;
    }

    public int Calls(string platform) => _calls.GetValueOrDefault(platform);

    public static async Task<OutagePlatforms> StartAsync()
    {
        var sandbox = new SandboxServer(Options.Create(new SandboxOptions { LatencyMilliseconds = 20 }), new SandboxTokens(TimeProvider.System), TimeProvider.System);
        await sandbox.StartingAsync(CancellationToken.None);
        var platforms = new OutagePlatforms(sandbox);
        await platforms._door.StartAsync();
        return platforms;
    }

    public async ValueTask DisposeAsync()
    {
        await _door.StopAsync();
        await _door.DisposeAsync();
        await _sandbox.StoppedAsync(CancellationToken.None);
        await _sandbox.DisposeAsync();
        _line.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var platform = path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
        _calls.AddOrUpdate(platform, 1, (_, calls) => calls + 1);
        try
        {
            if (platform == "instagram" && _instagram != Answering.Well)
            {
                if (_instagram == Answering.Hanging)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                }

                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync("Service Unavailable", context.RequestAborted);
                return;
            }

            using var call = new HttpRequestMessage(HttpMethod.Get, new Uri(_sandbox.BaseAddress, path.TrimStart('/') + context.Request.QueryString.Value));
            foreach (var header in context.Request.Headers.Where(header => header.Key is not "Host" and not "Connection"))
            {
                call.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }

            using var answer = await _line.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
