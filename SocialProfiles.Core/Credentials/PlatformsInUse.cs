using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>Whether the platforms whose profiles are connected have their credentials, and are not paused.</summary>
internal sealed class PlatformsInUse(Database database, CredentialList credentials, TimeProvider time) : IDoctorCheck
{
    public string Name => "Platforms";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var (used, states) = await database.ReadAsync(
            async db => (
                await db.Connections.GroupBy(x => new { x.Platform, x.Type }).Select(x => new { x.Key.Platform, x.Key.Type }).ToListAsync(cancellationToken),
                await db.PlatformStates.ToListAsync(cancellationToken)),
            cancellationToken);
        var all = await credentials.GetAsync(cancellationToken);
        var lacking = all.Where(one => used.Any(use => use.Platform == one.Platform.Key && !one.IsComplete(use.Type == ConnectionType.OAuth ? CredentialUse.Consent : CredentialUse.ByHand)))
            .Select(one => one.Platform.Name).ToArray();
        var broken = all.FirstOrDefault(one => one.Problem is not null);
        var now = time.GetUtcNow();
        var paused = states.Where(state => state.PausedUntil > now).ToArray();
        return lacking.Length > 0
            ? CheckResult.Problem($"Profiles of {string.Join(", ", lacking)} are connected, but credentials are missing.", "Enter them in Settings, Platforms.")
            : broken is not null
                ? CheckResult.Problem(broken.Problem!, $"Enter the credentials of {broken.Platform.Name} again in Settings, Platforms.")
                : paused.Length > 0
                    ? CheckResult.Warning(
                        string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", paused.Select(state => NameOf(all, state.Platform)))} asked us to wait, until {paused.Max(state => state.PausedUntil):d MMM HH:mm} UTC at the latest."),
                        "No action needed. Syncing continues automatically.")
                    : CheckResult.Ok(used.Count == 0 ? "No profiles are connected yet." : $"{used.Select(use => use.Platform).Distinct(StringComparer.Ordinal).Count()} in use, all set up, none paused.");
    }

    private static string NameOf(IReadOnlyList<PlatformCredentials> all, string key) => all.FirstOrDefault(one => one.Platform.Key == key)?.Platform.Name ?? key;
}
