using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// Reads public numbers of professional accounts through business_discovery, with the agency's own account
/// (developers.facebook.com/docs/instagram-platform, business discovery). Accounts can be asked for by their name only.
/// An account whose owner consents is read as its own instead.
/// </summary>
internal sealed class InstagramClient(
    [FromKeyedServices(InstagramPlatform.PlatformKey)] PlatformHttp http,
    [FromKeyedServices(InstagramPlatform.UserLine)] PlatformHttp userHttp,
    IOptionsMonitor<InstagramOptions> options,
    TimeProvider clock) : IPlatformClient
{
    private readonly InstagramUser _user = new(userHttp, options, clock);
    private readonly GraphFields _profileFields = new(["id", "username", "name"], ["biography", "profile_picture_url", "followers_count", "follows_count", "media_count"], clock);
    private readonly GraphFields _mediaFields = new(["id", "timestamp", "media_type"], ["caption", "media_product_type", "media_url", "permalink", "like_count", "comments_count", "view_count"], clock);

    public string PlatformKey => InstagramPlatform.PlatformKey;

    public IReadOnlyList<InsightMetric> Insights => InstagramInsights.Metrics;

    public PlatformSource SourceOf(bool byPermission) => new(options.CurrentValue.ApiVersion, byPermission ? "me, media, stories, insights" : "business_discovery");

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken)
    {
        if (account.Consent is { } consent)
        {
            return await _user.GetProfileAsync(account, consent, cancellationToken);
        }

        var (found, fields) = await DiscoverAsync(account.Handle, _profileFields, "", "", cancellationToken);
        return found.Succeeded ? InstagramReading.Profile(found.Value, found.Value.Id, account, fields) : found.Failure;
    }

    public async Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        if (wanted < 1)
        {
            return PostPage.Empty;
        }

        if (account.Consent is { } consent)
        {
            return await _user.GetPostsAsync(consent, profile.AccountId ?? account.AccountId, cursor, wanted, cancellationToken);
        }

        var limit = Math.Min(wanted, options.CurrentValue.PageSize).ToString(CultureInfo.InvariantCulture);
        var after = cursor is null ? "" : $".after({Uri.EscapeDataString(cursor)})";
        var (found, fields) = await DiscoverAsync(profile.Handle ?? account.Handle, _mediaFields, $"media.limit({limit}){after}%7B", "%7D", cancellationToken);
        return found.Succeeded ? InstagramReading.Posts(found.Value.Media, cursor, fields) : found.Failure;
    }

    public async Task<Result<PlatformInsights, PlatformFailure>> GetInsightsAsync(
        PlatformAccount account, PlatformProfile profile, IReadOnlyList<PlatformPost> posts, DateOnly since, CancellationToken cancellationToken) =>
        account.Consent is { } consent && (profile.AccountId ?? account.AccountId) is { } id
            ? await new InstagramInsights(userHttp, options.CurrentValue.ApiVersion, consent, id, clock.GetUtcNow()).ReadAsync(posts, since, cancellationToken)
            : PlatformInsights.None;

    private async Task<(Result<GraphAccount, PlatformFailure> Found, FieldSet Fields)> DiscoverAsync(string handle, GraphFields fields, string before, string behind, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasCredentials)
        {
            return (new PlatformFailure(FailureKind.NotConfigured, $"{InstagramOptions.SectionName}:{nameof(InstagramOptions.AgencyUserId)} or {nameof(InstagramOptions.AccessToken)} is not set"), fields.Current);
        }

        var (reply, used) = await fields.AskAsync(
            (set, failures) => http.GetAsync(
                $"/{settings.ApiVersion}/{settings.AgencyUserId}?fields=business_discovery.username({Uri.EscapeDataString(handle)})%7B{before}{set.Text}{behind}%7D",
                PlatformCredential.Bearer(settings.AccessToken!),
                InstagramJson.Default.GraphReply,
                failures,
                cancellationToken),
            (refusal, error) => InstagramFailures.Read(refusal, error, GraphEdge.Discovery));
        return (!reply.Succeeded ? reply.Failure
            : reply.Value.BusinessDiscovery is { } account ? account
            // Age-gated accounts are not returned, and nothing says so.
            : new PlatformFailure(FailureKind.NotFound, "HTTP 200, no business_discovery"), used);
    }
}
