using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>One page on, one page back; nothing at all where there is one page only.</summary>
public sealed partial class Pager
{
    /// <summary>From 1.</summary>
    [Parameter, EditorRequired]
    public int Page { get; set; }

    [Parameter, EditorRequired]
    public int PageCount { get; set; }

    /// <summary>What is paged, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The address of a page, where pages have one; else <see cref="Go"/> is called.</summary>
    [Parameter]
    public Func<int, string>? Href { get; set; }

    [Parameter]
    public EventCallback<int> Go { get; set; }
}
