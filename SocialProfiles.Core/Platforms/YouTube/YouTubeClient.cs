using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>
/// Reads channels and their videos through the Data API (developers.google.com/youtube/v3/docs): public ones by the agency's
/// key, a consenting talent's own by its consent. A profile costs one unit of the daily quota, a page of posts two.
/// </summary>
internal sealed class YouTubeClient(
    [FromKeyedServices(YouTubePlatform.PlatformKey)] PlatformHttp http,
    [FromKeyedServices(YouTubePlatform.AnalyticsLine)] PlatformHttp analytics,
    IOptionsMonitor<YouTubeOptions> options,
    TimeProvider clock) : IPlatformClient
{
    public string PlatformKey => YouTubePlatform.PlatformKey;

    public IReadOnlyList<InsightMetric> Insights => YouTubeAnalytics.Metrics;

    public PlatformSource SourceOf(bool byPermission) =>
        new("v3", byPermission ? "channels, playlistItems, videos, Analytics v2 reports" : "channels, playlistItems, videos");

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken)
    {
        var failures = FailuresFor(account);
        var reply = await GetAsync(account, $"/channels?part=id,snippet,contentDetails,statistics&{FilterOf(account)}", YouTubeJson.Default.ChannelList, failures, cancellationToken);
        if (!reply.Succeeded)
        {
            return reply.Failure;
        }

        return ChannelIn(reply.Value.Items ?? [], account) is { } channel
            ? YouTubeReading.Profile(channel, account)
            // A Google user need not have a channel.
            : new PlatformFailure(FailureKind.NotFound, "HTTP 200, no items");
    }

    public async Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        if (wanted < 1)
        {
            return PostPage.Empty;
        }

        if ((profile.PostsSource ?? YouTubeReading.UploadsOf(profile.AccountId)) is not { } uploads)
        {
            return PostPage.NotGiven(MetricGap.NoDataYet);
        }

        var most = Math.Min(wanted, options.CurrentValue.PageSize).ToString(CultureInfo.InvariantCulture);
        var page = cursor is null ? "" : "&pageToken=" + Uri.EscapeDataString(cursor);
        var failures = FailuresFor(account);
        var isEmpty = false;
        var list = await GetAsync(
            account,
            $"/playlistItems?part=contentDetails&playlistId={Uri.EscapeDataString(uploads)}&maxResults={most}{page}",
            YouTubeJson.Default.PlaylistPage,
            refusal =>
            {
                // A channel without a single upload can have no list of them either.
                isEmpty = YouTubeFailures.ReasonOf(refusal) == YouTubeFailures.PlaylistNotFound;
                return failures(refusal);
            },
            cancellationToken);
        if (!list.Succeeded)
        {
            return isEmpty ? PostPage.Empty : list.Failure;
        }

        var next = string.IsNullOrEmpty(list.Value.NextPageToken) || list.Value.NextPageToken == cursor ? null : list.Value.NextPageToken;
        var entries = YouTubeReading.Entries(list.Value);
        var endsEarly = next is null && !string.IsNullOrEmpty(list.Value.NextPageToken);
        if (entries.Ids.Count == 0)
        {
            return new PostPage([], next) { Unreadable = entries.Unreadable, EndsEarly = endsEarly };
        }

        var videos = await GetAsync(account, $"/videos?part=snippet,contentDetails,statistics,status&id={string.Join(',', entries.Ids)}", YouTubeJson.Default.VideoList, failures, cancellationToken);
        return videos.Succeeded
            ? YouTubeReading.Page(videos.Value, entries, whyNoShares: account.Consent is null ? MetricGap.NotGranted : MetricGap.NotSupported, next) with { EndsEarly = endsEarly }
            : videos.Failure;
    }

    public async Task<Result<PlatformInsights, PlatformFailure>> GetInsightsAsync(
        PlatformAccount account, PlatformProfile profile, IReadOnlyList<PlatformPost> posts, DateOnly since, CancellationToken cancellationToken) => account.Consent is { } consent
        ? await new YouTubeAnalytics(analytics, consent, clock.GetUtcNow()).ReadAsync(since, cancellationToken)
        : PlatformInsights.None;

    public static PlatformCredential Key(YouTubeOptions settings) => new("X-Goog-Api-Key", settings.ApiKey);

    private async Task<Result<T, PlatformFailure>> GetAsync<T>(
        PlatformAccount account, string path, JsonTypeInfo<T> body, Func<PlatformRefusal, PlatformFailure> failures, CancellationToken cancellationToken)
        where T : class
    {
        if (account.Consent is { } consent)
        {
            return await http.GetAsync(path, PlatformCredential.Bearer(consent.AccessToken), body, failures, cancellationToken);
        }

        var settings = options.CurrentValue;
        return settings.HasCredentials
            ? await http.GetAsync(path, Key(settings), body, failures, cancellationToken)
            : new PlatformFailure(FailureKind.NotConfigured, $"{YouTubeOptions.SectionName}:{nameof(YouTubeOptions.ApiKey)} is not set");
    }

    private static Func<PlatformRefusal, PlatformFailure> FailuresFor(PlatformAccount account) => account.Consent is null ? YouTubeFailures.Read : YouTubeFailures.ReadConsent;

    /// <summary>Of the channels in an answer the one that was asked for; by handle, and for the one who consents, that is the first.</summary>
    private static Channel? ChannelIn(IReadOnlyList<Channel?> items, PlatformAccount account) =>
        account.Consent is null && IdOf(account) is { } id ? items.FirstOrDefault(channel => channel?.Id == id) : items.FirstOrDefault(channel => channel is not null);

    private static string? IdOf(PlatformAccount account) =>
        account.AccountId is { } id && YouTubeHandle.IsChannelId(id) ? id
        : YouTubeHandle.Parse(account.Handle) is { Kind: YouTubeName.ChannelId } handle ? handle.Name
        : null;

    /// <summary>The channel's id finds it after a change of its handle, too. There is no filter for <c>/c/</c> names; most became handles.</summary>
    private static string FilterOf(PlatformAccount account)
    {
        if (account.Consent is not null)
        {
            return "mine=true";
        }

        if (IdOf(account) is { } id)
        {
            return "id=" + id;
        }

        var handle = YouTubeHandle.Parse(account.Handle);
        return handle.Kind switch
        {
            YouTubeName.LegacyUser => "forUsername=" + Uri.EscapeDataString(handle.Name),
            _ => "forHandle=@" + Uri.EscapeDataString(handle.Name),
        };
    }
}
