using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>A small line drawing in the colour of the text around it.</summary>
public sealed partial class Icon
{
    [Parameter, EditorRequired]
    public IconShape Shape { get; set; }

    /// <summary>Edge length, CSS pixels.</summary>
    [Parameter]
    public int Size { get; set; } = 18;

    [Parameter]
    public string? Class { get; set; }

    // As one piece: a dozen of them stand in a row of the roster, and each attribute of each would travel and stay by itself.
    private MarkupString Markup => (MarkupString)string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg class="sp-icon{(Class is null ? "" : $" {Class}")}" width="{Size}" height="{Size}" aria-hidden="true"><use href="#{IdOf(Shape)}"></use></svg>""");

    /// <summary>Of its drawing in the <see cref="IconSprite"/>.</summary>
    internal static string IdOf(IconShape shape) => $"icon-{shape}";

    internal static string Drawing(IconShape shape) => shape switch
    {
        IconShape.Clock => """<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.2 2"/>""",
        IconShape.Arrows => """<path d="M20 11a8 8 0 0 0-14.3-4L4 9"/><path d="M4 4v5h5"/><path d="M4 13a8 8 0 0 0 14.3 4L20 15"/><path d="M20 20v-5h-5"/>""",
        IconShape.Tick => """<path d="M5 12.5l4.5 4.5L19 7.5"/>""",
        IconShape.Warning => """<path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5"/><path d="M12 17.4v.1"/>""",
        IconShape.Plus => """<path d="M12 5v14M5 12h14"/>""",
        IconShape.Search => """<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>""",
        IconShape.Pencil => """<path d="M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z"/><path d="M13.5 7l3.5 3.5"/>""",
        IconShape.Archive => """<rect x="3" y="4" width="18" height="4.5" rx="1"/><path d="M5 8.500V20h14V8.500M10 12.500h4"/>""",
        IconShape.Restore => """<rect x="3" y="4" width="18" height="4.5" rx="1"/><path d="M5 8.500V20h14V8.500M12 17.500v-5.500M9.5 14.2 12 11.700l2.5 2.5"/>""",
        IconShape.Trash => """<path d="M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.2 11v5.500M13.8 11v5.5"/>""",
        IconShape.Link => """<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>""",
        IconShape.More => """<path d="M5 12v.1M12 12v.1M19 12v.1" stroke-width="3"/>""",
        IconShape.Close => """<path d="M6 6l12 12M18 6 6 18"/>""",
        IconShape.Left => """<path d="M14.5 6l-6 6 6 6"/>""",
        IconShape.Right => """<path d="M9.5 6l6 6-6 6"/>""",
        IconShape.Up => """<path d="M6 14.500l6-6 6 6"/>""",
        IconShape.Down => """<path d="M6 9.500l6 6 6-6"/>""",
        IconShape.People => """<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M15.5 4.800a3.5 3.5 0 0 1 0 6.400M18 14.600c2.1.9 3.5 2.9 3.5 5.4"/>""",
        IconShape.List => """<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"/>""",
        IconShape.Chart => """<path d="M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6"/>""",
        IconShape.Info => """<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.700v.1"/>""",
        IconShape.Flask => """<path d="M9 3h6M10 3v6l-5.5 9.300A1.8 1.8 0 0 0 6 21h12a1.8 1.8 0 0 0 1.5-2.700L14 9V3M7.5 15h9"/>""",
        IconShape.Key => """<circle cx="8" cy="15.5" r="4.5"/><path d="M11.3 12.3 20 3.500M16.5 7l3 3"/>""",
        IconShape.Person => """<circle cx="12" cy="8" r="4"/><path d="M4 20.500c0-4 3.6-6.5 8-6.500s8 2.5 8 6.5"/>""",
        IconShape.Sliders => """<path d="M4 7h8M18 7h2M4 17h2M12 17h8"/><circle cx="15" cy="7" r="2.7"/><circle cx="9" cy="17" r="2.7"/>""",
        IconShape.Bell => """<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 21h4"/>""",
        IconShape.Tag => """<path d="M4 4h8l8.5 8.500-8 8L4 12z"/><path d="M8.2 8.200v.1" stroke-width="3"/>""",
        IconShape.Columns => """<rect x="3.500" y="4.500" width="17" height="15" rx="1.500"/><path d="M9.500 4.500v15M15 4.500v15"/>""",
        IconShape.Home => """<path d="M4 11 12 4.500l8 6.500M6 9.500V20h12V9.500M10 20v-5.500h4V20"/>""",
        IconShape.Queue => """<rect x="4" y="4" width="16" height="4" rx="1.200"/><rect x="4" y="10" width="16" height="4" rx="1.200"/><path d="M5 18h8M16 18h.1M19 18h.1"/>""",
        IconShape.Image => """<rect x="3.500" y="4.500" width="17" height="15" rx="2"/><circle cx="8.800" cy="9.600" r="1.600"/><path d="M4 17l4.800-4.500 3.200 3 3.700-4.200 4.300 4.700"/>""",
        IconShape.Play => """<circle cx="12" cy="12" r="9"/><path d="M10 8.200v7.600l6-3.800z"/>""",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };
}
