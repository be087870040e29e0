using System.Globalization;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>What is said of a post.</summary>
internal static class PostText
{
    private const int MostWords = 8;
    private const int MostOfAlt = 60;

    public static string Text(SocialPost post) =>
        string.IsNullOrWhiteSpace(post.Text) ? $"{Kind(post.Kind)} without text" : post.Kind == PostKind.Story ? $"Story: {post.Text}" : post.Text;

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

    /// <summary>What a picture of a post is called: its caption's first words, or what it is.</summary>
    public static string Alt(string? text, DateTimeOffset? publishedAt, AgencyDays? days = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return publishedAt is { } published ? $"Post of {RelativeText.Date(published, days)}" : "Post";
        }

        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords));
        return words.Length <= MostOfAlt ? words : words[..(char.IsHighSurrogate(words[MostOfAlt - 1]) ? MostOfAlt - 1 : MostOfAlt)] + "…";
    }
}
