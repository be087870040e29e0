using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Bluesky;

/// <summary>An account of Bluesky as the lexicons app.bsky.actor.defs and app.bsky.feed.defs word it.</summary>
/// <param name="handle">A domain, lower case.</param>
internal sealed class BlueskyRecords(string handle, SandboxAccount account)
{
    /// <summary>More than a page, so that one is all reposts.</summary>
    private const int NewestReposts = 60;
    private const string DidMethod = "did:web:";
    private const string Other = "somebody.else.example";

    /// <summary>A <c>did:web</c> says itself whose it is, so it works after a restart.</summary>
    private string Did => DidMethod + handle;

    public static string? HandleOf(string did) => did.StartsWith(DidMethod, StringComparison.Ordinal) ? did[DidMethod.Length..] : null;

    public JsonObject Profile()
    {
        var profile = Author(handle, account.Voice.Name);
        profile["avatar"] = CreatorVoice.Picture(account.Seed, 240, 240);
        profile["createdAt"] = Time(account.JoinedAt);
        profile["indexedAt"] = Time(account.JoinedAt);
        profile["description"] = account.Voice.Biography;
        profile["followersCount"] = account.Followers;
        profile["followsCount"] = account.Following;
        profile["postsCount"] = account.PostCount;
        return profile;
    }

    public JsonObject Feed(long? before, int most)
    {
        var posts = account.PostsBefore(before, most);
        var feed = new JsonObject { ["feed"] = new JsonArray([.. posts.Select(Item)]) };
        if (posts.Count > 0 && account.HasPostsBefore(posts[^1].Slot))
        {
            feed["cursor"] = posts[^1].Slot.ToString(CultureInfo.InvariantCulture);
        }

        return feed;
    }

    private JsonNode Item(SandboxPost post)
    {
        if (account.OddityOf(post) is Oddity.OtherShape)
        {
            return JsonValue.Create("a post of another day")!;
        }

        if (account.Conduct is not SandboxConduct.Unlisted || !account.IsAmongNewest(post, NewestReposts))
        {
            return new JsonObject { ["post"] = Post(post, handle, account.Voice.Name) };
        }

        return new JsonObject
        {
            ["post"] = Post(post, Other, "Somebody Else"),
            ["reason"] = new JsonObject { ["$type"] = "app.bsky.feed.defs#reasonRepost", ["by"] = Author(handle, account.Voice.Name), ["indexedAt"] = Time(post.PublishedAt) },
        };
    }

    private JsonObject Post(SandboxPost post, string author, string name)
    {
        var oddity = account.OddityOf(post);
        var time = oddity is Oddity.NoDate ? null : Time(post.PublishedAt);
        var view = new JsonObject
        {
            ["uri"] = oddity is Oddity.NoId ? null : $"at://{DidMethod}{author}/app.bsky.feed.post/{Key(post.Slot)}",
            ["cid"] = "bafyrei" + post.Seed.Number.ToString("x16", CultureInfo.InvariantCulture),
            ["author"] = Author(author, name),
            ["record"] = new JsonObject { ["$type"] = "app.bsky.feed.post", ["createdAt"] = time, ["langs"] = new JsonArray("en"), ["text"] = post.Caption },
            ["replyCount"] = post.Comments,
            ["repostCount"] = post.Shares,
            ["likeCount"] = post.Likes,
            ["quoteCount"] = post.Shares / 5,
            ["indexedAt"] = time,
            ["labels"] = new JsonArray(),
        };
        if (Embed(post.Seed) is { } embed)
        {
            view["embed"] = embed;
        }

        return view;
    }

    private JsonObject? Embed(Seed seed) => seed.For("embed").Between(0, 4) switch
    {
        0 => Images(seed, 1),
        1 => Images(seed, 3),
        2 => new JsonObject { ["$type"] = "app.bsky.embed.video#view", ["cid"] = "bafkrei", ["playlist"] = "https://video.example/playlist.m3u8", ["thumbnail"] = CreatorVoice.Picture(seed, 320, 180) },
        3 => new JsonObject
        {
            ["$type"] = "app.bsky.embed.external#view",
            ["external"] = new JsonObject { ["uri"] = account.Voice.Website ?? "https://link.example/", ["title"] = account.Voice.Title(seed), ["description"] = "", ["thumb"] = CreatorVoice.Picture(seed, 320, 180) },
        },
        _ => null,
    };

    private static JsonObject Images(Seed seed, int count) => new()
    {
        ["$type"] = "app.bsky.embed.images#view",
        ["images"] = new JsonArray([.. Enumerable.Range(0, count).Select(at => new JsonObject
        {
            ["thumb"] = CreatorVoice.Picture(seed.For(at), 320, 240),
            ["fullsize"] = CreatorVoice.Picture(seed.For(at), 960, 720),
            ["alt"] = "",
        })]),
    };

    private static JsonObject Author(string handle, string name) => new() { ["did"] = DidMethod + handle, ["handle"] = handle, ["displayName"] = name, ["labels"] = new JsonArray() };

    /// <summary>As long as a real key, which is a time in thirteen characters.</summary>
    private static string Key(long slot) => "3k" + slot.ToString("D11", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
