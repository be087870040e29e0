using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>The way to other pages of the roster, and how long a page is; nothing where the shortest page shows everybody.</summary>
public sealed partial class RosterPages
{
    private int? _page;

    [Parameter, EditorRequired]
    public required RosterView View { get; set; }

    /// <summary>Talents that match, over all pages.</summary>
    [Parameter, EditorRequired]
    public int Total { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<RosterView> Changed { get; set; }

    private int PageCount => View.PageCount(Total);

    private async Task SizeAsync(ChangeEventArgs choice)
    {
        if (int.TryParse(choice.Value as string, CultureInfo.InvariantCulture, out var size) && RosterView.Sizes.Contains(size))
        {
            await Changed.InvokeAsync(View.Sized(size));
        }
    }

    private async Task JumpAsync()
    {
        if (_page is { } page)
        {
            _page = null;
            await Changed.InvokeAsync(View with { Page = Math.Clamp(page, 1, PageCount) });
        }
    }
}
