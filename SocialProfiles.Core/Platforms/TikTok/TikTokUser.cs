using System.Globalization;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>
/// Reads an account with its owner's consent (developers.tiktok.com/doc/tiktok-api-v2-get-user-info and
/// …/tiktok-api-v2-video-list). Each field belongs to a scope, and one field too many is the end of the whole call.
/// </summary>
internal sealed class TikTokUser(PlatformHttp http)
{
    private const string BasicFields = "open_id,avatar_url,display_name";
    private const string ProfileFields = ",username,bio_description";
    private const string StatsFields = ",follower_count,following_count,likes_count,video_count";
    private const string VideoFields = "id,create_time,title,video_description,duration,cover_image_url,share_url,like_count,comment_count,share_count,view_count";

    /// <summary>TikTok's own limit.</summary>
    private const int PageSize = 20;

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, ConsentAccess consent, CancellationToken cancellationToken)
    {
        var hasStats = consent.Has(TikTokScopes.Stats);
        var more = (consent.Has(TikTokScopes.Profile) ? ProfileFields : "") + (hasStats ? StatsFields : "");
        var answer = await AskAsync(BasicFields + more, consent, cancellationToken);
        if (more.Length > 0 && answer.Failure?.Kind == FailureKind.MissingScope)
        {
            // Less is granted than we know of.
            hasStats = false;
            answer = await AskAsync(BasicFields, consent, cancellationToken);
        }

        return !answer.Succeeded ? Ended(answer.Failure)
            // The error is always there, also when there is none.
            : answer.Value.Error is null ? new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no error code")
            : answer.Value.Data?.User is not { } user ? new PlatformFailure(FailureKind.NotFound, "HTTP 200, no user")
            : WireText.Id(user.OpenId) is not { } id ? new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no open_id")
            : TikTokReading.Profile(user, id, account, whyNoNumbers: hasStats ? MetricGap.NoDataYet : MetricGap.NotGranted);
    }

    public async Task<Result<PostPage, PlatformFailure>> GetPostsAsync(ConsentAccess consent, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        if (!consent.Has(TikTokScopes.Videos))
        {
            return PostPage.NotGiven(MetricGap.NotGranted);
        }

        long? before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;
        var answer = await http.PostJsonAsync(
            "/v2/video/list/?fields=" + VideoFields,
            new TikTokVideoQuestion(Math.Min(wanted, PageSize), before),
            TikTokJson.Default.TikTokVideoQuestion,
            PlatformCredential.Bearer(consent.AccessToken),
            TikTokJson.Default.TikTokVideoReply,
            TikTokFailures.ReadConsent,
            cancellationToken);
        return (answer.Succeeded ? TikTokFailures.OfReply(answer.Value.Error) ?? Missing(answer.Value.Data) : answer.Failure) switch
        {
            null => TikTokReading.Posts(answer.Value.Data, before),
            // Taken away since; the profile is still open to us.
            { Kind: FailureKind.MissingScope } => PostPage.Refused,
            { } failure => failure,
        };
    }

    /// <summary>Without the basic scope nothing is left of the consent; TikTok says so in as many words.</summary>
    private static PlatformFailure Ended(PlatformFailure failure) =>
        failure.Kind == FailureKind.MissingScope ? failure with { End = ConsentEndReason.ScopeMissing } : failure;

    private static PlatformFailure? Missing(TikTokVideoPage? page) => page is null ? new(FailureKind.BadResponse, "HTTP 200, no data") : null;

    private async Task<Result<TikTokUserReply, PlatformFailure>> AskAsync(string fields, ConsentAccess consent, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync(
            "/v2/user/info/?fields=" + fields, PlatformCredential.Bearer(consent.AccessToken), TikTokJson.Default.TikTokUserReply, TikTokFailures.ReadConsent, cancellationToken);
        return answer.Succeeded && TikTokFailures.OfReply(answer.Value.Error) is { } failure ? failure : answer;
    }
}
