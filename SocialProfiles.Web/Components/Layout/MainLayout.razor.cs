using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SocialProfiles.Core.Agency;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Layout;

/// <summary>Bar, banner and content: around every page but those for signing in.</summary>
public sealed partial class MainLayout : IDisposable
{
    private PageBoundary? _boundary;

    // What its pages say dates in.
    private AgencyDays _days = AgencyDays.Utc;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required AgencyClock Clock { get; init; }

    [Inject]
    public required ILogger<MainLayout> Logger { get; init; }

    // A bare "#content" would lead to the base address.
    private string SkipTarget => $"{Navigation.Uri.Split('#')[0]}#content";

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    /// <summary>With each page, so that a change of the zone is seen on the next one.</summary>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _days = await Clock.GetDaysAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The page says for itself what it couldn't read.
            Logger.ReadFailed(exception);
        }
    }

    // Whoever leaves a page that broke starts afresh on the next one.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _boundary?.Recover();
        StateHasChanged();
    }
}
