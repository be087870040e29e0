using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>One circuit, of an admin or a visitor. A circuit sends no cookie after it began, so it has to be told when its session ends.</summary>
internal sealed class OpenPage(OpenPages pages, Sessions sessions, AuthenticationStateProvider authentication) : CircuitHandler
{
    private string? _key;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _key = BrowserSession.KeyOf((await authentication.GetAuthenticationStateAsync()).User);
        if (_key is not null)
        {
            // First known, then checked: what ends in between is heard.
            pages.Add(this);
            await CheckAsync(cancellationToken);
        }
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Remove(this);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (_key is not null)
        {
            sessions.Seen(_key);
        }

        return next(context);
    };

    /// <summary>Takes the admin out of the circuit once the session is over: its pages then lead to signing in, and nothing acts for him.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_key is null || await sessions.IsLiveAsync(_key, cancellationToken))
        {
            return;
        }

        pages.Remove(this);
        var nobody = new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()));
        ((IHostEnvironmentAuthenticationStateProvider)authentication).SetAuthenticationState(Task.FromResult(nobody));
    }
}

/// <summary>The open pages of admins: asked at once when a session of this process ends, and every few seconds for all other reasons.</summary>
internal sealed partial class OpenPages(Sessions sessions, TimeProvider time, ILogger<OpenPages> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const int RoundsBetweenSweeps = 12;

    private readonly ConcurrentDictionary<OpenPage, bool> _pages = new();

    public void Add(OpenPage page) => _pages[page] = true;

    public void Remove(OpenPage page) => _pages.TryRemove(page, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Hear(object? sender, EventArgs e) => _ = CheckAsync(stoppingToken);
        sessions.Ended += Hear;
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
            {
                await CheckAsync(stoppingToken);
                if (round % RoundsBetweenSweeps == 0)
                {
                    await GuardAsync(() => sessions.SweepAsync(stoppingToken), stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        finally
        {
            sessions.Ended -= Hear;
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var page in _pages.Keys)
        {
            await GuardAsync(() => page.CheckAsync(cancellationToken), cancellationToken);
        }
    }

    // A database that fails now is asked again in a few seconds.
    private async Task GuardAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception exception) when (StorageException.IsOfDatabase(exception))
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whether sessions are over could not be read; asked again in a few seconds")]
    private partial void LogFailed(Exception exception);
}
