using System.Globalization;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Bluesky;

/// <summary>
/// The part of Bluesky's public AppView that is read here: a profile, and an account's posts. It asks nobody for a credential.
/// Source: the lexicons app.bsky.actor.getProfile and app.bsky.feed.getAuthorFeed of github.com/bluesky-social/atproto.
/// </summary>
internal sealed class BlueskySandbox : ISandboxPlatform
{
    private const int MostItems = 100;
    private const int UsualItems = 50;

    /// <summary>What Bluesky hosts is called so at its end; the account is named by what stands before.</summary>
    private const string Hosted = ".bsky.social";

    public string Path => "bluesky";

    public SandboxAnswer? RefuseCaller(HttpRequest request) => null;

    public string? HandleOf(HttpRequest request) => request.Query["actor"].ToString().ToLowerInvariant() switch
    {
        "" => null,
        ['d', 'i', 'd', ':', .. var id] => BlueskyRecords.HandleOf("did:" + id),
        var handle => handle,
    };

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => conduct switch
    {
        SandboxConduct.Missing => BlueskyErrors.NotFound(),
        SandboxConduct.Private => BlueskyErrors.Deactivated(),
        SandboxConduct.RateLimited => BlueskyErrors.RateLimited(),
        SandboxConduct.Flaky => BlueskyErrors.ServerFault(),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        if (request.Path.Value is not ("/bluesky/xrpc/app.bsky.actor.getProfile" or "/bluesky/xrpc/app.bsky.feed.getAuthorFeed"))
        {
            return BlueskyErrors.UnknownMethod();
        }

        if (HandleOf(request) is not { } handle)
        {
            return request.Query.ContainsKey("actor") ? BlueskyErrors.NotFound() : BlueskyErrors.InvalidRequest("Error: Params must have the property \"actor\"");
        }

        var records = new BlueskyRecords(handle, SandboxAccounts.Find(Path, handle.EndsWith(Hosted, StringComparison.Ordinal) ? handle[..^Hosted.Length] : handle, now));
        return request.Path.Value.EndsWith("getProfile", StringComparison.Ordinal) ? SandboxAnswer.Ok(records.Profile()) : Feed(request, records);
    }

    private static SandboxAnswer Feed(HttpRequest request, BlueskyRecords records)
    {
        var most = UsualItems;
        if (request.Query.TryGetValue("limit", out var limit) && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostItems))
        {
            return BlueskyErrors.InvalidRequest("Error: limit can not be greater than 100");
        }

        var cursor = request.Query["cursor"].ToString();
        if (cursor.Length == 0)
        {
            return SandboxAnswer.Ok(records.Feed(null, most));
        }

        // The real one stumbles over a cursor that is not its own.
        return long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? SandboxAnswer.Ok(records.Feed(before, most)) : BlueskyErrors.ServerFault();
    }
}
