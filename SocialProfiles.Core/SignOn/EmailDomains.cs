using System.Globalization;

namespace SocialProfiles.Core.SignOn;

/// <summary>The e-mail domains of the agency, one a line, as browsers and certificates write them.</summary>
public static class EmailDomains
{
    public const int MaxLength = 2000;

    private static readonly IdnMapping _idn = new();

    private static readonly char[] _between = ['\n', ',', ';', ' '];

    public static Result<string, UseCaseError> Read(string? text)
    {
        List<string> domains = [];
        foreach (var typed in (text ?? "").Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var domain = Plain(typed.TrimStart('@'));
            if (domain is null || !domain.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(domain) != UriHostNameType.Dns)
            {
                var shown = typed.Length > 40 ? typed[..40] + "…" : typed;
                return new InvalidError("domains", $"“{shown}” isn't an e-mail domain. Enter what comes after the @, such as agency.com, one a line.");
            }

            domains.Add(domain);
        }

        return string.Join('\n', domains.Distinct(StringComparer.Ordinal));
    }

    /// <summary>Whether an address is of one of them. The whole domain has to be it, so <c>x@agency.com.evil.example</c> and sub-domains aren't.</summary>
    public static bool Allow(string domains, string email)
    {
        if (domains.Length == 0)
        {
            return true;
        }

        return Plain(email[(email.LastIndexOf('@') + 1)..]) is { } domain && domains.Split('\n').Contains(domain, StringComparer.Ordinal);
    }

    private static string? Plain(string domain)
    {
        try
        {
            return _idn.GetAscii(domain.TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
