using Microsoft.AspNetCore.Mvc;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Consents;

/// <summary>
/// What platforms tell us of their own accord. Anybody can call these, so only a right signature counts, and no answer
/// tells whether we know the person. Told twice, nothing happens the second time.
/// </summary>
internal static class Webhooks
{
    private const string Root = "/api/webhooks";
    private const string TikTokPath = "/tiktok";
    private const string MetaPath = "/meta/deauthorize";
    private const int LargestBody = 16 * 1024;

    // Where consoles name them differently, the help pages say so.
    private static readonly Dictionary<string, (string Label, string Path)> _addresses = new(StringComparer.Ordinal)
    {
        ["INSTAGRAM"] = ("Deauthorize callback URL", Root + MetaPath),
        ["TIKTOK"] = ("Webhook callback URL", Root + TikTokPath),
    };

    /// <summary>What to register with a platform so that it tells us of consents that were taken back; null where it tells nobody.</summary>
    public static (string Label, string Path)? AddressOf(string platform) => _addresses.TryGetValue(platform, out var address) ? address : null;

    public static void MapWebhooks(this WebApplication app)
    {
        var webhooks = app.MapGroup(Root)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Webhooks)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .ExcludeFromDescription();
        webhooks.MapPost(TikTokPath, TikTokAsync);
        webhooks.MapPost(MetaPath, MetaAsync);
    }

    private static async Task<IResult> TikTokAsync(HttpContext context, TikTokWebhook webhook, HeedPlatformNotice heed, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var notice = webhook.Read(context.Request.Headers[TikTokWebhook.SignatureHeader], body.GetBuffer().AsSpan(0, (int)body.Length));
        return await AnswerAsync(notice, heed);
    }

    private static async Task<IResult> MetaAsync(HttpContext context, MetaDeauthorization deauthorization, HeedPlatformNotice heed, CancellationToken cancellationToken)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellationToken) : null;
        return await AnswerAsync(deauthorization.Read(form?["signed_request"]), heed);
    }

    private static async Task<IResult> AnswerAsync(PlatformNotice? notice, HeedPlatformNotice heed)
    {
        if (notice is null)
        {
            return TypedResults.Text("", statusCode: StatusCodes.Status401Unauthorized);
        }

        // Not the request's token: what was told is done, whether or not the platform waits for the answer.
        await heed.ExecuteAsync(notice, CancellationToken.None);
        return TypedResults.Ok();
    }
}
