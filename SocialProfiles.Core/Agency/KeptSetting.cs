using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>A setting that is asked for often and changes rarely: read once, and again after it changed.</summary>
internal sealed class KeptSetting<T>(Database database, string name, Func<AgencySetting?, T> read)
    where T : class
{
    private readonly Lock _lock = new();
    private T? _kept;
    private int _version;

    public async ValueTask<T> GetAsync(CancellationToken cancellationToken) => Volatile.Read(ref _kept) ?? await ReadAsync(cancellationToken);

    /// <summary>It changed; call after the commit.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _version++;
            _kept = null;
        }
    }

    private async Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        var version = Volatile.Read(ref _version);
        var value = read(await database.ReadAsync(db => db.AgencySettings.SingleOrDefaultAsync(x => x.Name == name, cancellationToken), cancellationToken));
        lock (_lock)
        {
            // Where it changed while we read, what we have may be older than the change: good for this call, not for the next.
            if (version == _version)
            {
                _kept = value;
            }
        }

        return value;
    }
}
