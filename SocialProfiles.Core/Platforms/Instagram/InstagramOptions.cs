using System.Text.RegularExpressions;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>How Instagram is asked: Meta's Graph API, with the agency's own professional account or with a talent's consent.</summary>
public sealed partial class InstagramOptions : PlatformHttpOptions
{
    internal const string SectionName = "Platforms:Instagram";

    public InstagramOptions() => RequestsPerMinute = 200;

    /// <summary>Default <c>https://graph.facebook.com</c>.</summary>
    public string GraphBaseUrl { get; set; } = "https://graph.facebook.com";

    /// <summary>Version of the Graph API. Default <c>v25.0</c>.</summary>
    public string ApiVersion { get; set; } = "v25.0";

    /// <summary>Id of the agency's own professional Instagram account, digits, such as <c>17841400000000099</c>.</summary>
    public string? AgencyUserId { get; set; }

    /// <summary>Facebook Login user token that may use that account. Secret.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Id of the agency's Instagram app, to which talents consent; digits. Not the id of the Meta app around it.</summary>
    public string? AppId { get; set; }

    /// <summary>Secret of that app. Secret.</summary>
    public string? AppSecret { get; set; }

    /// <summary>Where talents consent. Default <c>https://www.instagram.com/oauth/authorize</c>.</summary>
    public string AuthorizeUrl { get; set; } = "https://www.instagram.com/oauth/authorize";

    /// <summary>Where a code becomes a token. Default <c>https://api.instagram.com</c>.</summary>
    public string TokenBaseUrl { get; set; } = "https://api.instagram.com";

    /// <summary>Where a consenting account is read. Default <c>https://graph.instagram.com</c>.</summary>
    public string UserGraphBaseUrl { get; set; } = "https://graph.instagram.com";

    /// <summary>Posts a request. Default 25; 1 to 100.</summary>
    public int PageSize { get; set; } = 25;

    internal bool HasCredentials => !string.IsNullOrEmpty(AgencyUserId) && !string.IsNullOrEmpty(AccessToken);

    internal bool HasApp => !string.IsNullOrEmpty(AppId) && !string.IsNullOrEmpty(AppSecret);

    internal override string Section => SectionName;

    internal override (string Name, string Value) Base => (nameof(GraphBaseUrl), GraphBaseUrl);

    internal override IReadOnlyList<(string Name, string Value)> OtherBases => [(nameof(TokenBaseUrl), TokenBaseUrl), (nameof(UserGraphBaseUrl), UserGraphBaseUrl)];

    internal override IEnumerable<string> Faults() => base.Faults().Concat(Known(
        Version().IsMatch(ApiVersion) ? null : $"{Section}:{nameof(ApiVersion)} must look like v25.0.",
        NoDigits(nameof(AgencyUserId), AgencyUserId, "must be the account's ID, digits only; it isn't the handle."),
        OneWithoutTheOther(nameof(AgencyUserId), AgencyUserId, nameof(AccessToken), AccessToken),
        Unprintable(nameof(AccessToken), AccessToken),
        NoDigits(nameof(AppId), AppId, "must be the id of the Instagram app, digits only."),
        OneWithoutTheOther(nameof(AppId), AppId, nameof(AppSecret), AppSecret),
        Unprintable(nameof(AppSecret), AppSecret),
        NoConsentPage(nameof(AuthorizeUrl), AuthorizeUrl),
        OutOfRange(nameof(PageSize), PageSize, 1, 100)));

    private string? NoDigits(string name, string? value, string rule) =>
        string.IsNullOrEmpty(value) || value.All(char.IsAsciiDigit) ? null : $"{Section}:{name} {rule}";

    [GeneratedRegex(@"\Av[0-9]{1,3}\.[0-9]{1,2}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Version();
}
