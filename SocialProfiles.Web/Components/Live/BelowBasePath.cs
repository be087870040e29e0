using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Live;

/// <summary>
/// On live pages: code that goes to an address of ours gives it as if it were at the root; below a base path, the path comes in front.
/// Whether it was to load the page, or to take the place of this one in the history, isn't known here and gets lost: whoever wants
/// that gives a relative address (<c>account</c>), which is right already.
/// </summary>
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
