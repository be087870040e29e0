using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>A platform's mark in its own colours, in one of three sizes.</summary>
public sealed partial class PlatformIcon
{
    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    /// <summary>The platform's key, such as <c>INSTAGRAM</c>; one that this version does not know draws nothing.</summary>
    [Parameter, EditorRequired]
    public required string Platform { get; set; }

    [Parameter]
    public IconSize Size { get; set; } = IconSize.Medium;

    /// <summary>Leave out where the platform's name is written beside it; otherwise what a screen reader says.</summary>
    [Parameter]
    public string? Label { get; set; }

    private PlatformMark? Mark => Catalog.TryGet(Platform, out var platform) ? platform.Mark : null;
}
