using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>Whether the platforms whose profiles are connected have their credentials, and are not paused. Profiles of the sandbox need none.</summary>
internal sealed class PlatformsInUse(Database database, DataWorld world, CredentialList credentials, TimeProvider time) : IDoctorCheck
{
    public string Name => "Platforms";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var (used, states) = await database.ReadAsync(
            async db => (
                await db.Connections.Where(x => !x.IsSandbox).GroupBy(x => new { x.Platform, x.Type }).Select(x => new { x.Key.Platform, x.Key.Type }).ToListAsync(cancellationToken),
                await db.PlatformStates.ToListAsync(cancellationToken)),
            cancellationToken);
        var all = await credentials.GetAsync(cancellationToken);
        var lacking = all.Where(one => used.Any(use => use.Platform == one.Platform.Key && !one.IsComplete(use.Type == ConnectionType.OAuth ? CredentialUse.Consent : CredentialUse.ByHand)))
            .Select(one => one.Platform.Name).ToArray();
        if (lacking.Length > 0)
        {
            return CheckResult.Problem($"Profiles on {string.Join(", ", lacking)} are connected, but credentials are missing.", "Enter them in Settings, Platforms.");
        }

        if (all.FirstOrDefault(one => one.Problem is not null) is { } broken)
        {
            return CheckResult.Problem(broken.Problem!, $"Enter the credentials of {broken.Platform.Name} again in Settings, Platforms.");
        }

        return Paused(all, states) ?? CheckResult.Ok(
            used.Count > 0 ? $"{used.Select(use => use.Platform).Distinct(StringComparer.Ordinal).Count()} in use, all set up, none paused."
            : world.IsSandbox ? "The sandbox stands in for the platforms, so no credentials are needed. No platform is paused."
            : "No profiles are connected yet.");
    }

    /// <summary>Null where no platform is. A platform may be paused by an admin and have asked us to wait; the admin's pause has no end of its own.</summary>
    private CheckResult? Paused(IReadOnlyList<PlatformCredentials> all, List<PlatformState> states)
    {
        var now = time.GetUtcNow();
        var byAdmin = states.FindAll(state => state.AdminPausedAt is not null);
        var byPlatform = states.FindAll(state => state.PausedUntil > now);
        var until = byPlatform.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{Names(all, byPlatform)} asked us to wait, until {byPlatform.Max(state => state.PausedUntil):d MMM HH:mm} UTC at the latest.");
        return (byAdmin.Count, byPlatform.Count) switch
        {
            (0, 0) => null,
            (0, _) => CheckResult.Warning(until, "No action needed. Syncing continues automatically."),
            _ => CheckResult.Warning(
                $"An admin paused {Names(all, byAdmin)}. Nothing there syncs until somebody resumes it. {until}".TrimEnd(), "To sync again, choose Resume on the Queue page."),
        };
    }

    private static string Names(IReadOnlyList<PlatformCredentials> all, List<PlatformState> states) =>
        string.Join(", ", states.Select(state => all.FirstOrDefault(one => one.Platform.Key == state.Platform)?.Platform.Name ?? state.Platform));
}
