using Microsoft.AspNetCore.Components.Authorization;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>The asking of one open page; <see cref="StepUpDialog"/>, which is on every page, shows it.</summary>
public sealed class StepUp(AuthenticationStateProvider authentication, Sessions sessions) : IStepUp
{
    private TaskCompletionSource<bool>? _asking;

    /// <summary>Somebody has to be asked.</summary>
    internal event EventHandler? Asked;

    internal bool IsAsking => _asking is not null;

    public async Task<bool> ProveAsync()
    {
        if (BrowserSession.KeyOf((await authentication.GetAuthenticationStateAsync()).User) is not { } key)
        {
            return false;
        }

        if (await sessions.IsProvedAsync(key, CancellationToken.None))
        {
            return true;
        }

        if (Asked is null)
        {
            // Nothing here could ask.
            return false;
        }

        _asking ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = _asking.Task;
        Asked.Invoke(this, EventArgs.Empty);

        // Whatever the dialog says: what counts is what the server noted.
        return await answer && await sessions.IsProvedAsync(key, CancellationToken.None);
    }

    internal void Answer(bool isProved)
    {
        var asking = _asking;
        _asking = null;
        asking?.TrySetResult(isProved);
    }
}
