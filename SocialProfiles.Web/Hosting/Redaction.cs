using System.Text.RegularExpressions;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// The last line of defence against a secret in a log. Nothing of ours writes one there; this catches what a library
/// puts into an exception or a URL.
/// </summary>
internal static partial class Redaction
{
    private const string Mark = "***";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int LongestMilliseconds = 250;

    public static string Apply(string text)
    {
        try
        {
            text = Header().Replace(text, Mark);
            text = Named().Replace(text, Mark);
            text = InUrl().Replace(text, Mark);
            text = InPath().Replace(text, Mark);
            return KnownShape().Replace(text, Mark);
        }
        catch (RegexMatchTimeoutException)
        {
            // Only a text made for it takes this long; better no line than one that was not looked at.
            return $"(A line of {text.Length} characters was left out: it could not be searched for secrets in time.){Environment.NewLine}";
        }
    }

    // Authorization: Bearer xyz
    [GeneratedRegex(@"(?<=\b(Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{6,}", Options, LongestMilliseconds)]
    private static partial Regex Header();

    // access_token=xyz, "refresh_token": "xyz", Password: xyz. In any spelling, as these names hold nothing but secrets.
    [GeneratedRegex(
        """(?<=\b(access_token|refresh_token|id_token|fb_exchange_token|input_token|appsecret_proof|client_secret|client_key|code_verifier|api_?key|password|pwd|authorization|cookie)["']?\s?[=:]\s?["']?)[^\s&"',;}\]]+""",
        Options,
        LongestMilliseconds)]
    private static partial Regex Named();

    // ?code=xyz, &key=xyz. Everyday words elsewhere, secrets in a URL.
    [GeneratedRegex("""(?<=[?&](code|state|token|key|secret|signature|sig)=)[^\s&"'#]+""", Options, LongestMilliseconds)]
    private static partial Regex InUrl();

    // /invitation/xyz, /media-kit/xyz, /join/xyz and /recover/xyz, also without the slash before it: whoever has the link can answer the invitation, see the kit, join the team, or set a password.
    [GeneratedRegex("""(?<=(\b|%2F)(invitation|media-kit|join|recover)(/|%2F))(?!\{)[^\s/?"'&#<>]+?(?=%2F|[\s/?"'&#<>]|$)""", Options, LongestMilliseconds)]
    private static partial Regex InPath();

    // Our own keys, what Data Protection seals, and what Meta, Google and TikTok hand out; case matters here.
    [GeneratedRegex(
        @"\bsp_[A-Za-z0-9_-]{20,}|\bCfDJ8[A-Za-z0-9_-]{20,}|\bEAA[A-Za-z0-9]{16,}|\bIG(QV|AA)[A-Za-z0-9_-]{16,}|\bAIza[A-Za-z0-9_-]{20,}|\bya29\.[A-Za-z0-9._-]{10,}|\b1//[A-Za-z0-9_-]{16,}|\b(act|rft)\.[A-Za-z0-9!._-]{16,}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        LongestMilliseconds)]
    private static partial Regex KnownShape();
}
