namespace SocialProfiles.Web.Components.Shared;

/// <summary>Waits until typing pauses, so that not every letter is looked for. What is typed on ends what was begun for the text before.</summary>
/// <param name="pause">Long enough not to search for every letter of a name, short enough not to be noticed.</param>
internal sealed class TypingPause(TimeSpan pause, TimeProvider time) : IDisposable
{
    private CancellationTokenSource _typed = new();

    /// <returns>Ends when something more is typed; for what is begun now.</returns>
    /// <exception cref="OperationCanceledException">Something more was typed, or the page has gone.</exception>
    public async Task<CancellationToken> WaitAsync()
    {
        var typed = await EndAsync();
        await Task.Delay(pause, time, typed);
        return typed;
    }

    /// <summary>Ends what was begun, without a wait.</summary>
    public async Task<CancellationToken> EndAsync()
    {
        // Exchanged before anything is awaited: the next letter may come meanwhile.
        var before = _typed;
        _typed = new CancellationTokenSource();
        var typed = _typed.Token;
        await before.CancelAsync();
        before.Dispose();
        return typed;
    }

    public void Dispose()
    {
        _typed.Cancel();
        _typed.Dispose();
    }
}
