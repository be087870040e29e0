
namespace SocialProfiles.Core.Storage;

/// <summary>
/// Whether the database can be written now, and if not, why. Whatever writes reports a fault at once; only a write that
/// went through (<see cref="IStorageProbe"/>) clears it. Damage does not heal while the program runs, so it stays.
/// </summary>
public sealed class StorageHealth(TimeProvider time)
{
    private readonly Lock _lock = new();
    private StorageFault? _fault;
    private bool _isDamaged;
    private long _checkedAt;

    /// <summary>The fault changed. Raised on the thread that found out; keep handlers short.</summary>
    public event EventHandler? Changed;

    /// <summary>What is wrong now; null while nothing is.</summary>
    public StorageFault? Fault
    {
        get
        {
            lock (_lock)
            {
                return _fault ?? (_isDamaged ? StorageFault.Damaged : null);
            }
        }
    }

    /// <summary>When a write last went through or was refused, UTC; null before the first.</summary>
    public DateTimeOffset? CheckedAt => Volatile.Read(ref _checkedAt) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>What is fetched now could not be kept, so nothing should be fetched.</summary>
    public bool StopsSyncing => Fault is StorageFault.Full or StorageFault.Unwritable or StorageFault.Missing;

    internal void Failed(StorageFault fault) => Set(() =>
    {
        if (fault == StorageFault.Damaged)
        {
            _isDamaged = true;
        }
        else
        {
            _fault = fault;
        }
    });

    /// <summary>Something was written.</summary>
    internal void Wrote() => Set(() => _fault = null);

    /// <summary>The database can be locked; whether there is room for more than that is not known.</summary>
    internal void Unlocked() => Set(() => _fault = _fault == StorageFault.Locked ? null : _fault);

    private void Set(Action change)
    {
        bool isNews;
        lock (_lock)
        {
            var before = Fault;
            change();
            isNews = before != Fault;
        }

        Volatile.Write(ref _checkedAt, time.GetUtcNow().Ticks);
        if (isNews)
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
