using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>The ways between the pages on which something is set: beside the page, or on a phone a way back to the list of them.</summary>
public sealed partial class SettingsLayout
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Current => Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0].TrimEnd('/');

    private bool IsHome => Current == SettingsPlaces.Home;

    // A platform's form belongs to the platforms.
    private bool IsCurrent(string path) => Current is var current && (current == path || current.StartsWith($"{path}/", StringComparison.Ordinal));

    private static string IdOf(SettingsGroup group) => $"settings-{group.Name.Replace(' ', '-').ToLowerInvariant()}";
}
