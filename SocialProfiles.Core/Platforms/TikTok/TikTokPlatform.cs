using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>TikTok as the agency knows it.</summary>
internal sealed class TikTokPlatform(IOptionsMonitor<TikTokOptions> options) : IPlatform
{
    internal const string PlatformKey = "TIKTOK";
    internal const string ApiLine = PlatformKey + "/api";
    internal const string DisplayName = "TikTok";
    internal const string ClientKeyLabel = "Client key";
    internal const string ClientSecretLabel = "Client secret";
    private const int Shortest = 2;
    private const int Longest = 24;

    public string Key => PlatformKey;

    public string Name => DisplayName;

    public string HandleHint => "@handle or tiktok.com/@handle";

    public PlatformMark Mark => TikTokMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.NameOnly;

    public string? ConsentWouldAdd => "Followers and videos need the talent's permission.";

    public bool IsConfigured => true;

    public string NotConfiguredReason => "TikTok needs no credentials for a profile connected by handle.";

    public string? ConfigurationSection => TikTokOptions.SectionName;

    public IReadOnlyList<CredentialField> Credentials { get; } =
    [
        new(nameof(TikTokOptions.ClientKey), ClientKeyLabel, "In TikTok for Developers: Manage apps, your app, Credentials.", IsSecret: false, CredentialUse.Consent),
        new(nameof(TikTokOptions.ClientSecret), ClientSecretLabel, "Below the client key; press the eye there.", IsSecret: true, CredentialUse.Consent),
    ];

    public PlatformLimits Limits => new(options.CurrentValue.Concurrency, options.CurrentValue.RequestsPerMinute);

    public bool OwnsHost(string host) => IsHost(host);

    public PlatformPictures Pictures { get; } = new([".tiktokcdn.com", ".tiktokcdn-us.com", ".tiktokcdn-eu.com"], Expire: true);

    internal static bool IsHost(string host) => host is "tiktok.com" or "www.tiktok.com" or "m.tiktok.com" || IsShortener(host);

    public HandleReading Read(string text) => ProfileLink.Read(this, text, OfHandle, OfLink);

    public string ProfileUrl(string handle) => $"https://www.tiktok.com/@{handle}";

    private static HandleReading OfLink(PastedLink link) => link.Path switch
    {
        _ when IsShortener(link.Host) => HandleRefusals.Shortened(DisplayName),
        ["t", ..] => HandleRefusals.Shortened(DisplayName),
        [['@', .. var handle], ..] => OfHandle(handle),
        _ => HandleRefusals.NotAProfile(DisplayName, "tiktok.com/@handle"),
    };

    internal static HandleReading OfHandle(string handle) =>
        !HandleText.IsAscii(handle, "._") ? HandleRefusals.Alphabet(DisplayName, "letters from a to z, digits, dots and underscores")
        : handle.Length > Longest ? HandleRefusals.TooLong(DisplayName, Longest)
        : handle.Length < Shortest ? HandleRefusals.TooShort(DisplayName, Shortest)
        : handle.EndsWith('.') ? HandleReading.Refuse("TikTok handles can't end with a dot. Check the spelling.")
        : HandleReading.Of(handle);

    private static bool IsShortener(string host) => host is "vm.tiktok.com" or "vt.tiktok.com";
}

internal static class TikTokServices
{
    public static IServiceCollection AddTikTok(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPlatform<TikTokPlatform, TikTokClient, TikTokOptions>(TikTokPlatform.PlatformKey, configuration.GetSection(TikTokOptions.SectionName))
            .AddPlatformLine<TikTokOptions>(TikTokPlatform.PlatformKey, TikTokPlatform.ApiLine, options => options.ApiBaseUrl)
            .AddSingleton<IPlatformConsent, TikTokConsent>();
}
