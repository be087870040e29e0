using System.IO.Hashing;
using System.Runtime.InteropServices;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// A 64-bit hash of what a sync fetched: equal to the stored one, nothing changed and nothing is written; of a post, that one isn't.
/// Picture addresses are left out, since platforms sign them anew in every answer.
/// </summary>
internal static class Fingerprint
{
    /// <param name="posts">Those of its posts, in the order of the list.</param>
    public static long Of(FetchedAccount account, ReadOnlySpan<long> posts)
    {
        var hash = new XxHash64();
        var profile = account.Profile;
        Add(hash, profile.AccountId);
        Add(hash, profile.Handle);
        Add(hash, profile.DisplayName);
        Add(hash, profile.Biography);
        Add(hash, profile.Followers, profile.Following, profile.Posts, profile.Views, profile.Likes);
        Add(hash, (long)account.List.Gap, account.List.Unreadable.Count, account.List.RefusedAt?.ToUnixTimeMilliseconds() ?? -1, account.List.IsWhole ? 1 : 0);
        Add(hash, posts);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    public static long[] Of(IReadOnlyList<PlatformPost> posts)
    {
        var hash = new XxHash64();
        var fingerprints = new long[posts.Count];
        for (var i = 0; i < fingerprints.Length; i++)
        {
            var post = posts[i];
            Add(hash, post.Id);
            Add(hash, post.Text);
            Add(hash, post.Permalink);
            Add(hash, post.PublishedAt?.ToUnixTimeMilliseconds() ?? long.MinValue, (long)post.Kind, post.DurationSeconds ?? -1);
            Add(hash, post.Views, post.Likes, post.Comments, post.Shares);
            fingerprints[i] = unchecked((long)hash.GetCurrentHashAsUInt64());
            hash.Reset();
        }

        return fingerprints;
    }

    private static void Add(XxHash64 hash, string? text)
    {
        // The length first, so that no two sequences of texts run into the same bytes.
        Add(hash, text?.Length ?? -1);
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Add(XxHash64 hash, params ReadOnlySpan<Metric> metrics)
    {
        foreach (var metric in metrics)
        {
            Add(hash, metric.Value ?? -1, (long)metric.Gap, metric.IsRounded ? 1 : 0);
        }
    }

    private static void Add(XxHash64 hash, params ReadOnlySpan<long> numbers) => hash.Append(MemoryMarshal.AsBytes(numbers));
}
