using System.Collections.Concurrent;
using System.Globalization;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox;

/// <summary>One call to the sandbox from beginning to end: latency, what the handle makes go wrong, and the answer.</summary>
internal sealed class SandboxExchange(SandboxOptions options, TimeProvider time)
{
    private const int CountedAccounts = 10_000;
    private static readonly TimeSpan _slowness = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.OrdinalIgnoreCase);
    private long _callNumber;

    public async Task RunAsync(HttpContext context, ISandboxPlatform platform, CancellationToken cancellationToken)
    {
        var handle = platform.HandleOf(context.Request);
        var conduct = SandboxBehaviours.For(handle ?? "");
        await TakeTimeAsync(conduct.Conduct, cancellationToken);

        if (platform.RefuseCaller(context.Request) is { } refusal)
        {
            await WriteAsync(context, refusal, cancellationToken);
            return;
        }

        if (handle is not null && await SandboxFaults.TryBreakAsync(context, conduct.Conduct, cancellationToken))
        {
            return;
        }

        var answer = handle is not null && GoesWrong(platform, conduct, handle)
            ? platform.Refuse(conduct.Conduct, context.Request, handle)
            : null;
        answer ??= platform.Answer(context.Request, ToTheMinute(time.GetUtcNow()));

        if (conduct.Conduct is SandboxConduct.Garbled)
        {
            await SandboxFaults.CutOffAsync(context, answer.ToBytes(), cancellationToken);
            return;
        }

        await WriteAsync(context, answer, cancellationToken);
    }

    // Numbers stand still within a minute: two syncs in a row then agree, and a test can say what it expects.
    private static DateTimeOffset ToTheMinute(DateTimeOffset now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static Task WriteAsync(HttpContext context, SandboxAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        var bytes = answer.ToBytes();
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, cancellationToken).AsTask();
    }

    private async Task TakeTimeAsync(SandboxConduct conduct, CancellationToken cancellationToken)
    {
        var spread = 0.6 + (0.8 * Seed.Of("latency").For((int)Interlocked.Increment(ref _callNumber)).Unit);
        var latency = TimeSpan.FromMilliseconds(options.LatencyMilliseconds * spread);
        latency += conduct is SandboxConduct.Slow ? _slowness : TimeSpan.Zero;
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, time, cancellationToken);
        }
    }

    private bool GoesWrong(ISandboxPlatform platform, SandboxBehaviour behaviour, string handle)
    {
        if (behaviour.FailsFirst == 0)
        {
            return behaviour.Conduct is not SandboxConduct.Ordinary;
        }

        if (_calls.Count > CountedAccounts)
        {
            _calls.Clear();
        }

        return _calls.AddOrUpdate($"{platform.Path}/{handle}", 1, (_, calls) => calls + 1) <= behaviour.FailsFirst;
    }
}
