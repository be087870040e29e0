using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Consents;

/// <summary>Section <c>Web</c>.</summary>
internal sealed class ConsentOptions
{
    public const string Section = "Web";

    /// <summary>
    /// Addresses of pages of the agency's own tools, to which a platform may send the browser back after a consent that a
    /// tool began, such as <c>https://portal.agency.com/socials/done</c>. Register them with the platforms too. None by default.
    /// </summary>
    public IList<string> OAuthRedirects { get; } = [];
}

internal sealed class ConsentOptionsValidator : IValidateOptions<ConsentOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsentOptions options)
    {
        var problems = options.OAuthRedirects
            .Select((address, index) => (address, index))
            .Where(each => !IsFit(each.address))
            .Select(each => $"{ConsentOptions.Section}:{nameof(ConsentOptions.OAuthRedirects)}:{each.index} must be an address such as https://portal.agency.com/socials/done, with https (http only for localhost) and without user name, query or fragment.")
            .ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsFit(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
