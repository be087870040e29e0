using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace SocialProfiles.Web.Components.Layout;

/// <summary>Bar, banner and content: around every page but those for signing in.</summary>
public sealed partial class MainLayout : IDisposable
{
    private PageBoundary? _boundary;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    // A bare "#content" would lead to the base address.
    private string SkipTarget => $"{Navigation.Uri.Split('#')[0]}#content";

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    // Whoever leaves a page that broke starts afresh on the next one.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _boundary?.Recover();
        StateHasChanged();
    }
}
