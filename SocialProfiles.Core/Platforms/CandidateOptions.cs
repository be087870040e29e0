using Microsoft.Extensions.Configuration;

namespace SocialProfiles.Core.Platforms;

/// <summary>Tells what would be wrong with a platform's options if its credentials were others.</summary>
public interface ICandidateOptions
{
    string PlatformKey { get; }

    /// <param name="credentials">By name of the option; null for none. What is not named stays as it is.</param>
    /// <returns>Every fault, each naming its configuration key; none when all is well.</returns>
    IReadOnlyList<string> Faults(IReadOnlyDictionary<string, string?> credentials);
}

internal sealed class CandidateOptions<TOptions>(string platformKey, IConfigurationSection section) : ICandidateOptions
    where TOptions : PlatformHttpOptions, new()
{
    public string PlatformKey => platformKey;

    public IReadOnlyList<string> Faults(IReadOnlyDictionary<string, string?> credentials)
    {
        var values = section.AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Key.Length > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (option, value) in credentials)
        {
            values[option] = value;
        }

        var options = new TOptions();
        new ConfigurationBuilder().AddInMemoryCollection(values).Build().Bind(options);
        return [.. options.Faults()];
    }
}
