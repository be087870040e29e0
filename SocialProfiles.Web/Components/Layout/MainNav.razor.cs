using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Layout;

/// <summary>Where one can go, and who is signed in.</summary>
public sealed partial class TopBar : IDisposable
{
    private static readonly Place _roster = new("", "Roster", IconShape.People);
    private static readonly Place _activity = new("activity", "Activity", IconShape.List);
    private static readonly Place _settings = new("settings", "Settings", IconShape.Sliders);
    private static readonly Place _sandbox = new("sandbox", "Sandbox", IconShape.Flask);

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required DataWorld World { get; init; }

    private IEnumerable<Place> Places => World.IsSandbox ? [_roster, _activity, _settings, _sandbox] : [_roster, _activity, _settings];

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private bool IsCurrent(Place place)
    {
        var path = Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
        return path == place.Path
            || (place == _roster && path.StartsWith("talents/", StringComparison.Ordinal))
            || (place == _settings && path.StartsWith("settings/", StringComparison.Ordinal));
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => StateHasChanged();

    private sealed record Place(string Path, string Name, IconShape Icon);
}
