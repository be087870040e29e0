using System.Globalization;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// Reads an account with its owner's consent (developers.facebook.com/documentation/instagram-platform/reference/me and
/// …/instagram-user/media). Its id is the same that business_discovery gives, so both ways lead to one account.
/// </summary>
internal sealed class InstagramUser(PlatformHttp http, IOptionsMonitor<InstagramOptions> options, TimeProvider clock)
{
    private readonly GraphFields _profileFields = new(["user_id", "username", "name"], ["biography", "profile_picture_url", "followers_count", "follows_count", "media_count"], clock);
    private readonly GraphFields _mediaFields = new(["id", "timestamp", "media_type"], ["caption", "media_product_type", "media_url", "thumbnail_url", "permalink", "like_count", "comments_count"], clock);

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, ConsentAccess consent, CancellationToken cancellationToken)
    {
        var (found, fields) = await _profileFields.AskAsync(
            (set, failures) => http.GetAsync(
                $"/{options.CurrentValue.ApiVersion}/me?fields={set.Text}", PlatformCredential.Bearer(consent.AccessToken), InstagramJson.Default.GraphAccount, failures, cancellationToken),
            (refusal, error) => InstagramFailures.ReadConsent(refusal, error));
        return !found.Succeeded ? found.Failure
            // The other id in the answer is of the person for our app.
            : WireText.Id(found.Value.UserId) is { } id ? InstagramReading.Profile(found.Value, id, account, fields)
            // That one is always there.
            : found.Value.Id is null ? new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no id")
            : new PlatformFailure(FailureKind.NotFound, "HTTP 200, no user_id");
    }

    public async Task<Result<PostPage, PlatformFailure>> GetPostsAsync(ConsentAccess consent, string? accountId, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        var limit = Math.Min(wanted, settings.PageSize).ToString(CultureInfo.InvariantCulture);
        var after = cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}";
        var (page, fields) = await _mediaFields.AskAsync(
            (set, failures) => http.GetAsync(
                $"/{settings.ApiVersion}/{WireText.Id(accountId) ?? "me"}/media?fields={set.Text}&limit={limit}{after}",
                PlatformCredential.Bearer(consent.AccessToken),
                InstagramJson.Default.GraphMediaPage,
                failures,
                cancellationToken),
            (refusal, error) => InstagramFailures.ReadConsent(refusal, error));
        return page.Succeeded
            ? InstagramReading.OwnPosts(page.Value, cursor, fields, consent.Has(InstagramScopes.Insights) ? MetricGap.NoDataYet : MetricGap.NotGranted)
            : page.Failure;
    }
}
