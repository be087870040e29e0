using System.Globalization;
using System.Net.Mail;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Alerts;

namespace SocialProfiles.Web.Hosting;

/// <summary>Section <c>Web</c>.</summary>
public sealed class SecurityTextOptions
{
    public const string Section = "Web";

    /// <summary>
    /// Where somebody who found a weakness reaches the host, such as <c>mailto:security@agency.com</c>, or the https address of a
    /// page. Not set (the default): there is no <c>security.txt</c>.
    /// </summary>
    public string? SecurityContact { get; set; }
}

/// <summary>Tells those who found a weakness whom to tell (RFC 9116), where the host said so.</summary>
internal static class SecurityText
{
    public const string Path = "/.well-known/security.txt";

    // Made for each request, and never good for more than a year: it says what the settings say now.
    private const int GoodForDays = 180;

    public static void AddSecurityText(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<SecurityTextOptions>().Bind(builder.Configuration.GetSection(SecurityTextOptions.Section))
            .Validate(
                options => string.IsNullOrWhiteSpace(options.SecurityContact) || IsFit(options.SecurityContact.Trim()),
                "Web:SecurityContact must be an address such as mailto:security@agency.com or https://agency.com/security.")
            .ValidateOnStart();

    public static void MapSecurityText(this WebApplication app) => app.MapGet(Path, Answer).AllowAnonymous().ExcludeFromDescription();

    private static Results<ContentHttpResult, NotFound> Answer(IOptions<SecurityTextOptions> options, ISiteAddress site, TimeProvider time) =>
        options.Value.SecurityContact?.Trim() is { Length: > 0 } contact
            ? TypedResults.Text(Text(contact, site.Base, time.GetUtcNow()), "text/plain; charset=utf-8", Encoding.UTF8)
            : TypedResults.NotFound();

    private static string Text(string contact, string? site, DateTimeOffset now)
    {
        var expires = now.UtcDateTime.Date.AddDays(GoodForDays);
        var text = new StringBuilder()
            .Append("Contact: ").Append(contact).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"Expires: {expires:yyyy-MM-dd}T00:00:00Z\n")
            .Append("Preferred-Languages: en\n");

        // The standard knows it at the root of a host only, also where everything else lives below a path.
        return site is null ? text.ToString() : text.Append("Canonical: ").Append(new Uri(site).GetLeftPart(UriPartial.Authority)).Append(Path).Append('\n').ToString();
    }

    private static bool IsFit(string contact) =>
        !contact.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(contact, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps ? uri.UserInfo.Length == 0 : uri.Scheme == Uri.UriSchemeMailto && MailAddress.TryCreate(contact["mailto:".Length..], out _));
}
