using Microsoft.Extensions.Configuration;

namespace SocialProfiles.Core.Credentials;

/// <summary>
/// What admins set in the application, as the part of the configuration that every other part wins over. Empty until
/// <see cref="StoredCredentials"/> has read the database; whoever follows the options hears of each change.
/// </summary>
public sealed class CredentialSource : ConfigurationProvider, IConfigurationSource
{
    private IConfigurationRoot? _root;

    /// <summary>Puts a source below everything that is there.</summary>
    public static CredentialSource AddBelow(IConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var source = new CredentialSource { _root = (IConfigurationRoot)configuration };
        configuration.Sources.Insert(0, source);
        return source;
    }

    IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder) => this;

    /// <summary>What another part of the configuration sets the key to; the last part wins.</summary>
    /// <returns>Whether one sets it, be it to nothing.</returns>
    public bool TryGetElsewhere(string key, out string? value)
    {
        foreach (var provider in (_root?.Providers ?? []).Reverse())
        {
            if (provider != this && provider.TryGet(key, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    internal void Publish(IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == Data.Count && values.All(pair => Data.TryGetValue(pair.Key, out var value) && value == pair.Value))
        {
            return;
        }

        Data = values.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }
}
