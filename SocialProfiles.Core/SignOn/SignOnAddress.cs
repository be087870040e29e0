using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace SocialProfiles.Core.SignOn;

/// <summary>What counts as the address of a provider: its issuer.</summary>
internal static class SignOnAddress
{
    public const int MaxLength = 500;

    public const string DocumentPath = "/.well-known/openid-configuration";

    /// <summary>The address as it is kept; or a sentence that says what is wrong with it.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? address, [NotNullWhen(false)] out string? refusal)
    {
        var typed = text?.Trim() ?? "";
        typed = typed.EndsWith(DocumentPath, StringComparison.Ordinal) ? typed[..^DocumentPath.Length] : typed;
        typed = typed.TrimEnd('/');
        (address, refusal) = (null, null);
        var uri = Uri.TryCreate(typed, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps) && parsed.Host.Length > 0 ? parsed : null;
        refusal = typed switch
        {
            "" => "Enter the provider's address, such as https://login.agency.com.",
            { Length: > MaxLength } => $"Shorten the address to {MaxLength} characters.",
            _ when uri is null => "This isn't a web address. Enter one that begins with https://.",
            _ when uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 => "Enter the address alone, without user name, question mark and #.",
            _ when !IsProtected(uri) => "Use https, so that nobody can read or change what the provider says. Plain http works only for a provider on this machine.",
            _ => null,
        };
        if (refusal is not null)
        {
            return false;
        }

        address = typed;
        return true;
    }

    public static bool IsProtected(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri));

    public static bool IsSame(string one, string other) => string.Equals(one.TrimEnd('/'), other.TrimEnd('/'), StringComparison.Ordinal);

    private static bool IsThisMachine(Uri uri) =>
        uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var number) && IPAddress.IsLoopback(number));
}
