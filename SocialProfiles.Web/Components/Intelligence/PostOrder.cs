using SocialProfiles.Core.Intelligence;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>How posts are sorted. Unknown numbers come last, whichever way round.</summary>
internal sealed record PostOrder(PostColumn Column = PostColumn.Published, bool Descending = true)
{
    /// <summary>By another column from the largest, or the other way round.</summary>
    public PostOrder Then(PostColumn column) => column == Column ? this with { Descending = !Descending } : new(column);

    public IEnumerable<IntelligencePost> Sort(IEnumerable<IntelligencePost> posts)
    {
        var knownFirst = posts.OrderBy(post => Key(post) is null);
        return Descending ? knownFirst.ThenByDescending(Key) : knownFirst.ThenBy(Key);
    }

    private long? Key(IntelligencePost post) => Column switch
    {
        PostColumn.Views => post.Views.Value,
        PostColumn.Likes => post.Post.Likes,
        PostColumn.Comments => post.Post.Comments,
        PostColumn.Shares => post.Shares.Value,
        PostColumn.Reach => post.Reach.Value,
        PostColumn.Saves => post.Saves.Value,
        _ => post.Post.PublishedAt?.UtcTicks,
    };
}
