using System.Text.Json;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Credentials;

/// <summary>Which credentials can be set here, and what is wrong with them, in the words of the form.</summary>
public sealed class CredentialRules(CredentialSource source, IEnumerable<ICandidateOptions> candidates)
{
    private readonly Dictionary<string, ICandidateOptions> _candidates = candidates.ToDictionary(candidate => candidate.PlatformKey, StringComparer.Ordinal);

    /// <summary>Key of an option in the configuration, such as <c>Platforms:TikTok:ClientSecret</c>.</summary>
    public static string KeyOf(IPlatform platform, string option) => $"{platform.ConfigurationSection}:{option}";

    internal bool IsSetElsewhere(IPlatform platform, CredentialField field) => source.TryGetElsewhere(KeyOf(platform, field.Option), out _);

    /// <summary>The fields that the configuration leaves to the application.</summary>
    internal IEnumerable<CredentialField> Settable(IPlatform platform) => platform.Credentials.Where(field => !IsSetElsewhere(platform, field));

    internal static string LabelOf(IPlatform platform, string option) => platform.Credentials.FirstOrDefault(field => field.Option == option)?.Label ?? option;

    /// <summary>Name of a field in errors: camel case, as in the API.</summary>
    internal static string NameOf(string option) => JsonNamingPolicy.CamelCase.ConvertName(option);

    /// <summary>The first fault that the platform's options would have, with the labels of the form in place of configuration keys.</summary>
    /// <returns>Null when all is well; an <see cref="InvalidError"/> where it names a field, else a <see cref="ConflictError"/>.</returns>
    internal UseCaseError? FirstFault(IPlatform platform, IReadOnlyDictionary<string, string?> candidate)
    {
        if (!_candidates.TryGetValue(platform.Key, out var options) || options.Faults(candidate) is not [var fault, ..])
        {
            return null;
        }

        // The longest first: one key may begin as another does.
        var named = platform.Credentials
            .Select(field => (field.Option, field.Label, At: fault.IndexOf(KeyOf(platform, field.Option), StringComparison.Ordinal)))
            .Where(field => field.At >= 0)
            .OrderByDescending(field => field.Option.Length)
            .ToArray();
        var sentence = named.Aggregate(fault, (text, field) => text.Replace(KeyOf(platform, field.Option), $"“{field.Label}”", StringComparison.Ordinal));
        return named.Length == 0 ? new ConflictError(sentence) : new InvalidError(NameOf(named.MinBy(field => field.At).Option), sentence);
    }
}
