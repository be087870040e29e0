namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>From Meta's words to ours.</summary>
internal static class InstagramReading
{
    /// <param name="found">What was found.</param>
    /// <param name="id">The account's lasting id in it.</param>
    /// <param name="account">What was asked for.</param>
    /// <param name="fields">What was asked about it.</param>
    public static PlatformProfile Profile(GraphAccount found, string? id, PlatformAccount account, FieldSet fields)
    {
        var handle = found.Username is { } username && InstagramPlatform.OfHandle(username) is { Accepted: true } reading ? reading.Handle : null;
        return new PlatformProfile
        {
            AccountId = WireText.Id(id),
            Handle = handle,
            DisplayName = WireText.Cut(found.Name) ?? handle ?? account.Handle,
            Biography = WireText.Cut(found.Biography),
            AvatarUrl = WireText.Url(found.ProfilePictureUrl),
            Followers = Metric.Of(found.FollowersCount, fields.GapOf("followers_count", MetricGap.NoDataYet)),
            Following = Metric.Of(found.FollowsCount, fields.GapOf("follows_count", MetricGap.NoDataYet)),
            Posts = Metric.Of(found.MediaCount, fields.GapOf("media_count", MetricGap.NoDataYet)),
            Views = Metric.Unknown(MetricGap.NotSupported),
        };
    }

    /// <summary>Posts that anybody may see.</summary>
    /// <param name="media">The page; null where an account has no post.</param>
    /// <param name="cursor">What the page was asked with: the same again would never end.</param>
    /// <param name="fields">What was asked for.</param>
    public static PostPage Posts(GraphMediaPage? media, string? cursor, FieldSet fields) =>
        // There is no "next" here, only cursors; the end is a page without one, or an empty page.
        Page(media, cursor, (post, id) => Post(post, id, fields), hasNext: media?.Data is { Count: > 0 });

    /// <summary>Posts of an account whose owner consents.</summary>
    /// <param name="whyNoInsights">Why the numbers that only insights have are not there yet.</param>
    public static PostPage OwnPosts(GraphMediaPage media, string? cursor, FieldSet fields, MetricGap whyNoInsights) => Page(
        media,
        cursor,
        (post, id) => OwnPost(post, id, fields, whyNoInsights),
        // Cursors are there on the last page too.
        hasNext: media.Paging?.Next == true);

    /// <summary>What an account shows for a day; Instagram gives all of it at once.</summary>
    public static PostPage Stories(GraphMediaPage media, FieldSet fields, MetricGap whyNoInsights) => Page(
        media,
        null,
        (post, id) => OwnPost(post, id, fields, whyNoInsights) with { Kind = PostKind.Story },
        hasNext: false);

    private static PlatformPost OwnPost(GraphMedia post, string id, FieldSet fields, MetricGap whyNoInsights)
    {
        var read = Post(post, id, fields);
        return read with
        {
            ThumbnailUrl = read.ThumbnailUrl ?? WireText.Url(post.ThumbnailUrl),
            Views = Metric.Unknown(whyNoInsights),
            Shares = Metric.Unknown(whyNoInsights),
        };
    }

    private static PostPage Page(GraphMediaPage? media, string? cursor, Func<GraphMedia, string, PlatformPost> read, bool hasNext)
    {
        var posts = new List<PlatformPost>(media?.Data?.Count ?? 0);
        List<string> unreadable = [];
        foreach (var item in media?.Data ?? [])
        {
            if (item is null)
            {
                unreadable.Add("another shape");
            }
            else if (WireText.Id(item.Id) is not { } id)
            {
                unreadable.Add("no id");
            }
            else
            {
                posts.Add(read(item, id));
            }
        }

        var after = media?.Paging?.Cursors?.After;
        var next = !hasNext || string.IsNullOrEmpty(after) || after == cursor ? null : after;
        return new PostPage(posts, next) { Unreadable = unreadable, EndsEarly = next is null && hasNext && !string.IsNullOrEmpty(after) };
    }

    private static PlatformPost Post(GraphMedia media, string id, FieldSet fields)
    {
        var kind = KindOf(media);
        return new PlatformPost(id, media.Timestamp, kind)
        {
            Text = WireText.Cut(media.Caption),
            Permalink = WireText.Link(media.Permalink, InstagramPlatform.IsHost),
            // Of a video this is the film itself.
            ThumbnailUrl = kind == PostKind.Image ? WireText.Url(media.MediaUrl) : null,
            // Public for videos; for pictures the insights have them, which need consent.
            Views = Metric.Of(media.ViewCount, fields.GapOf("view_count", kind is PostKind.Video or PostKind.ShortVideo ? MetricGap.NoDataYet : MetricGap.NotGranted)),
            // Left out, and it alone, when the owner hides likes.
            Likes = Metric.Of(media.LikeCount, fields.GapOf("like_count", media.CommentsCount is null ? MetricGap.NoDataYet : MetricGap.Hidden)),
            Comments = Metric.Of(media.CommentsCount, fields.GapOf("comments_count", MetricGap.NoDataYet)),
            Shares = Metric.Unknown(MetricGap.NotGranted),
        };
    }

    private static PostKind KindOf(GraphMedia media) => media switch
    {
        { MediaProductType: { } product } when product.Equals("STORY", StringComparison.OrdinalIgnoreCase) => PostKind.Story,
        { MediaProductType: { } product } when product.Equals("REELS", StringComparison.OrdinalIgnoreCase) => PostKind.ShortVideo,
        { MediaType: { } type } when type.Equals("IMAGE", StringComparison.OrdinalIgnoreCase) => PostKind.Image,
        { MediaType: { } type } when type.Equals("VIDEO", StringComparison.OrdinalIgnoreCase) => PostKind.Video,
        { MediaType: { } type } when type.Equals("CAROUSEL_ALBUM", StringComparison.OrdinalIgnoreCase) => PostKind.Carousel,
        _ => PostKind.Other,
    };
}
