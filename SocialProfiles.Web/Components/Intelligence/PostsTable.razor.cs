using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>The newest posts over all profiles, sortable, a page at a time.</summary>
public sealed partial class PostsTable
{
    private const int PageSize = 20;

    private PostOrder _order = new();
    private int _page = 1;

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<IntelligencePost> Posts { get; set; }

    /// <summary>How far each account's list could be read.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AccountPosts> Lists { get; set; }

    /// <summary>What could not be read, an account each.</summary>
    private IEnumerable<string> Missing => Lists.Select(Sentence).OfType<string>();

    /// <summary>Why there is no post at all.</summary>
    private IEnumerable<string> Reasons => Lists.Select(list => Sentence(list) ?? $"@{list.Handle} has no posts on {Catalog.NameOf(list.Platform)}.");

    /// <summary>Reach and saves take room only where somebody has them.</summary>
    private bool HasConsent => Posts.Any(post => post.More is not null);

    private IEnumerable<PostColumn> Columns => Enum.GetValues<PostColumn>().Where(column => HasConsent || column is not (PostColumn.Reach or PostColumn.Saves));

    private int PageCount => (Posts.Count + PageSize - 1) / PageSize;

    // Posts may have gone since the page was chosen.
    private int Page => Math.Clamp(_page, 1, Math.Max(1, PageCount));

    private IEnumerable<IntelligencePost> Shown => _order.Sort(Posts).Skip((Page - 1) * PageSize).Take(PageSize);

    private static string Text(SocialPost post) => string.IsNullOrWhiteSpace(post.Text) ? $"{Kind(post.Kind)} without a text" : post.Kind == PostKind.Story ? $"Story: {post.Text}" : post.Text;

    private static string Kind(PostKind kind) => kind switch
    {
        PostKind.Image => "Image",
        PostKind.Video => "Video",
        PostKind.Carousel => "Carousel",
        PostKind.ShortVideo => "Short video",
        PostKind.Story => "Story",
        _ => "Post",
    };

    private static string? Length(SocialPost post) => post.DurationSeconds is { } seconds
        ? TimeSpan.FromSeconds(seconds).ToString(seconds < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Where a post is to be seen: on its platform's own hosts, or nowhere.</summary>
    private string? LinkOf(string platform, SocialPost post) =>
        Uri.TryCreate(post.Permalink, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
        && Catalog.TryGet(platform, out var known) && known.OwnsHost(link.Host.ToLowerInvariant()) ? post.Permalink : null;

    private string? Sentence(AccountPosts list) =>
        ReadingText.Of(list.Reading, Catalog.NameOf(list.Platform), list.IsByConsent) is { } sentence ? $"@{list.Handle}: {sentence}" : null;

    private void SortBy(PostColumn column)
    {
        _order = _order.Then(column);
        _page = 1;
    }

    private void OnColumn(ChangeEventArgs choice)
    {
        if (Enum.TryParse<PostColumn>(choice.Value as string, out var column) && column != _order.Column)
        {
            SortBy(column);
        }
    }
}
