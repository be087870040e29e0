using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>Why a consent page cannot be used.</summary>
public enum AskFault
{
    WrongClient,
    WrongRedirect,
    WrongResponseType,
    WrongScope,
    WrongChallenge,
}

/// <summary>What an app asks for when it opens the consent page.</summary>
/// <param name="RedirectAddress">To the letter, as the code's exchange has to repeat it.</param>
/// <param name="State">Null where the app sent none.</param>
/// <param name="Challenge">PKCE, with its method before it; empty where there is none.</param>
/// <param name="LoginHint">Whom the app expects; null where it does not say.</param>
/// <param name="IsOffline">Whether it wants to come back without the person.</param>
/// <param name="Prompts">Whether it wants to be asked about as if for the first time.</param>
public sealed record ConsentAsk(
    string RedirectAddress, IReadOnlyList<SiteScope> Scopes, string? State, string Challenge, string? LoginHint, bool IsOffline, bool Prompts)
{
    private const string Plain = "plain";
    private const string S256 = "S256";

    /// <summary>Reads the query of a consent page. Whoever is refused gets no redirect: its address may be anybody's.</summary>
    internal static (ConsentAsk? Ask, AskFault Fault) Read(ConsentSite site, HttpRequest request)
    {
        var query = request.Query;
        if (query[site.ClientParameter] != site.ClientId)
        {
            return (null, AskFault.WrongClient);
        }

        var redirect = query["redirect_uri"].ToString();
        if (!IsOurs(redirect, request))
        {
            return (null, AskFault.WrongRedirect);
        }

        if (query["response_type"] != "code")
        {
            return (null, AskFault.WrongResponseType);
        }

        var names = query["scope"].ToString().Split(site.ScopeSeparators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        var scopes = names.Select(name => site.Scopes.FirstOrDefault(scope => scope.Name == name)).OfType<SiteScope>().ToList();
        if (scopes.Count == 0 || scopes.Count < names.Count || site.Scopes.Any(scope => scope.IsFixed && !scopes.Contains(scope)))
        {
            return (null, AskFault.WrongScope);
        }

        if (ReadChallenge(query) is not { } challenge)
        {
            return (null, AskFault.WrongChallenge);
        }

        return (new ConsentAsk(
            redirect,
            scopes,
            query.TryGetValue("state", out var state) ? state.ToString() : null,
            challenge,
            query["login_hint"].ToString() is { Length: > 0 } hint ? hint : null,
            query["access_type"] == "offline",
            query["prompt"].ToString().Contains("consent", StringComparison.Ordinal)), default);
    }

    /// <summary>Whether a verifier belongs to a challenge of ours.</summary>
    internal static bool Fits(string challenge, string verifier) => challenge.Split(' ', 2) switch
    {
        [Plain, var expected] => expected == verifier,
        [S256, var expected] => expected == Base64Url.EncodeToString(
            SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
        _ => verifier.Length == 0,
    };

    // The scheme may differ: behind a proxy that ends TLS we do not see it.
    private static bool IsOurs(string redirect, HttpRequest request) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
        && uri.AbsolutePath.EndsWith(ConsentSite.CallbackPath, StringComparison.Ordinal);

    private static string? ReadChallenge(IQueryCollection query) => (query["code_challenge"].ToString(), query["code_challenge_method"].ToString()) switch
    {
        ("", _) => "",
        (var challenge, S256) => $"{S256} {challenge}",
        (var challenge, "" or Plain) => $"{Plain} {challenge}",
        _ => null,
    };
}
