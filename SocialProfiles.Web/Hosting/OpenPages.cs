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

    /// <summary>
    /// Takes the person out of the circuit once the session is over: its pages then lead to signing in, and nothing acts for
    /// them. Where they are called something else by now, it acts under that name: the former one may be somebody else's.
    /// </summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_key is null)
        {
            return;
        }

        if (await sessions.PersonAsync(_key, cancellationToken) is not { } person)
        {
            pages.Remove(this);
            Set(new ClaimsPrincipal(new ClaimsIdentity()));
            return;
        }

        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (user.FindFirstValue(ClaimTypes.Email) != person.Email)
        {
            Set(PersonName.With(user, person.Email));
        }
    }

    private void Set(ClaimsPrincipal user) =>
        ((IHostEnvironmentAuthenticationStateProvider)authentication).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
}

/// <summary>The open pages of admins: asked at once when a session of this process ends, and by the calendar every few seconds for all other reasons.</summary>
internal sealed partial class OpenPages : IDisposable
{
    private readonly ConcurrentDictionary<OpenPage, bool> _pages = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly IDisposable _subscription;
    private readonly ILogger<OpenPages> _logger;

    public OpenPages(SessionsSignal signal, ILogger<OpenPages> logger)
    {
        _logger = logger;
        _subscription = signal.Subscribe(() => _ = CheckAsync(_disposed.Token));
    }

    public void Add(OpenPage page) => _pages[page] = true;

    public void Remove(OpenPage page) => _pages.TryRemove(page, out _);

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var page in _pages.Keys)
        {
            try
            {
                await page.CheckAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (StorageException.IsOfDatabase(exception))
            {
                // Asked again in a few seconds.
                LogFailed(exception);
            }
        }
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _disposed.Cancel();
        _disposed.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "Whether sessions are over could not be read; asked again in a few seconds")]
    private partial void LogFailed(Exception exception);
}
