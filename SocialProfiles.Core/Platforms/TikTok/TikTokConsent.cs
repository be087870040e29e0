using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>
/// TikTok's Login Kit for the web (developers.tiktok.com/doc/login-kit-web, …/oauth-user-access-token-management). Refresh
/// tokens rotate: the old one is dead as soon as an answer is there. PKCE is for mobile and desktop apps only.
/// </summary>
internal sealed class TikTokConsent([FromKeyedServices(TikTokPlatform.ApiLine)] PlatformHttp http, IOptionsMonitor<TikTokOptions> options, TimeProvider clock)
    : OAuthConsent<OAuthReply>(clock)
{
    private const string Name = TikTokPlatform.DisplayName;

    private static readonly OAuthReply _nothingSaid = new();

    public override string PlatformKey => TikTokPlatform.PlatformKey;

    public override string NotConfiguredReason => "TikTok needs the client key and the client secret of the agency's own app.";

    public override ConsentTerms Terms => TikTokScopes.Terms;

    protected override OAuthApp App => new(TikTokOptions.SectionName, options.CurrentValue.ClientKey, options.CurrentValue.ClientSecret, options.CurrentValue.AuthorizeUrl)
    {
        IdName = "client_key",
        IdOption = nameof(TikTokOptions.ClientKey),
    };

    protected override char ScopeSeparator => ',';

    /// <summary>TikTok revokes by an access token; one whose time is over is renewed first, or the consent would live on.</summary>
    public override async Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        if (tokens.AccessExpiresAt <= Now && tokens.RefreshToken is not null)
        {
            var renewed = await RefreshAsync(tokens, cancellationToken);
            if (!renewed.Succeeded)
            {
                return IsDead(renewed.Failure) ? true : renewed.Failure;
            }

            tokens = renewed.Value;
        }

        var (answer, said) = await AskAsync([new("token", tokens.AccessToken)], form => PostAsync("/v2/oauth/revoke/", form, _nothingSaid, cancellationToken));
        return answer.Succeeded || IsDead(answer.Failure) || said?.Error == "access_token_invalid"
            // TikTok's list has no word of its own for a token that is dead already.
            || (said?.Error == "invalid_request" && Speaks(said, "access token")) ? true : answer.Failure;
    }

    protected override Task<(Result<OAuthReply, PlatformFailure> Answer, OAuthReply? Said)> PostAsync(IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken) =>
        PostAsync("/v2/oauth/token/", form, null, cancellationToken);

    protected override CredentialTest Judge(PlatformFailure? failure, OAuthReply? said) => (failure?.Kind, said?.Error) switch
    {
        (null or FailureKind.ConsentExpired, _) => ConsentTest.Good(Name),
        // It looked at the code, or at the address that goes with it, so it had no quarrel with the app.
        (_, "invalid_request") when Speaks(said, "code") || Speaks(said, "redirect") => ConsentTest.Good(Name),
        (FailureKind.AgencyRefused, _) => (Speaks(said, "key"), Speaks(said, "secret")) switch
        {
            (true, false) => ConsentTest.Wrong(Name, TikTokPlatform.ClientKeyLabel, nameof(TikTokOptions.ClientKey)),
            (false, true) => ConsentTest.Wrong(Name, TikTokPlatform.ClientSecretLabel, nameof(TikTokOptions.ClientSecret)),
            _ => ConsentTest.WrongPair(Name, TikTokPlatform.ClientKeyLabel, TikTokPlatform.ClientSecretLabel),
        },
        _ => ConsentTest.Unclear(Name, failure!),
    };

    private async Task<(Result<OAuthReply, PlatformFailure> Answer, OAuthReply? Said)> PostAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> form, OAuthReply? whenEmpty, CancellationToken cancellationToken)
    {
        OAuthReply? said = null;
        var answer = await http.PostFormAsync(path, form, OAuthJson.Default.OAuthReply, refusal => TikTokConsentFailures.Read(refusal, said = OAuthReply.Of(refusal)), cancellationToken, whenEmpty);
        return answer.Succeeded && TikTokConsentFailures.OfReply(answer.Value) is { } failure ? (failure, answer.Value) : (answer, said);
    }

    private static bool IsDead(PlatformFailure failure) => failure.Kind == FailureKind.ConsentExpired;

    private static bool Speaks(OAuthReply? said, string word) => said?.ErrorDescription?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
