using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Hosting;

/// <summary>Section <c>Web</c>.</summary>
public sealed class PublicAddressOptions
{
    public const string Section = "Web";

    /// <summary>
    /// The address under which browsers and platforms reach us, such as <c>https://talents.agency.com</c>. Not set (the
    /// default): the one that the browser asked for, which is right unless a proxy hides it.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// The path below which everything is, such as <c>/socials</c>, where a reverse proxy gives us only a part of its host. Not set
    /// (the default): the root.
    /// </summary>
    public string? BasePath { get; set; }

    /// <summary>
    /// More hosts, without port, under which browsers may ask once <see cref="PublicUrl"/> is set, such as the server's name in
    /// the office. <c>localhost</c> always may. None by default.
    /// </summary>
    public IList<string> OtherHosts { get; } = [];
}

internal sealed class PublicAddressOptionsValidator : IValidateOptions<PublicAddressOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicAddressOptions options) =>
        !BasePath.IsFit(options.BasePath)
            ? ValidateOptionsResult.Fail("Web:BasePath must be a path such as /socials: letters, digits and - . _ ~, with a slash before it.")
            : string.IsNullOrWhiteSpace(options.PublicUrl) || PublicAddress.TryRead(options.PublicUrl, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{PublicAddressOptions.Section}:{nameof(PublicAddressOptions.PublicUrl)} must be an address such as https://talents.agency.com, "
                + "with https (http only for localhost) and without a path, user name, query or fragment. A path belongs in Web:BasePath.");
}
