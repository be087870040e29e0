using System.Globalization;
using System.Text.Encodings.Web;
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

    // As one piece, like Icon.
    private MarkupString Markup => (MarkupString)string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg class="platform-icon" width="{(int)Size}" height="{(int)Size}" {Said}><use href="#{IdOf(Platform)}"></use></svg>""");

    private string Said => Label is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(Label)}\"";

    /// <summary>Of its mark in the <see cref="IconSprite"/>.</summary>
    internal static string IdOf(string platform) => $"platform-{platform}";
}
