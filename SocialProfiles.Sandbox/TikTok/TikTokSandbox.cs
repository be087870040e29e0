using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>
/// TikTok's oEmbed, all that it tells the public: the name behind a profile or a video, and no numbers.
/// Source: developers.tiktok.com/doc/embed-videos and embed-creator-profiles; bodies as recorded by others in August 2026.
/// </summary>
internal sealed class TikTokSandbox : ISandboxPlatform
{
    public string Path => "tiktok";

    public SandboxAnswer? RefuseCaller(HttpRequest request) => null;

    public string? HandleOf(HttpRequest request) => TikTokAddress.Read(request.Query["url"].ToString())?.Handle;

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => conduct switch
    {
        SandboxConduct.Missing or SandboxConduct.Private => Refused(),
        SandboxConduct.RateLimited => new SandboxAnswer(StatusCodes.Status429TooManyRequests, Error("Too many requests", 429)) { RetryAfterSeconds = 3 },
        SandboxConduct.Flaky => new SandboxAnswer(StatusCodes.Status500InternalServerError, Error("Internal error", 500)),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        if (!request.Path.Equals("/tiktok/oembed", StringComparison.Ordinal) || TikTokAddress.Read(request.Query["url"].ToString()) is not { } address)
        {
            return Refused();
        }

        var account = SandboxAccounts.Find(Path, address.Handle, now);
        return SandboxAnswer.Ok(address.VideoId is null ? Profile(account) : Video(account, address.VideoId));
    }

    private static JsonObject Profile(SandboxAccount account) => new()
    {
        ["version"] = "1.0",
        ["type"] = "rich",
        ["title"] = $"{account.Voice.Name}'s Creator Profile",
        ["author_url"] = $"https://www.tiktok.com/@{account.Handle}",
        ["author_name"] = account.Voice.Name,
        ["width"] = "100%",
        ["height"] = "100%",
        ["html"] = $"<blockquote class=\"tiktok-embed\" cite=\"https://www.tiktok.com/@{account.Handle}\" data-unique-id=\"{account.Handle}\" data-embed-type=\"creator\"></blockquote>",
        ["provider_url"] = "https://www.tiktok.com",
        ["provider_name"] = "TikTok",
        ["embed_product_id"] = account.Handle,
        ["embed_type"] = "profile",
    };

    private static JsonObject Video(SandboxAccount account, string id) => new()
    {
        ["version"] = "1.0",
        ["type"] = "video",
        ["title"] = account.Voice.Caption(Seed.Of(id)),
        ["author_url"] = $"https://www.tiktok.com/@{account.Handle}",
        ["author_name"] = account.Voice.Name,
        ["author_unique_id"] = account.Handle,
        ["width"] = "100%",
        ["height"] = "100%",
        ["html"] = $"<blockquote class=\"tiktok-embed\" cite=\"https://www.tiktok.com/@{account.Handle}/video/{id}\" data-video-id=\"{id}\"></blockquote>",
        ["thumbnail_width"] = 720,
        ["thumbnail_height"] = 1280,
        ["thumbnail_url"] = CreatorVoice.Picture(Seed.Of(id), 720, 1280),
        ["provider_url"] = "https://www.tiktok.com",
        ["provider_name"] = "TikTok",
        ["embed_product_id"] = id,
        ["embed_type"] = "video",
    };

    /// <summary>One body for everything: missing, private, deleted, malformed. TikTok does not tell them apart.</summary>
    private static SandboxAnswer Refused() => new(StatusCodes.Status400BadRequest, Error("Something went wrong", 400));

    private static JsonObject Error(string message, int code) => new() { ["message"] = message, ["code"] = code };
}
