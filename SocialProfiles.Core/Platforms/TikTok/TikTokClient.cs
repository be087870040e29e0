using Microsoft.Extensions.DependencyInjection;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>
/// Reads an account's name from TikTok's public oEmbed, which is all that TikTok shows without consent
/// (developers.tiktok.com/doc/embed-creator-profiles). No numbers, no videos. With consent it has an API for both.
/// </summary>
internal sealed class TikTokClient(
    [FromKeyedServices(TikTokPlatform.PlatformKey)] PlatformHttp http,
    [FromKeyedServices(TikTokPlatform.ApiLine)] PlatformHttp api) : IPlatformClient
{
    private readonly TikTokUser _user = new(api);

    public string PlatformKey => TikTokPlatform.PlatformKey;

    public PlatformSource SourceOf(bool byPermission) => byPermission ? new("v2", "user/info, video/list") : new("1.0", "oembed");

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken)
    {
        if (account.Consent is { } consent)
        {
            return await _user.GetProfileAsync(account, consent, cancellationToken);
        }

        var address = Uri.EscapeDataString($"https://www.tiktok.com/@{account.Handle}");
        var reply = await http.GetAsync($"/oembed?url={address}", PlatformCredential.None, TikTokJson.Default.TikTokEmbed, TikTokFailures.Read, cancellationToken);
        if (!reply.Succeeded)
        {
            return reply.Failure;
        }

        var embed = reply.Value;
        return TikTokFailures.OfEmbed(embed) is { } failure ? failure : Profile(embed, account);
    }

    public Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return wanted < 1 ? Task.FromResult<Result<PostPage, PlatformFailure>>(PostPage.Empty)
            : account.Consent is { } consent ? _user.GetPostsAsync(consent, cursor, wanted, cancellationToken)
            : Task.FromResult<Result<PostPage, PlatformFailure>>(PostPage.NotGiven(MetricGap.NotGranted));
    }

    private static PlatformProfile Profile(TikTokEmbed embed, PlatformAccount account)
    {
        var handle = HandleOf(embed);
        return new PlatformProfile
        {
            // oEmbed reveals no lasting id.
            AccountId = null,
            Handle = handle,
            DisplayName = WireText.Cut(embed.AuthorName) ?? handle ?? account.Handle,
            // Of a video this would be the video's cover.
            AvatarUrl = embed.EmbedType == "creator_profile" ? WireText.Url(embed.ThumbnailUrl) : null,
            Followers = Metric.Unknown(MetricGap.NotGranted),
            Following = Metric.Unknown(MetricGap.NotGranted),
            Posts = Metric.Unknown(MetricGap.NotGranted),
            Views = Metric.Unknown(MetricGap.NotSupported),
            Likes = Metric.Unknown(MetricGap.NotGranted),
        };
    }

    private static string? HandleOf(TikTokEmbed embed)
    {
        var handle = embed.AuthorUniqueId;
        if (handle is null && embed.AuthorUrl is { } url && url.LastIndexOf("/@", StringComparison.Ordinal) is var at and >= 0)
        {
            handle = url[(at + 2)..];
        }

        return handle is not null && TikTokPlatform.OfHandle(handle) is { Accepted: true } reading ? reading.Handle : null;
    }
}
