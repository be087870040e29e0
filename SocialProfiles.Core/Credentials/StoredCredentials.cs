using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>Brings what admins set in the application into the options of the platforms: at start, and after each change.</summary>
public sealed partial class StoredCredentials(
    Database database,
    TokenVault vault,
    SealingHealth sealing,
    PlatformCatalog catalog,
    CredentialRules rules,
    CredentialSource source,
    ILogger<StoredCredentials> logger) : IDisposable
{
    // One after another: an older reading must not be published after a newer one.
    private readonly SemaphoreSlim _turn = new(1);
    private FrozenDictionary<string, string> _problems = FrozenDictionary<string, string>.Empty;

    /// <summary>Why what is stored for a platform is left out, as a sentence; null where it is in use.</summary>
    public string? ProblemOf(string platform) => _problems.GetValueOrDefault(platform);

    /// <summary>
    /// Reads them anew. What cannot be used is left out, with a sentence on the settings page: a value that an older version
    /// took must not keep this one from starting.
    /// </summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var rows = sealing.IsWell ? await database.ReadAsync(db => db.Credentials.ToListAsync(cancellationToken), cancellationToken) : [];
            Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
            Dictionary<string, string> problems = new(StringComparer.Ordinal);
            foreach (var platform in catalog.All.Where(platform => platform.ConfigurationSection is not null))
            {
                if (Read(platform, [.. rows.Where(row => row.Platform == platform.Key)], values) is { } problem)
                {
                    problems[platform.Key] = problem;
                    LogLeftOut(platform.Name, problem);
                }
            }

            _problems = problems.ToFrozenDictionary(StringComparer.Ordinal);
            source.Publish(values);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Adds a platform's values; all of them, or none and the reason.</summary>
    private string? Read(IPlatform platform, List<StoredCredential> rows, Dictionary<string, string> values)
    {
        var candidate = rules.Settable(platform).ToDictionary(field => field.Option, _ => (string?)null, StringComparer.Ordinal);
        foreach (var row in rows.Where(row => candidate.ContainsKey(row.Option)))
        {
            if ((candidate[row.Option] = vault.OpenCredential(row)) is null)
            {
                return $"“{CredentialRules.LabelOf(platform, row.Option)}” can't be opened; somebody may have changed it in the database.";
            }
        }

        var stored = candidate.Where(pair => pair.Value is not null).ToArray();
        if (stored.Length > 0 && rules.FirstFault(platform, candidate) is { } fault)
        {
            return fault.Sentence;
        }

        foreach (var (option, value) in stored)
        {
            values[CredentialRules.KeyOf(platform, option)] = value!;
        }

        return null;
    }

    [LoggerMessage(LogLevel.Error, "What is stored in the settings for {Platform} is not used: {Problem}")]
    private partial void LogLeftOut(string platform, string problem);
}
