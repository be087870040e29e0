namespace SocialProfiles.Tests.Calendar;

/// <summary>A job that does not end by itself.</summary>
/// <param name="listens">Whether it ends when it is told to.</param>
internal sealed class Hanging(bool listens) : IAsyncDisposable
{
    private readonly TaskCompletionSource _begun = new();
    private readonly TaskCompletionSource _released = new();

    public Task Begun => _begun.Task;

    public Task RunAsync(CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        return listens ? _released.Task.WaitAsync(cancellationToken) : _released.Task;
    }

    public ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
