using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Live;

/// <summary>On live pages: code that goes to an address of ours gives it as if it were at the root; below a base path, the path comes in front.</summary>
public sealed class BelowBasePath : ComponentBase, IDisposable
{
    private IDisposable? _registration;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private Uri Base => new(Navigation.BaseUri);

    public void Dispose() => _registration?.Dispose();

    protected override void OnInitialized()
    {
        // At the root there is nothing to do, and asking about each step costs a round trip.
        if (RendererInfo.IsInteractive && Base.AbsolutePath.Length > 1)
        {
            _registration = Navigation.RegisterLocationChangingHandler(step =>
            {
                var target = Navigation.ToAbsoluteUri(step.TargetLocation);
                if (target.GetLeftPart(UriPartial.Authority) == Base.GetLeftPart(UriPartial.Authority) && !target.AbsolutePath.StartsWith(Base.AbsolutePath, StringComparison.Ordinal))
                {
                    step.PreventNavigation();
                    Navigation.NavigateTo(Base.AbsolutePath.TrimEnd('/') + target.PathAndQuery + target.Fragment);
                }

                return ValueTask.CompletedTask;
            });
        }
    }
}
