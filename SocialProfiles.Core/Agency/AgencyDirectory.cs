using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Agency;

/// <summary>Knows the agency's name; asks the database once, and again after it changed.</summary>
public sealed class AgencyDirectory(Database database)
{
    internal const string NameSetting = "Name";

    private readonly Lock _lock = new();
    private AgencyName? _name;
    private int _version;

    public async ValueTask<AgencyName> GetNameAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _name) ?? await ReadAsync(cancellationToken);

    internal static AgencyName NameOf(AgencySetting? stored) => new(stored is { Value.Length: > 0 } ? ShownText.Neutral(stored.Value) : null);

    /// <summary>It changed; call after the commit.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            _version++;
            _name = null;
        }
    }

    private async Task<AgencyName> ReadAsync(CancellationToken cancellationToken)
    {
        var version = Volatile.Read(ref _version);
        var name = NameOf(await database.ReadAsync(db => db.AgencySettings.SingleOrDefaultAsync(x => x.Name == NameSetting, cancellationToken), cancellationToken));
        lock (_lock)
        {
            // Where it changed while we read, what we have may be older than the change: good for this call, not for the next.
            if (version == _version)
            {
                _name = name;
            }
        }

        return name;
    }
}
