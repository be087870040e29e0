namespace SocialProfiles.Web.Components.Shared;

/// <summary>How a read ended.</summary>
internal enum ReadOutcome
{
    Done,

    /// <summary>It failed, which is in the log.</summary>
    Failed,

    /// <summary>Something else was chosen meanwhile, or the page has gone: whatever it read is worthless.</summary>
    Superseded,
}

/// <summary>What a page reads for what is chosen on it: the next choice ends what still loads.</summary>
/// <param name="gone">Ends with the page.</param>
internal sealed class LatestRead(ILogger logger, CancellationToken gone) : IDisposable
{
    private CancellationTokenSource _reading = new();

    /// <summary>Ends the read before and runs this one.</summary>
    public async Task<ReadOutcome> RunAsync(Func<CancellationToken, Task> read)
    {
        if (gone.IsCancellationRequested)
        {
            return ReadOutcome.Superseded;
        }

        // Exchanged before anything is awaited: the next choice may come meanwhile.
        var before = _reading;
        _reading = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var cancellation = _reading.Token;
        await before.CancelAsync();
        before.Dispose();
        try
        {
            await read(cancellation);
            return ReadOutcome.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ReadOutcome.Superseded;
        }
        catch (Exception exception)
        {
            logger.ReadFailed(exception);
            return ReadOutcome.Failed;
        }
    }

    public void Dispose()
    {
        _reading.Cancel();
        _reading.Dispose();
    }
}
