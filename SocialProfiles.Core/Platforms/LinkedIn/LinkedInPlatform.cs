using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Platforms.LinkedIn;

/// <summary>
/// LinkedIn as the agency knows it: handle and link. It shows nothing of a person without a closed permission.
/// A person's handle is the bare name; a company's or a school's keeps its prefix, since the same name may be both.
/// </summary>
internal sealed class LinkedInPlatform : IPlatform
{
    internal const string PlatformKey = "LINKEDIN";
    private const int ShortestPerson = 3;
    private const int Longest = 100;

    public string Key => PlatformKey;

    public string Name => "LinkedIn";

    public string HandleHint => "linkedin.com/in/name or linkedin.com/company/name";

    public PlatformMark Mark => LinkedInMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.LinkOnly;

    public string? ConsentWouldAdd => null;

    public bool IsConfigured => true;

    public string NotConfiguredReason => "LinkedIn needs no credentials here: only the name and the link are kept.";

    public PlatformLimits Limits { get; } = new(1, 0);

    public bool OwnsHost(string host) =>
        host is "linkedin.com" or "lnkd.in" or "www.lnkd.in"
        || (host.EndsWith(".linkedin.com", StringComparison.Ordinal) && host[..^".linkedin.com".Length] is "www" or "m" or "mobile" or [>= 'a' and <= 'z', >= 'a' and <= 'z']);

    public HandleReading Read(string text) => ProfileLink.Read(this, text, OfText, OfLink);

    public string ProfileUrl(string handle) => handle.IndexOf('/') is var slash and >= 0
        ? $"https://www.linkedin.com/{handle[..slash]}/{Uri.EscapeDataString(handle[(slash + 1)..])}"
        : $"https://www.linkedin.com/in/{Uri.EscapeDataString(handle)}";

    private HandleReading OfText(string text) => !text.Contains('/') ? OfPerson(text) : OfPath(text.Trim('/').Split('/') is [var kind, var name] ? [kind, name] : []);

    private HandleReading OfLink(PastedLink link) => link.Host.EndsWith("lnkd.in", StringComparison.Ordinal)
        ? HandleRefusals.Shortened(Name)
        : OfPath(link.Path);

    private HandleReading OfPath(IReadOnlyList<string> path) => path switch
    {
        ["in", var name, ..] => OfPerson(name),
        ["company", var name, ..] => OfOrganisation("company/", name),
        ["school", var name, ..] => OfOrganisation("school/", name),
        ["pub", ..] => HandleReading.Refuse("That is an old form of LinkedIn link. Open it in a browser and copy the address that appears."),
        _ => HandleRefusals.NotAProfile(Name, "linkedin.com/in/name or linkedin.com/company/name"),
    };

    private HandleReading OfPerson(string name)
    {
        var length = HandleText.Length(name);
        return !HandleText.IsOfAnyScript(name, "-") ? HandleRefusals.Alphabet(Name, "letters, digits and hyphens")
            : Scripts.AreMixed(name) ? HandleRefusals.MixedAlphabets(Name)
            : length > Longest ? HandleRefusals.TooLong(Name, Longest)
            : length < ShortestPerson ? HandleRefusals.TooShort(Name, ShortestPerson)
            : HandleReading.Of(name);
    }

    /// <summary>Names of organisations are older and freer than those of persons: <c>booking.com</c> is one.</summary>
    private HandleReading OfOrganisation(string prefix, string name) =>
        !HandleText.IsOfAnyScript(name, "-_.&'") || name is ['.', ..] ? HandleRefusals.Alphabet(Name, "letters, digits and hyphens")
        : Scripts.AreMixed(name) ? HandleRefusals.MixedAlphabets(Name)
        : HandleText.Length(name) > Longest ? HandleRefusals.TooLong(Name, Longest)
        : HandleReading.Of(prefix + name);
}

internal static class LinkedInServices
{
    public static IServiceCollection AddLinkedIn(this IServiceCollection services) => services.AddSingleton<IPlatform, LinkedInPlatform>();
}
