using Microsoft.Extensions.Hosting;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A server that runs until a test stops it.</summary>
internal sealed class TestServer : IHostApplicationLifetime, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken ApplicationStarted => new(canceled: true);

    public CancellationToken ApplicationStopping => _stopping.Token;

    public CancellationToken ApplicationStopped => _stopping.Token;

    public void StopApplication() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
