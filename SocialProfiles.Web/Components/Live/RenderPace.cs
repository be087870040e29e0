namespace SocialProfiles.Web.Components.Live;

/// <summary>Lets at most ten live updates a second through: the first at once, the rest of a burst together.</summary>
public sealed class RenderPace(TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Waits until the next update may come.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (_next - time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>One comes now.</summary>
    public void Mark() => _next = time.GetUtcNow() + Interval;
}
