namespace SocialProfiles.Core.Platforms.Bluesky;

/// <summary>From Bluesky's words to ours.</summary>
internal static class BlueskyReading
{
    private const string Repost = "app.bsky.feed.defs#reasonRepost";
    private const string PostCollection = "app.bsky.feed.post";

    public static PlatformProfile Profile(BlueskyProfile profile, string did, PlatformAccount account) => new()
    {
        AccountId = did,
        // While the domain does not lead back to the account, it is called handle.invalid.
        Handle = profile.Handle is { } handle && handle != "handle.invalid" && BlueskyHandle.IsHandle(handle) ? handle : null,
        DisplayName = WireText.Cut(profile.DisplayName) ?? account.Handle,
        Biography = WireText.Cut(profile.Description),
        AvatarUrl = WireText.Url(profile.Avatar),
        Followers = Metric.Of(profile.FollowersCount, MetricGap.NoDataYet),
        Following = Metric.Of(profile.FollowsCount, MetricGap.NoDataYet),
        Posts = Metric.Of(profile.PostsCount, MetricGap.NoDataYet),
        Views = Metric.Unknown(MetricGap.NotSupported),
        Likes = Metric.Unknown(MetricGap.NotSupported),
    };

    /// <param name="before">What the page was asked with: the same again would never end.</param>
    public static PostPage Page(BlueskyFeed feed, string? before)
    {
        var posts = new List<PlatformPost>(feed.Feed?.Count ?? 0);
        List<string> unreadable = [];
        foreach (var item in feed.Feed ?? [])
        {
            if (item is null)
            {
                unreadable.Add("another shape");
            }
            // Somebody else's post, or the account's own a second time.
            else if (item.Reason?.Type == Repost)
            {
                continue;
            }
            else if (AddressOf(item.Post?.Uri) is not { } address)
            {
                unreadable.Add("no uri");
            }
            else
            {
                posts.Add(Post(item.Post!, address.Did, address.Key));
            }
        }

        var next = string.IsNullOrEmpty(feed.Cursor) || feed.Cursor == before ? null : feed.Cursor;
        return new PostPage(posts, next) { Unreadable = unreadable, EndsEarly = next is null && !string.IsNullOrEmpty(feed.Cursor) };
    }

    /// <param name="key">Of the record, unique within the account, as <see cref="PlatformPost.Id"/> is stored.</param>
    private static PlatformPost Post(BlueskyPost post, string did, string key)
    {
        var media = post.Embed?.Media ?? post.Embed;
        return new PlatformPost(key, Earlier(post.Record?.CreatedAt, post.IndexedAt), KindOf(media))
        {
            Text = WireText.Cut(post.Record?.Text),
            // By its DID, which outlives a new handle.
            Permalink = $"https://bsky.app/profile/{did}/post/{key}",
            ThumbnailUrl = WireText.Url(media?.Thumbnail ?? media?.Images?.FirstOrDefault(image => image is not null)?.Thumb ?? media?.External?.Thumb),
            Views = Metric.Unknown(MetricGap.NotSupported),
            Likes = Metric.Of(post.LikeCount, MetricGap.NoDataYet),
            Comments = Metric.Of(post.ReplyCount, MetricGap.NoDataYet),
            Shares = Shares(post.RepostCount, post.QuoteCount),
        };
    }

    private static PostKind KindOf(BlueskyEmbed? media) => media?.Type switch
    {
        "app.bsky.embed.images#view" => media.Images is { Count: > 1 } ? PostKind.Carousel : PostKind.Image,
        "app.bsky.embed.video#view" => PostKind.Video,
        _ => PostKind.Other,
    };

    /// <summary>A quote passes a post on as a repost does; without one of the two counts the sum is not known.</summary>
    private static Metric Shares(long? reposts, long? quotes) =>
        (Metric.Of(reposts, MetricGap.NoDataYet), Metric.Of(quotes, MetricGap.NoDataYet)) switch
        {
            ({ Value: { } one }, { Value: { } other }) => Metric.Of(one + other),
            ({ Value: null } unknown, _) => unknown,
            (_, var unknown) => unknown,
        };

    /// <summary>The author's app says when a post was made, and may say anything; it was there no later than it was seen.</summary>
    private static DateTimeOffset? Earlier(DateTimeOffset? created, DateTimeOffset? seen) => created is null || seen < created ? seen ?? created : created;

    private static (string Did, string Key)? AddressOf(string? uri) =>
        uri is ['a', 't', ':', '/', '/', .. var path] && path.Split('/') is [var did, PostCollection, var key] && BlueskyHandle.IsDid(did) && WireText.Id(key) is not null ? (did, key) : null;
}
