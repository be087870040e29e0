using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Load;

namespace SocialProfiles.Bench.Pixel;

/// <summary>Syncs of other talents' accounts while something else is measured, evenly spread, until disposed.</summary>
internal sealed class BackgroundSyncs : IAsyncDisposable
{
    /// <summary>What hourly syncs of 72,000 accounts come to.</summary>
    public const int PerSecond = 20;

    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    private BackgroundSyncs(Rig rig, IReadOnlyList<Guid> connections) => _running = RunAsync(rig, connections);

    public static async Task<BackgroundSyncs> StartAsync(Rig rig, IReadOnlyList<Guid> talents)
    {
        var connections = new Guid[talents.Count];
        await ApiClient.RepeatAsync(talents.Count, async i => connections[i] = await rig.Api.ConnectAsync(talents[i], $"background.{i}"));
        return new BackgroundSyncs(rig, connections);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private async Task RunAsync(Rig rig, IReadOnlyList<Guid> connections)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        try
        {
            for (var i = 0; await timer.WaitForNextTickAsync(_end.Token); i++)
            {
                await rig.Api.RefreshAsync(connections[i % connections.Count]);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // What was measured beside it is done.
        }
    }
}
