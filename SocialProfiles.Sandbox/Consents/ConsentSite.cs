namespace SocialProfiles.Sandbox.Consents;

/// <summary>A platform's consent page: what it is opened with, what it offers, and how it sends the browser back.</summary>
public abstract class ConsentSite
{
    /// <summary>Where talents come back to, whatever the platform: the end of every redirect address.</summary>
    public const string CallbackPath = "/api/socials/oauth/callback";

    /// <summary>As in the page's address, and as the account's made-up numbers know the platform: <c>instagram</c>.</summary>
    public abstract string Path { get; }

    /// <summary>Key of the platform, such as <c>INSTAGRAM</c>.</summary>
    public string Key => Path.ToUpperInvariant();

    public abstract string Name { get; }

    /// <summary>How the platform calls the app's id: <c>client_id</c>, on TikTok <c>client_key</c>.</summary>
    public virtual string ClientParameter => "client_id";

    public abstract string ClientId { get; }

    /// <summary>What may stand between two scopes.</summary>
    public virtual string ScopeSeparators => ",";

    /// <summary>An access token is renewed with itself, and not before it is a day old.</summary>
    public virtual bool RenewsByItself => false;

    public abstract IReadOnlyList<SiteScope> Scopes { get; }

    /// <summary>How long tokens may live, the usual way first.</summary>
    public abstract IReadOnlyList<SiteLife> Lives { get; }

    /// <summary>The address that a code goes to.</summary>
    public abstract string Allowed(ConsentAsk ask, string code, IReadOnlyList<string> granted);

    /// <summary>The address for somebody who said no.</summary>
    public abstract string Denied(ConsentAsk ask);

    /// <summary>How the platform words what it cannot use.</summary>
    public abstract SiteRefusal Refusal(AskFault fault);

    /// <summary>An address with a query; parts without a value are left out.</summary>
    protected static string Address(string address, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                address += $"{separator}{name}={Uri.EscapeDataString(value)}";
                separator = '&';
            }
        }

        return address;
    }
}

/// <param name="Name">As the platform writes it.</param>
/// <param name="Allows">What it allows, as the page says it.</param>
/// <param name="IsFixed">The platform does not let people leave it out.</param>
public sealed record SiteScope(string Name, string Allows, bool IsFixed = false);

/// <param name="Choice">As the form sends it.</param>
/// <param name="Label">As the page says it.</param>
public sealed record SiteLife(string Choice, string Label, TokenLife Life);

/// <summary>The platform's own page for a consent that cannot begin.</summary>
public sealed record SiteRefusal(int Status, string Title, string Sentence);
