using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox;

/// <summary>
/// The imitated platforms as a web server of their own on this machine's loopback address, so that the clients talk to them
/// as to a third party and nobody outside reaches them. It is up before any other hosted service starts, and goes down last.
/// </summary>
public sealed class SandboxServer : IHostedLifecycleService, IAsyncDisposable
{
    // Bound at once, listening later: the clients' addresses are known before anything has started,
    // whatever asks for them first (options are validated before the first hosted service starts).
    private readonly Socket _socket;
    private readonly SandboxExchange _exchange;
    private readonly ISandboxPlatform[] _platforms;
    private WebApplication? _application;

    internal SandboxServer(IOptions<SandboxOptions> options, SandboxTokens tokens, TimeProvider time)
    {
        _exchange = new SandboxExchange(options.Value, time);
        _platforms = [.. Imitations.All.SelectMany(imitation => imitation.Servers(tokens, time))];
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        BaseAddress = new Uri($"http://{_socket.LocalEndPoint}/");
    }

    /// <summary>Where the server answers, or will answer once it has started; on a port that the system chose.</summary>
    public Uri BaseAddress { get; }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_application is not null)
        {
            throw new InvalidOperationException("The sandbox server has been started already.");
        }

        // The empty builder reads no configuration: the site's own addresses, limits and certificates do not apply here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => _socket);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen((IPEndPoint)_socket.LocalEndPoint!);
        });

        // A signal to stop is for the site: a sandbox that heard it too would break the syncs that the site still finishes.
        builder.Services.AddSingleton<IHostLifetime, StoppedByItsSite>();
        var application = builder.Build();
        var stopping = application.Lifetime.ApplicationStopping;
        application.Run(context => AnswerAsync(context, stopping));
        await application.StartAsync(cancellationToken);
        _application = application;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => _application?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _socket.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var platform = Array.Find(_platforms, candidate => context.Request.Path.StartsWithSegments($"/{candidate.Path}", StringComparison.Ordinal));
            if (platform is null || !platform.Takes(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            if (!await SandboxRequestBody.TryTakeAsync(context.Request, ended.Token))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            await _exchange.RunAsync(context, platform, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The caller gave up, or we stop: either way nobody reads the answer, and half of one must not look complete.
            context.Abort();
        }
    }

    private sealed class StoppedByItsSite : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
