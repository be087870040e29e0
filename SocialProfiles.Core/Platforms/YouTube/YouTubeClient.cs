using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>
/// Reads public channels and their videos through the Data API (developers.google.com/youtube/v3/docs). A profile costs
/// one unit of the daily quota, a page of posts two.
/// </summary>
internal sealed class YouTubeClient([FromKeyedServices(YouTubePlatform.PlatformKey)] PlatformHttp http, IOptionsMonitor<YouTubeOptions> options) : IPlatformClient
{
    public string PlatformKey => YouTubePlatform.PlatformKey;

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken)
    {
        var reply = await GetAsync($"/channels?part=id,snippet,contentDetails,statistics&{FilterOf(account)}", YouTubeJson.Default.ChannelList, YouTubeFailures.Read, cancellationToken);
        if (!reply.Succeeded)
        {
            return reply.Failure;
        }

        return reply.Value.Items is [{ } channel, ..]
            ? YouTubeReading.Profile(channel, account)
            : new PlatformFailure(FailureKind.NotFound, "HTTP 200, no items");
    }

    public async Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        if (wanted < 1 || (profile.PostsSource ?? YouTubeReading.UploadsOf(profile.AccountId)) is not { } uploads)
        {
            return PostPage.Empty;
        }

        var most = Math.Min(wanted, options.CurrentValue.PageSize).ToString(CultureInfo.InvariantCulture);
        var page = cursor is null ? "" : "&pageToken=" + Uri.EscapeDataString(cursor);
        var isEmpty = false;
        var list = await GetAsync(
            $"/playlistItems?part=contentDetails&playlistId={Uri.EscapeDataString(uploads)}&maxResults={most}{page}",
            YouTubeJson.Default.PlaylistPage,
            refusal =>
            {
                // A channel without a single upload can have no list of them either.
                isEmpty = YouTubeFailures.ReasonOf(refusal) == YouTubeFailures.PlaylistNotFound;
                return YouTubeFailures.Read(refusal);
            },
            cancellationToken);
        if (!list.Succeeded)
        {
            return isEmpty ? PostPage.Empty : list.Failure;
        }

        var next = string.IsNullOrEmpty(list.Value.NextPageToken) || list.Value.NextPageToken == cursor ? null : list.Value.NextPageToken;
        var ids = YouTubeReading.VideoIds(list.Value);
        if (ids.Count == 0)
        {
            return new PostPage([], next);
        }

        var videos = await GetAsync($"/videos?part=snippet,contentDetails,statistics,status&id={string.Join(',', ids)}", YouTubeJson.Default.VideoList, YouTubeFailures.Read, cancellationToken);
        return videos.Succeeded ? new PostPage(YouTubeReading.Posts(videos.Value), next) : videos.Failure;
    }

    public static PlatformCredential Key(YouTubeOptions settings) => new("X-Goog-Api-Key", settings.ApiKey);

    private async Task<Result<T, PlatformFailure>> GetAsync<T>(string path, JsonTypeInfo<T> body, Func<PlatformRefusal, PlatformFailure> failures, CancellationToken cancellationToken)
        where T : class
    {
        var settings = options.CurrentValue;
        return settings.HasCredentials
            ? await http.GetAsync(path, Key(settings), body, failures, cancellationToken)
            : new PlatformFailure(FailureKind.NotConfigured, $"{YouTubeOptions.SectionName}:{nameof(YouTubeOptions.ApiKey)} is not set");
    }

    /// <summary>The channel's id finds it after a change of its handle, too. There is no filter for <c>/c/</c> names; most became handles.</summary>
    private static string FilterOf(PlatformAccount account)
    {
        if (account.AccountId is { } id && YouTubeHandle.IsChannelId(id))
        {
            return "id=" + id;
        }

        var handle = YouTubeHandle.Parse(account.Handle);
        return handle.Kind switch
        {
            YouTubeName.ChannelId => "id=" + handle.Name,
            YouTubeName.LegacyUser => "forUsername=" + Uri.EscapeDataString(handle.Name),
            _ => "forHandle=@" + Uri.EscapeDataString(handle.Name),
        };
    }
}
