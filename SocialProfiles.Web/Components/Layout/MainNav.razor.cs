using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Layout;

/// <summary>
/// Where one can go: a rail at the side, and on a phone a bar at the bottom. Ours, because the library's drawer lies over the
/// page on a phone, where Escape doesn't close it and the focus stays behind it.
/// </summary>
public sealed partial class MainNav : IDisposable
{
    private static readonly Place _home = new("home", "Home", IconShape.Home, "h");
    private static readonly Place _roster = new("", "Roster", IconShape.People, "r");
    private static readonly Place _find = new("find", "Find", IconShape.Search, "f");
    private static readonly Place _activity = new("activity", "Activity", IconShape.List, "a", Role.Admin);
    private static readonly Place _settings = new("settings", "Settings", IconShape.Sliders, "s", Role.Admin);
    private static readonly Place _sandbox = new("sandbox", "Sandbox", IconShape.Flask, "x");

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required DataWorld World { get; init; }

    private IEnumerable<Place> Places => World.IsSandbox ? [_home, _roster, _find, _activity, _settings, _sandbox] : [_home, _roster, _find, _activity, _settings];

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private bool IsCurrent(Place place)
    {
        var path = Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
        return path == place.Path
            || (place == _roster && path.StartsWith("talents/", StringComparison.Ordinal))
            || (place == _find && path == "compare")
            || (place == _settings && path.StartsWith("settings/", StringComparison.Ordinal));
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => StateHasChanged();

    /// <param name="Key">Leads there after a G.</param>
    private sealed record Place(string Path, string Name, IconShape Icon, string Key, Role Least = Role.Viewer);
}
