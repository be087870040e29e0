using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>
/// The part of YouTube's Data API v3 that is read here: channels, a channel's uploads, videos. An API key opens it, and so does
/// the token of somebody who consented, whose own channel is <c>mine=true</c>.
/// Source: developers.google.com/youtube/v3/docs.
/// </summary>
internal sealed class YouTubeSandbox(SandboxTokens tokens, VideoIds videoIds) : ISandboxPlatform
{
    public const string ApiKey = "sandbox-youtube-key";

    private const int MostResults = 50;
    private const int UsualResults = 5;
    private static readonly string[] _channelFilters = ["forHandle", "forUsername", "id", "mine"];

    public string Path => "youtube";

    public SandboxAnswer? RefuseCaller(HttpRequest request)
    {
        if (request.Bearer() is not null)
        {
            return YouTubeBearer.Refuse(tokens, request, GoogleConsentSite.Channel);
        }

        if (IsMine(request))
        {
            return YouTubeErrors.BadToken();
        }

        var key = request.Headers["X-Goog-Api-Key"].ToString() is { Length: > 0 } header ? header : request.Query["key"].ToString();
        return key.Length == 0 ? YouTubeErrors.NoKey()
            : key != ApiKey ? YouTubeErrors.BadKey()
            : null;
    }

    public string? HandleOf(HttpRequest request) => Resource(request) switch
    {
        "channels" => ChannelHandles(request).FirstOrDefault(),
        "playlistItems" => PlaylistHandle(request),
        "videos" => List(request, "id").Select(id => videoIds.Find(id)?.Handle).FirstOrDefault(handle => handle is not null),
        _ => null,
    };

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => conduct switch
    {
        SandboxConduct.Missing => Resource(request) is "playlistItems" ? YouTubeErrors.PlaylistNotFound() : Nothing(Resource(request)),
        SandboxConduct.Private when Resource(request) is "playlistItems" && !IsOwners(request, handle) => YouTubeErrors.PlaylistRefused(),
        SandboxConduct.RateLimited => YouTubeErrors.RateLimited(),
        SandboxConduct.Flaky => YouTubeErrors.BackendError(),

        // The agency's key that is. A token has its own ways to end.
        SandboxConduct.Revoked when request.Bearer() is null => YouTubeErrors.BadKey(),
        SandboxConduct.Forbidden when request.Bearer() is null => YouTubeErrors.NoPermission(),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        var parts = List(request, "part").ToHashSet(StringComparer.Ordinal);
        return parts.Count == 0 ? YouTubeErrors.MissingParameter("part") : Resource(request) switch
        {
            "channels" => Channels(request, parts, now),
            "playlistItems" => PlaylistItems(request, parts, now),
            "videos" => Videos(request, parts, now),
            _ => YouTubeErrors.UnknownMethod(),
        };
    }

    private static string Resource(HttpRequest request) => request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[^1];

    private static string[] List(HttpRequest request, string name) =>
        request.Query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsMine(HttpRequest request) => request.Query["mine"] == "true";

    private static bool IsOwners(HttpRequest request, string handle) => YouTubeBearer.Of(request)?.Consent.Handle == handle;

    private static IEnumerable<string> ChannelHandles(HttpRequest request) =>
        IsMine(request) && YouTubeBearer.Of(request) is { } token ? [token.Consent.Handle]
        : request.Query["forHandle"].ToString() is { Length: > 0 } handle ? [handle.TrimStart('@').ToLowerInvariant()]
        : request.Query["forUsername"].ToString() is { Length: > 0 } username ? [username.ToLowerInvariant()]
        : List(request, "id").Select(ChannelId.HandleOf).OfType<string>();

    private static string? PlaylistHandle(HttpRequest request) =>
        request.Query["playlistId"].ToString() is ['U', 'U', .. var rest] ? ChannelId.HandleOf("UC" + rest) : null;

    private SandboxAnswer Channels(HttpRequest request, HashSet<string> parts, DateTimeOffset now)
    {
        if (_channelFilters.Count(filter => request.Query.ContainsKey(filter)) != 1)
        {
            return YouTubeErrors.WrongFilters();
        }

        // One refused account among several is left out, the others come.
        var accounts = ChannelHandles(request)
            .Where(handle => SandboxBehaviours.For(handle).Conduct is not SandboxConduct.Missing)
            .Select(handle => Account(handle, now));
        return Found("channels", accounts.Select(account => YouTubeResources.Channel(account, parts)));
    }

    private SandboxAnswer PlaylistItems(HttpRequest request, HashSet<string> parts, DateTimeOffset now)
    {
        if (PlaylistHandle(request) is not { } handle || Account(handle, now) is not { PostCount: > 0 } account)
        {
            return request.Query.ContainsKey("playlistId") ? YouTubeErrors.PlaylistNotFound() : YouTubeErrors.MissingParameter("playlistId");
        }

        if (!TryReadSize(request, out var size))
        {
            return YouTubeErrors.InvalidValue("maxResults");
        }

        if (!TryReadPageToken(request.Query["pageToken"].ToString(), out var before))
        {
            return YouTubeErrors.InvalidPageToken();
        }

        videoIds.Remember(account);
        var posts = account.PostsBefore(before, size);
        var answer = Found("playlistItems", posts.Select(post =>
            YouTubeResources.PlaylistItem(account, post, videoIds.Of(account, post), (int)(account.PostsBefore(null, 1)[0].Slot - post.Slot), parts)));
        answer.Body["pageInfo"] = new JsonObject { ["totalResults"] = account.PostCount, ["resultsPerPage"] = size };
        if (posts.Count > 0 && account.HasPostsBefore(posts[^1].Slot))
        {
            answer.Body["nextPageToken"] = PageToken(posts[^1].Slot);
        }

        return answer;
    }

    private SandboxAnswer Videos(HttpRequest request, HashSet<string> parts, DateTimeOffset now)
    {
        var ids = List(request, "id");
        if (ids.Length is 0 or > MostResults)
        {
            return ids.Length == 0 ? YouTubeErrors.WrongFilters() : YouTubeErrors.InvalidValue("id");
        }

        // Unknown and private ones are left out without a word.
        return Found("videos", ids.Distinct(StringComparer.Ordinal).Select(id => Video(id, parts, now)).OfType<JsonObject>());
    }

    private JsonObject? Video(string id, HashSet<string> parts, DateTimeOffset now)
    {
        if (videoIds.Find(id) is not { } found)
        {
            return null;
        }

        var account = Account(found.Handle, now);
        var post = account.Post(found.Slot);
        return account.Has(found.Slot) && !YouTubeResources.IsPrivate(account, post) ? YouTubeResources.Video(account, post, id, parts) : null;
    }

    private SandboxAccount Account(string handle, DateTimeOffset now) => SandboxAccounts.Find(Path, handle, now);

    private static SandboxAnswer Nothing(string resource) => Found(resource, []);

    private static SandboxAnswer Found(string resource, IEnumerable<JsonObject> found)
    {
        var items = new JsonArray([.. found]);
        var kind = resource is "channels" ? "channel" : resource is "videos" ? "video" : "playlistItem";
        var body = new JsonObject
        {
            ["kind"] = $"youtube#{kind}ListResponse",
            ["etag"] = Seed.Of(resource).Number.ToString("x16", CultureInfo.InvariantCulture),
            ["pageInfo"] = new JsonObject { ["totalResults"] = items.Count, ["resultsPerPage"] = items.Count == 0 ? 5 : items.Count },
        };

        // Nothing found is no error here, and there is no empty list either.
        if (items.Count > 0)
        {
            body["items"] = items;
        }

        return SandboxAnswer.Ok(body);
    }

    private static bool TryReadSize(HttpRequest request, out int size)
    {
        size = UsualResults;
        return !request.Query.TryGetValue("maxResults", out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= MostResults);
    }

    private static string PageToken(long slot) => "EAAa" + Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"PT:{slot}")));

    private static bool TryReadPageToken(string token, out long? before)
    {
        before = null;
        if (token.Length == 0)
        {
            return true;
        }

        if (token is not ['E', 'A', 'A', 'a', .. var rest]
            || !Base64Url.IsValid(rest)
            || Encoding.ASCII.GetString(Base64Url.DecodeFromChars(rest)) is not ['P', 'T', ':', .. var number]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var slot))
        {
            return false;
        }

        before = slot;
        return true;
    }
}
