using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace SocialProfiles.Core.Agency;

/// <summary>The numbers that admins set in the application, in memory, as the options are made with them. Safe for many threads.</summary>
public sealed class SettingOverrides
{
    private readonly ConcurrentDictionary<string, int> _configured = new(StringComparer.Ordinal);
    private FrozenDictionary<string, int> _values = FrozenDictionary<string, int>.Empty;
    private ConfigurationReloadToken _change = new();

    /// <summary>Null where the configuration counts.</summary>
    public int? Of(string key) => Volatile.Read(ref _values).TryGetValue(key, out var value) ? value : null;

    /// <summary>What the configuration says; null as long as nobody asked for the options.</summary>
    public int? ConfiguredOf(string key) => _configured.TryGetValue(key, out var value) ? value : null;

    internal IChangeToken ChangeToken => Volatile.Read(ref _change);

    internal void Configured(string key, int value) => _configured[key] = value;

    /// <summary>From now on these count; whoever follows the options hears of it.</summary>
    internal void Publish(IReadOnlyDictionary<string, int> values)
    {
        Volatile.Write(ref _values, values.ToFrozenDictionary(StringComparer.Ordinal));
        Interlocked.Exchange(ref _change, new ConfigurationReloadToken()).OnReload();
    }
}
