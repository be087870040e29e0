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
        Page(media, cursor, post => Post(post, fields), hasNext: true);

    /// <summary>Posts of an account whose owner consents.</summary>
    /// <param name="whyNoInsights">Why the numbers that only insights have are not there yet.</param>
    public static PostPage OwnPosts(GraphMediaPage media, string? cursor, FieldSet fields, MetricGap whyNoInsights) => Page(
        media,
        cursor,
        post => Post(post, fields) is { } read
            ? read with
            {
                ThumbnailUrl = read.ThumbnailUrl ?? WireText.Url(post.ThumbnailUrl),
                Views = Metric.Unknown(whyNoInsights),
                Shares = Metric.Unknown(whyNoInsights),
            }
            : null,
        // Cursors are there on the last page too.
        hasNext: media.Paging?.Next == true);

    private static PostPage Page(GraphMediaPage? media, string? cursor, Func<GraphMedia, PlatformPost?> read, bool hasNext)
    {
        if (media?.Data is not { Count: > 0 } data)
        {
            return PostPage.Empty;
        }

        var posts = new List<PlatformPost>(data.Count);
        foreach (var item in data)
        {
            if (item is not null && read(item) is { } post)
            {
                posts.Add(post);
            }
        }

        var after = media.Paging?.Cursors?.After;
        return new PostPage(posts, !hasNext || string.IsNullOrEmpty(after) || after == cursor ? null : after);
    }

    private static PlatformPost? Post(GraphMedia media, FieldSet fields)
    {
        if (WireText.Id(media.Id) is not { } id || media.Timestamp is not { } publishedAt)
        {
            return null;
        }

        var kind = KindOf(media);
        return new PlatformPost(id, publishedAt, kind)
        {
            Text = WireText.Cut(media.Caption),
            Permalink = WireText.Url(media.Permalink),
            // Of a video this is the film itself.
            ThumbnailUrl = kind == PostKind.Image ? WireText.Url(media.MediaUrl) : null,
            // Public for videos; for pictures the insights have them, which need consent.
            Views = Metric.Of(media.ViewCount, fields.GapOf("view_count", kind is PostKind.Video or PostKind.ShortVideo ? MetricGap.NoDataYet : MetricGap.NotGranted)),
            // Left out when the owner hides likes.
            Likes = Metric.Of(media.LikeCount, fields.GapOf("like_count", MetricGap.Hidden)),
            Comments = Metric.Of(media.CommentsCount, fields.GapOf("comments_count", MetricGap.NoDataYet)),
            Shares = Metric.Unknown(MetricGap.NotGranted),
        };
    }

    private static PostKind KindOf(GraphMedia media) => media switch
    {
        { MediaProductType: { } product } when product.Equals("REELS", StringComparison.OrdinalIgnoreCase) => PostKind.ShortVideo,
        { MediaType: { } type } when type.Equals("IMAGE", StringComparison.OrdinalIgnoreCase) => PostKind.Image,
        { MediaType: { } type } when type.Equals("VIDEO", StringComparison.OrdinalIgnoreCase) => PostKind.Video,
        { MediaType: { } type } when type.Equals("CAROUSEL_ALBUM", StringComparison.OrdinalIgnoreCase) => PostKind.Carousel,
        _ => PostKind.Other,
    };
}
