using System.Text.Json;
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
/// What ended when, counted in memory as it is written, so that charts cost no query. Stored every half minute while it changes; what
/// ended between that and the start of this process is read from the attempts, when somebody first asks. Safe for many threads.
/// </summary>
public sealed class SyncTimeline(Database database, DataWorld world, TimeProvider time) : IDisposable
{
    // Attempts further back are not looked for: with 50,000 profiles a day of them takes a minute to read.
    private static readonly TimeSpan _mostRead = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _saving = new(1);
    private readonly Ring _hour = new(TimeSpan.FromMinutes(1), 60);
    private readonly Ring _day = new(TimeSpan.FromMinutes(15), 96);
    private Task? _past;
    private long _ended;
    private long _saved;

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

    /// <summary>Stores it, where something ended since the last time.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await PastAsync().WaitAsync(cancellationToken);
        await _saving.WaitAsync(cancellationToken);
        try
        {
            var ended = Ended;
            if (ended == _saved)
            {
                return;
            }

            string data;
            DateTimeOffset now;
            lock (_lock)
            {
                now = time.GetUtcNow();
                data = JsonSerializer.Serialize(new[] { _hour.Save(), _day.Save() });
            }

            await database.WriteAsync(
                async db =>
                {
                    var stored = await db.Set<StoredTimeline>().AsTracking().SingleOrDefaultAsync(cancellationToken)
                        ?? db.Add(new StoredTimeline { IsSandbox = world.IsSandbox, Data = "" }).Entity;
                    (stored.SavedAt, stored.Data) = (now, data);
                    return true;
                },
                cancellationToken);
            _saved = ended;
        }
        finally
        {
            _saving.Release();
        }
    }

    public void Dispose() => _saving.Dispose();

    /// <summary>A sync ended and was written.</summary>
    internal void Note(string platform, SyncOutcome outcome, int milliseconds, DateTimeOffset endedAt)
    {
        Interlocked.Increment(ref _ended);
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _hour.Add(platform, outcome, milliseconds, endedAt, now);
            _day.Add(platform, outcome, milliseconds, endedAt, now);
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
        await database.ReadAsync(
            async db =>
            {
                var since = _begun - _mostRead;
                if (await db.Set<StoredTimeline>().SingleOrDefaultAsync() is { } stored)
                {
                    since = stored.SavedAt > since ? stored.SavedAt : since;
                    Load(stored.Data);
                }

                var attempts = from attempt in db.SyncAttempts
                               join connection in db.Connections on attempt.ConnectionKey equals connection.Key
                               where attempt.EndedAt > since && attempt.EndedAt < _begun
                               select new { connection.Platform, attempt.Outcome, attempt.DurationMilliseconds, attempt.EndedAt };
                await foreach (var one in attempts.AsAsyncEnumerable())
                {
                    lock (_lock)
                    {
                        _hour.Add(one.Platform, one.Outcome, one.DurationMilliseconds, one.EndedAt, time.GetUtcNow());
                        _day.Add(one.Platform, one.Outcome, one.DurationMilliseconds, one.EndedAt, time.GetUtcNow());
                    }
                }

                return true;
            },
            CancellationToken.None);
    }

    private void Load(string data)
    {
        if (JsonSerializer.Deserialize<List<SavedCell>[]>(data) is [var hour, var day])
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                _hour.Load(hour, now);
                _day.Load(day, now);
            }
        }
    }

    private sealed record SavedCell(long Slot, Dictionary<string, int[]> Platforms, Dictionary<int, int> Durations);

    private sealed class Ring(TimeSpan step, int count)
    {
        private readonly Cell[] _cells = [.. Enumerable.Range(0, count).Select(_ => new Cell())];

        public void Add(string platform, SyncOutcome outcome, int milliseconds, DateTimeOffset endedAt, DateTimeOffset now)
        {
            var slot = SlotOf(endedAt);
            if (IsToCome(slot, now))
            {
                return;
            }

            var cell = CellOf(slot, now);

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

        public List<SavedCell> Save() => [.. _cells.Where(cell => cell.Slot >= 0).Select(cell => cell.Save())];

        public void Load(IEnumerable<SavedCell> cells, DateTimeOffset now)
        {
            foreach (var saved in cells.Where(saved => saved.Slot >= 0 && !IsToCome(saved.Slot, now)))
            {
                CellOf(saved.Slot, now).Load(saved);
            }
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

        /// <summary>What a clock that ran ahead left there is forgotten: it would refuse everything until that time comes.</summary>
        private Cell CellOf(long slot, DateTimeOffset now)
        {
            var cell = _cells[slot % count];
            if (IsToCome(cell.Slot, now))
            {
                cell.Begin(-1);
            }

            return cell;
        }

        // The next one may have begun already for whoever took the time a moment later.
        private bool IsToCome(long slot, DateTimeOffset now) => slot > SlotOf(now) + 1;

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

        public SavedCell Save() => new(
            Slot,
            Platforms.ToDictionary(pair => pair.Key, pair => new[] { pair.Value.Succeeded, pair.Value.Retried, pair.Value.Failed }, StringComparer.Ordinal),
            Durations.Index().Where(bucket => bucket.Item > 0).ToDictionary(bucket => bucket.Index, bucket => bucket.Item));

        /// <summary>Adds what was saved of the same step; what is newer here stays.</summary>
        public void Load(SavedCell saved)
        {
            if (saved.Slot < Slot)
            {
                return;
            }

            if (saved.Slot > Slot)
            {
                Begin(saved.Slot);
            }

            foreach (var (platform, counts) in saved.Platforms)
            {
                var known = Platforms.GetValueOrDefault(platform);
                Platforms[platform] = new TimelineCount(known.Succeeded + counts[0], known.Retried + counts[1], known.Failed + counts[2]);
            }

            foreach (var (bucket, ended) in saved.Durations)
            {
                Durations[Math.Clamp(bucket, 0, Durations.Length - 1)] += ended;
            }
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
