namespace SocialProfiles.Web.Components.Shared;

/// <summary>What a page reads for what is chosen on it: the next choice makes what still loads worthless, and ends it.</summary>
/// <param name="gone">Ends with the page.</param>
internal sealed class LatestRead(CancellationToken gone) : IDisposable
{
    private CancellationTokenSource _reading = new();

    /// <summary>Ends the read before.</summary>
    /// <returns>For the one that begins; already ended where the page has gone.</returns>
    public async Task<CancellationToken> BeginAsync()
    {
        // Exchanged before anything is awaited: the next choice may come meanwhile.
        var before = _reading;
        _reading = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var cancellation = _reading.Token;
        await before.CancelAsync();
        before.Dispose();
        return cancellation;
    }

    public void Dispose()
    {
        _reading.Cancel();
        _reading.Dispose();
    }
}
