using System.Globalization;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>What is said of a post.</summary>
internal static class PostText
{
    public static string Text(SocialPost post) =>
        string.IsNullOrWhiteSpace(post.Text) ? $"{Kind(post.Kind)} without a text" : post.Kind == PostKind.Story ? $"Story: {post.Text}" : post.Text;

    public static string Kind(PostKind kind) => kind switch
    {
        PostKind.Image => "Image",
        PostKind.Video => "Video",
        PostKind.Carousel => "Carousel",
        PostKind.ShortVideo => "Short video",
        PostKind.Story => "Story",
        _ => "Post",
    };

    public static string? Length(SocialPost post) => post.DurationSeconds is { } seconds
        ? TimeSpan.FromSeconds(seconds).ToString(seconds < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Where a post is to be seen: on its platform's own hosts, or nowhere.</summary>
    public static string? LinkOf(PlatformCatalog catalog, string platform, SocialPost post) =>
        Uri.TryCreate(post.Permalink, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
        && catalog.TryGet(platform, out var known) && known.OwnsHost(link.Host.ToLowerInvariant()) ? post.Permalink : null;
}
