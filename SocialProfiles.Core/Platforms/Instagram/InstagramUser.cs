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
    private readonly GraphFields _storyFields = new(["id", "timestamp", "media_type"], ["caption", "media_product_type", "media_url", "thumbnail_url", "permalink"], clock);
    private readonly GraphFields _mediaFields = new(["id", "timestamp", "media_type"], ["caption", "media_product_type", "media_url", "thumbnail_url", "permalink", "like_count", "comments_count"], clock);

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, ConsentAccess consent, CancellationToken cancellationToken)
    {
        var (found, fields) = await _profileFields.AskAsync(
            (set, failures) => http.GetAsync(
                $"/{options.CurrentValue.ApiVersion}/me?fields={set.Text}", PlatformCredential.Bearer(consent.AccessToken), InstagramJson.Default.GraphAccount, failures, cancellationToken),
            (refusal, error) => InstagramFailures.Read(refusal, error, GraphEdge.Account));
        return !found.Succeeded ? found.Failure
            // The other id in the answer is of the person for our app.
            : WireText.Id(found.Value.UserId) is { } id ? InstagramReading.Profile(found.Value, id, account, fields)
            // That one is always there.
            : found.Value.Id is null ? new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no id")
            : new PlatformFailure(FailureKind.NotFound, "HTTP 200, no user_id");
    }

    /// <summary>A page of posts, and before the first one the stories of the day.</summary>
    public async Task<Result<PostPage, PlatformFailure>> GetPostsAsync(ConsentAccess consent, string? accountId, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        var node = WireText.Id(accountId) ?? "me";
        var whyNoInsights = consent.Has(InstagramScopes.Insights) ? MetricGap.NoDataYet : MetricGap.NotGranted;
        var limit = Math.Min(wanted, options.CurrentValue.PageSize).ToString(CultureInfo.InvariantCulture);
        var after = cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}";
        var (answer, fields) = await ListAsync(consent, _mediaFields, node + "/media", $"&limit={limit}{after}", cancellationToken);
        if (!answer.Succeeded)
        {
            return answer.Failure.Kind == FailureKind.MissingScope ? PostPage.Refused : answer.Failure;
        }

        var page = InstagramReading.OwnPosts(answer.Value, cursor, fields, whyNoInsights);
        if (cursor is not null)
        {
            return page;
        }

        var (stories, storyFields) = await ListAsync(consent, _storyFields, node + "/stories", "", cancellationToken);
        return stories.Succeeded ? WithStories(page, InstagramReading.Stories(stories.Value, storyFields, whyNoInsights))
            : stories.Failure.IsTokenRefused || stories.Failure.End is not null ? stories.Failure
            // They never cost the posts; the next sync asks again.
            : page with { Remark = "stories: " + stories.Failure.Detail };
    }

    private static PostPage WithStories(PostPage page, PostPage stories) =>
        page with { Posts = [.. stories.Posts, .. page.Posts], Unreadable = [.. stories.Unreadable, .. page.Unreadable] };

    private Task<(Result<GraphMediaPage, PlatformFailure> Answer, FieldSet Fields)> ListAsync(
        ConsentAccess consent, GraphFields fields, string path, string query, CancellationToken cancellationToken) => fields.AskAsync(
        (set, failures) => http.GetAsync(
            $"/{options.CurrentValue.ApiVersion}/{path}?fields={set.Text}{query}", PlatformCredential.Bearer(consent.AccessToken), InstagramJson.Default.GraphMediaPage, failures, cancellationToken),
        (refusal, error) => InstagramFailures.Read(refusal, error, GraphEdge.AccountList));
}
