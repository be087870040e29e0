using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>How far back a timeline looks.</summary>
public enum TimelineSpan
{
    /// <summary>Sixty steps of a minute.</summary>
    Hour,

    /// <summary>96 steps of a quarter of an hour.</summary>
    Day,
}

/// <summary>What ended in one step of time.</summary>
/// <param name="From">When the step begins, UTC.</param>
/// <param name="Retried">Failed and tried again in the same round.</param>
/// <param name="P50">Median of what the good ones took, milliseconds, to within 3 per cent; null where there were none.</param>
/// <param name="P95">95th percentile of the same.</param>
public sealed record TimelineStep(DateTimeOffset From, int Succeeded, int Retried, int Failed, double? P50, double? P95)
{
    public int All => Succeeded + Retried + Failed;
}

/// <summary>What ended of one platform.</summary>
public readonly record struct TimelineCount(int Succeeded, int Retried, int Failed);

/// <summary>The syncs of the last hour or day, in equal steps, the oldest first; the last one is still under way.</summary>
/// <param name="Step">How long each lasts.</param>
/// <param name="Platforms">What ended in all of it, by key of the platform.</param>
/// <param name="P50">Median of what the good ones took, milliseconds, to within 3 per cent; null where there were none.</param>
/// <param name="P95">95th percentile of the same.</param>
public sealed record Timeline(TimeSpan Step, IReadOnlyList<TimelineStep> Steps, IReadOnlyDictionary<string, TimelineCount> Platforms, double? P50, double? P95);

/// <summary>
/// What ended when, counted in memory as it is written, so that charts cost no query. What ended before this process began is read
/// once, when somebody first asks. Safe for many threads.
/// </summary>
public sealed class SyncTimeline(Database database, TimeProvider time)
{
    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private readonly Lock _lock = new();
    private readonly Ring _hour = new(TimeSpan.FromMinutes(1), 60);
    private readonly Ring _day = new(TimeSpan.FromMinutes(15), 96);
    private Task? _past;
    private long _ended;

    /// <summary>Syncs that were written since this process began.</summary>
    internal long Ended => Interlocked.Read(ref _ended);

    public async Task<Timeline> GetAsync(TimelineSpan span, CancellationToken cancellationToken)
    {
        await PastAsync().WaitAsync(cancellationToken);
        lock (_lock)
        {
            return (span == TimelineSpan.Hour ? _hour : _day).Read(time.GetUtcNow());
        }
    }

    /// <summary>A sync ended and was written.</summary>
    internal void Note(string platform, SyncOutcome outcome, int milliseconds, DateTimeOffset endedAt)
    {
        Interlocked.Increment(ref _ended);
        lock (_lock)
        {
            _hour.Add(platform, outcome, milliseconds, endedAt);
            _day.Add(platform, outcome, milliseconds, endedAt);
        }
    }

    // Whoever asks while it is read waits for the same; after a fault the next one reads again.
    private Task PastAsync()
    {
        lock (_lock)
        {
            return _past is { IsFaulted: false, IsCanceled: false } past ? past : _past = ReadPastAsync();
        }
    }

    private async Task ReadPastAsync()
    {
        await Task.Yield();
        var dayAgo = _begun.AddDays(-1);

        // One after another: with 50,000 profiles there are more than a million.
        await database.ReadAsync(
            async db =>
            {
                await foreach (var one in (from attempt in db.SyncAttempts
                                           join connection in db.Connections on attempt.ConnectionKey equals connection.Key
                                           where attempt.EndedAt >= dayAgo && attempt.EndedAt < _begun
                                           select new { connection.Platform, attempt.Outcome, attempt.DurationMilliseconds, attempt.EndedAt }).AsAsyncEnumerable())
                {
                    lock (_lock)
                    {
                        _hour.Add(one.Platform, one.Outcome, one.DurationMilliseconds, one.EndedAt);
                        _day.Add(one.Platform, one.Outcome, one.DurationMilliseconds, one.EndedAt);
                    }
                }

                return true;
            },
            CancellationToken.None);
    }

    private sealed class Ring(TimeSpan step, int count)
    {
        private readonly Cell[] _cells = [.. Enumerable.Range(0, count).Select(_ => new Cell())];

        public void Add(string platform, SyncOutcome outcome, int milliseconds, DateTimeOffset endedAt)
        {
            var slot = SlotOf(endedAt);
            var cell = _cells[slot % count];

            // What is read late of an earlier round of the ring has no place any more.
            if (slot < cell.Slot)
            {
                return;
            }

            if (slot > cell.Slot)
            {
                cell.Begin(slot);
            }

            cell.Add(platform, outcome, milliseconds);
        }

        public Timeline Read(DateTimeOffset now)
        {
            var last = SlotOf(now);
            List<TimelineStep> steps = new(count);
            Dictionary<string, TimelineCount> platforms = new(StringComparer.Ordinal);
            var all = new int[Durations.Buckets];
            for (var slot = last - count + 1; slot <= last; slot++)
            {
                var from = DateTimeOffset.FromUnixTimeMilliseconds(slot * (long)step.TotalMilliseconds);
                if (_cells[slot % count] is not { } cell || cell.Slot != slot)
                {
                    steps.Add(new TimelineStep(from, 0, 0, 0, null, null));
                    continue;
                }

                var (succeeded, retried, failed) = (0, 0, 0);
                foreach (var (platform, counted) in cell.Platforms)
                {
                    (succeeded, retried, failed) = (succeeded + counted.Succeeded, retried + counted.Retried, failed + counted.Failed);
                    var sum = platforms.GetValueOrDefault(platform);
                    platforms[platform] = new TimelineCount(sum.Succeeded + counted.Succeeded, sum.Retried + counted.Retried, sum.Failed + counted.Failed);
                }

                for (var i = 0; i < all.Length; i++)
                {
                    all[i] += cell.Durations[i];
                }

                steps.Add(new TimelineStep(from, succeeded, retried, failed, Durations.Percentile(cell.Durations, 0.50), Durations.Percentile(cell.Durations, 0.95)));
            }

            return new Timeline(step, steps, platforms, Durations.Percentile(all, 0.50), Durations.Percentile(all, 0.95));
        }

        private long SlotOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / (long)step.TotalMilliseconds;
    }

    private sealed class Cell
    {
        public long Slot { get; private set; } = -1;

        public Dictionary<string, TimelineCount> Platforms { get; } = new(StringComparer.Ordinal);

        public int[] Durations { get; } = new int[Ingestion.Durations.Buckets];

        public void Begin(long slot)
        {
            Slot = slot;
            Platforms.Clear();
            Array.Clear(Durations);
        }

        public void Add(string platform, SyncOutcome outcome, int milliseconds)
        {
            var count = Platforms.GetValueOrDefault(platform);
            Platforms[platform] = outcome switch
            {
                SyncOutcome.Succeeded => count with { Succeeded = count.Succeeded + 1 },
                SyncOutcome.Retried => count with { Retried = count.Retried + 1 },
                _ => count with { Failed = count.Failed + 1 },
            };
            if (outcome == SyncOutcome.Succeeded)
            {
                Durations[Ingestion.Durations.BucketOf(milliseconds)]++;
            }
        }
    }
}
