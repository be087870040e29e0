using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Gathers the pages of one list of posts, and knows when to ask for the next one. Of one reading.</summary>
/// <param name="depth">How many posts are wanted; stories are beside them.</param>
internal sealed class PostCollector(int depth)
{
    /// <summary>
    /// Pages in a row with nothing that is ours to keep: of the newest 500 uploads, all may be private. A list that is longer
    /// than this without a post is not read to its end.
    /// </summary>
    public const int MostBarrenPages = 10;

    private readonly List<PlatformPost> _posts = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private readonly List<string> _unreadable = [];
    private readonly List<string> _remarks = [];
    private MetricGap _gap;
    private bool _isRefused;
    private bool _endsEarly;
    private int _kept;
    private int _notPublic;
    private int _barren;

    /// <summary>What to ask the next page with; null for the first.</summary>
    public string? Cursor { get; private set; }

    /// <summary>How many more posts are wanted.</summary>
    public int Wanted => depth - _kept;

    /// <summary>Posts and stories so far.</summary>
    public int Count => _posts.Count;

    /// <returns>Whether there is a next page to ask for.</returns>
    public bool Add(PostPage page)
    {
        var before = _posts.Count;
        foreach (var post in page.Posts)
        {
            Add(post);
        }

        _unreadable.AddRange(page.Unreadable);
        _notPublic += page.NotPublic;
        _endsEarly |= page.EndsEarly;
        if (page.Remark is { } remark)
        {
            _remarks.Add(remark);
        }

        if (page.Gap != MetricGap.None)
        {
            // Refused in the middle, what was read is kept and is not all.
            _gap = _posts.Count == 0 ? page.Gap : MetricGap.None;
            _isRefused = page.IsRefused && _posts.Count == 0;
            _endsEarly = true;
            return false;
        }

        if (page.NextCursor is not { } next)
        {
            return false;
        }

        _barren = _posts.Count > before ? 0 : _barren + 1;
        if (!_cursors.Add(next) || _barren >= MostBarrenPages || Wanted <= 0)
        {
            _endsEarly = true;
            return false;
        }

        Cursor = next;
        return true;
    }

    /// <param name="counted">Posts that the account has, as its profile says.</param>
    /// <param name="now">UTC.</param>
    public FetchedPosts ToFetched(Metric counted, DateTimeOffset now)
    {
        var seen = _kept + _unreadable.Count + _notPublic;
        return new FetchedPosts(_posts)
        {
            // The platform counts posts and lists none: that is no word that there are none.
            Gap = _gap == MetricGap.None && seen == 0 && counted.Value > 0 ? MetricGap.NoDataYet : _gap,
            RefusedAt = _isRefused ? now : null,
            Unreadable = _unreadable,
            Remark = _remarks.Count > 0 ? string.Join("; ", _remarks) : null,
            IsWhole = !_endsEarly && _gap == MetricGap.None && !(counted.Value > seen),
        };
    }

    private void Add(PlatformPost post)
    {
        if (!_seen.Add(post.Id))
        {
            return;
        }

        if (post.Kind != PostKind.Story)
        {
            if (Wanted <= 0)
            {
                _endsEarly = true;
                return;
            }

            _kept++;
        }

        _posts.Add(post);
    }
}
