using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>The ways between the pages on which something is set.</summary>
public sealed partial class SettingsLayout
{
    private static readonly (string Path, string Name)[] _places =
    [
        ("settings/platforms", "Platforms"),
        ("settings/agency", "Agency"),
        ("settings/team", "Team"),
        ("settings/syncing", "Syncing"),
        ("settings/alerts", "Alerts"),
        ("settings/webhooks", "Webhooks"),
        ("settings/deliveries", "Deliveries"),
        ("settings/api-keys", "API keys"),
    ];

    [Inject]
    public required NavigationManager Navigation { get; init; }

    // A platform's form belongs to the platforms; /settings itself shows them too.
    private bool IsCurrent(string path)
    {
        var current = Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
        return current == path || current.StartsWith($"{path}/", StringComparison.Ordinal) || (current is "settings" or "settings/" && path == _places[0].Path);
    }
}
