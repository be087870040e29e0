using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>Instagram as the agency knows it.</summary>
internal sealed class InstagramPlatform(
    IOptionsMonitor<InstagramOptions> options,
    [FromKeyedServices(InstagramPlatform.PlatformKey)] Lazy<PlatformHttp> http) : IPlatform
{
    internal const string PlatformKey = "INSTAGRAM";
    internal const string TokenLine = PlatformKey + "/token";
    internal const string UserLine = PlatformKey + "/user";
    internal const string DisplayName = "Instagram";
    internal const string AppIdLabel = "Instagram app ID";
    internal const string AppSecretLabel = "Instagram app secret";
    private const int Longest = 30;

    /// <summary>First parts of paths that are no accounts; nobody can be called so.</summary>
    private static readonly FrozenSet<string> _ownPages = new[]
    {
        "p", "reel", "reels", "tv", "stories", "explore", "share", "accounts", "direct", "s", "about", "legal", "developer", "_n", "_u", "web", "graphql", "api", "challenge", "emails", "oauth", "static",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string Key => PlatformKey;

    public string Name => DisplayName;

    public string HandleHint => "@handle or instagram.com/handle";

    public PlatformMark Mark => InstagramMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.Numbers;

    public string? ConsentWouldAdd => "Reach, shares, saves, stories and audience data need the talent's permission.";

    public bool IsConfigured => options.CurrentValue.HasCredentials;

    public string NotConfiguredReason => "Instagram needs the id of the agency's own professional account, and an access token for it.";

    public string? ConfigurationSection => InstagramOptions.SectionName;

    public IReadOnlyList<CredentialField> Credentials { get; } =
    [
        new(nameof(InstagramOptions.AppId), AppIdLabel, "In Meta's App Dashboard: Instagram, API setup with Instagram login, Business login settings. It isn't the app ID at the top of the dashboard.", IsSecret: false, CredentialUse.Consent),
        new(nameof(InstagramOptions.AppSecret), AppSecretLabel, "Beside the Instagram app ID; press Show there.", IsSecret: true, CredentialUse.Consent),
        new(nameof(InstagramOptions.AgencyUserId), "Instagram account ID", "The number of the agency's own professional account, about 17 digits; it isn't the handle.", IsSecret: false, CredentialUse.ByHand),
        new(nameof(InstagramOptions.AccessToken), "Access token", "A Facebook Login user token that may use the agency's account, extended to 60 days; it starts with EAA.", IsSecret: true, CredentialUse.ByHand),
    ];

    public PlatformLimits Limits => new(options.CurrentValue.Concurrency, options.CurrentValue.RequestsPerMinute);

    public async Task<CredentialTest?> TestAsync(CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasCredentials)
        {
            return new CredentialTest(false, NotConfiguredReason, string.IsNullOrEmpty(settings.AgencyUserId) ? nameof(settings.AgencyUserId) : nameof(settings.AccessToken));
        }

        var answer = await http.Value.GetAsync(
            $"/{settings.ApiVersion}/{settings.AgencyUserId}?fields=id,username",
            PlatformCredential.Bearer(settings.AccessToken!),
            InstagramJson.Default.GraphAccount,
            refusal => InstagramFailures.Read(refusal, GraphEdge.AgencyAccount),
            cancellationToken);
        return answer switch
        {
            { Succeeded: true } => new(true, WireText.Id(answer.Value.Username) is { } username ? $"Instagram accepts the access token for @{username}." : "Instagram accepts the access token."),
            { Failure.IsTokenRefused: true } => new(false, "Instagram no longer accepts the access token: it has expired, or was revoked. Make a new one.", nameof(settings.AccessToken)),
            { Failure.Kind: FailureKind.AgencyRefused or FailureKind.NotFound } => new(
                false, "The access token isn't allowed to use this account. Check the number, and that the token was made with the Facebook account that manages the agency's Page.", nameof(settings.AgencyUserId)),
            _ => ConsentTest.Unclear(DisplayName, answer.Failure),
        };
    }

    /// <summary>Source: developers.facebook.com/docs/facebook-login/guides/access-tokens/debugging. A token may ask about itself.</summary>
    public async Task<Result<AccessEnd, PlatformFailure>?> ReadAccessEndAsync(CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasCredentials)
        {
            return null;
        }

        var answer = await http.Value.GetAsync(
            $"/{settings.ApiVersion}/debug_token?input_token={Uri.EscapeDataString(settings.AccessToken!)}",
            PlatformCredential.Bearer(settings.AccessToken!),
            InstagramJson.Default.GraphTokenReply,
            refusal => InstagramFailures.Read(refusal, GraphEdge.AgencyAccount),
            cancellationToken);
        return !answer.Succeeded ? answer.Failure
            : answer.Value.Data is { } token ? new AccessEnd(token.EndsAt)
            : new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no data");
    }

    public bool OwnsHost(string host) => IsHost(host);

    public PlatformPictures Pictures { get; } = new([".cdninstagram.com", ".fbcdn.net"], Expire: true);

    internal static bool IsHost(string host) => host is "instagram.com" or "www.instagram.com" or "m.instagram.com" or "instagr.am" or "www.instagr.am";

    public HandleReading Read(string text) => ProfileLink.Read(this, text, OfHandle, OfLink);

    public string ProfileUrl(string handle) => $"https://www.instagram.com/{handle}/";

    private static HandleReading OfLink(PastedLink link) => link.Path switch
    {
        ["_u", var handle, ..] => OfHandle(handle),
        [var handle, ..] when !_ownPages.Contains(handle) => OfHandle(HandleText.WithoutAt(handle)),
        _ => HandleRefusals.NotAProfile(DisplayName, "instagram.com/handle"),
    };

    internal static HandleReading OfHandle(string handle) =>
        !HandleText.IsAscii(handle, "._") ? HandleRefusals.Alphabet(DisplayName, "letters from a to z, digits, dots and underscores")
        : handle.Length > Longest ? HandleRefusals.TooLong(DisplayName, Longest)
        : handle is "" or ['.', ..] or [.., '.'] || handle.Contains("..", StringComparison.Ordinal) ? HandleReading.Refuse("Instagram handles can't start or end with a dot, or have two dots in a row. Check the spelling.")
        : _ownPages.Contains(handle) ? HandleRefusals.OwnPage(DisplayName, handle)
        : HandleReading.Of(handle);
}

internal static class InstagramServices
{
    public static IServiceCollection AddInstagram(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPlatform<InstagramPlatform, InstagramClient, InstagramOptions>(InstagramPlatform.PlatformKey, configuration.GetSection(InstagramOptions.SectionName))
            .AddPlatformLine<InstagramOptions>(InstagramPlatform.PlatformKey, InstagramPlatform.TokenLine, options => options.TokenBaseUrl)
            .AddPlatformLine<InstagramOptions>(InstagramPlatform.PlatformKey, InstagramPlatform.UserLine, options => options.UserGraphBaseUrl)
            .AddSingleton<IPlatformConsent, InstagramConsent>();
}
