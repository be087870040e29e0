using System.Globalization;
using System.Runtime.CompilerServices;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Downloads;

/// <summary>Posts as a file. A number that isn't known is an empty cell, and the last column says why.</summary>
internal static class PostsDownload
{
    private static readonly string[] _columns =
    [
        "Talent", "Platform", "Profile", "Post", "Kind", "Published (UTC)", "Text", "Link", "Views", "Likes", "Comments", "Shares", "Reach", "Saves", "Numbers since (UTC)", "Read", "Unknown",
    ];

    public static CsvDownload Of(AllPosts posts, AllPostsRequest request, PlatformCatalog catalog, DateTimeOffset now) => new(
        string.Create(CultureInfo.InvariantCulture, $"posts-{now:yyyy-MM-dd}.csv"), _columns, RowsAsync(posts, request, catalog));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        AllPosts posts, AllPostsRequest request, PlatformCatalog catalog, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in posts.ReadAsync(request, cancellationToken))
        {
            foreach (var listed in batch)
            {
                yield return RowOf(listed, catalog.NameOf(listed.Post.Platform));
            }
        }
    }

    private static object?[] RowOf(ListedPost listed, string platform)
    {
        var (of, post) = (listed.Post, listed.Post.Post);
        (string Name, Metric Metric)[] numbers =
            [("Views", of.Views), ("Likes", of.Likes), ("Comments", of.Comments), ("Shares", of.Shares), ("Reach", of.Reach), ("Saves", of.Saves)];
        return
        [
            listed.Talent, platform, of.Handle, post.PlatformPostId, post.Kind, post.PublishedAt, post.Text, post.Permalink,
            .. numbers.Select(number => (object?)number.Metric.Value),
            post.NumbersAt,
            listed.IsByConsent ? "With permission" : "Public",
            string.Join("; ", numbers.Where(number => number.Metric.Value is null).Select(number => $"{number.Name}: {GapText.Of(number.Metric.Gap, platform)}")),
        ];
    }
}
