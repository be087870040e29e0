using System.Globalization;
using System.Text.Json;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Core.SignOn;

/// <summary>A claim as the provider sent it; of a list, each value is one.</summary>
public sealed record SignOnClaim(string Type, string Value);

/// <summary>What a provider says of somebody, after everything that proves it was checked. Holds no token.</summary>
/// <param name="Subject">The provider's own name for them.</param>
public sealed record SignOnClaims(string Subject, IReadOnlyList<SignOnClaim> All)
{
    private const int Longest = 255;

    // What only the signed token may say.
    private static readonly string[] _ofToken = ["auth_time", "sid"];

    /// <summary>As <see cref="EmailAddress"/> reads it; null where there is none, or what there is isn't one.</summary>
    public string? Email => EmailAddress.TryRead(First("email"), out var email, out _) ? email : null;

    /// <summary>Null where it doesn't say.</summary>
    public bool? IsEmailVerified => First("email_verified") is { } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) : null;

    /// <summary>The domain of the Google Workspace that administers the account; null for a private one, and at other providers.</summary>
    public string? HostedDomain => First("hd");

    /// <summary>Their session there; null where the provider names none.</summary>
    public string? Session => First("sid");

    /// <summary>UTC; when they last showed the provider who they are. Null where it doesn't say.</summary>
    public DateTimeOffset? AskedAt => long.TryParse(First("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_799
        ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Null where there is no subject, or one that can't be kept.</summary>
    public static SignOnClaims? Read(IEnumerable<SignOnClaim> claims)
    {
        SignOnClaim[] all = [.. claims.Distinct()];
        return Array.Find(all, claim => claim.Type == "sub") is { Value: { Length: > 0 and <= Longest } subject } ? new SignOnClaims(subject, all) : null;
    }

    /// <summary>
    /// The claims of the id token and of the user info as one. Whichever of the two gives the address also says whether it is
    /// verified: together they could vouch for an address that neither of them vouches for.
    /// </summary>
    public static IEnumerable<SignOnClaim> Merge(IReadOnlyList<SignOnClaim> token, IReadOnlyList<SignOnClaim> userInfo)
    {
        SignOnClaim[] more = [.. userInfo.Where(claim => !_ofToken.Contains(claim.Type))];
        if (!token.Any(claim => claim.Type == "email"))
        {
            return more.Any(claim => claim.Type == "email") ? [.. token.Where(claim => claim.Type != "email_verified"), .. more] : [.. token, .. more];
        }

        var address = token.First(claim => claim.Type == "email");
        SignOnClaim[] addresses = [.. more.Where(claim => claim.Type == "email")];
        var isSame = addresses.Length > 0 && Array.TrueForAll(addresses, each => each == address);
        return [.. token, .. more.Where(claim => claim.Type switch { "email" => false, "email_verified" => isSame, _ => true })];
    }

    /// <summary>All values of a claim, which may lie inside another one: <c>realm_access.roles</c>.</summary>
    public IReadOnlyList<string> ValuesOf(string name)
    {
        string[] plain = [.. All.Where(claim => claim.Type == name).SelectMany(claim => Listed(claim.Value))];
        return plain.Length > 0 || name.Split('.', 2) is not [var outer, var inner]
            ? plain
            : [.. All.Where(claim => claim.Type == outer).SelectMany(claim => Inside(claim.Value, inner))];
    }

    private string? First(string type) => All.FirstOrDefault(claim => claim.Type == type)?.Value is { Length: > 0 } value ? value : null;

    private static IEnumerable<string> Listed(string value) => value.StartsWith('[') && Parse(value) is { ValueKind: JsonValueKind.Array } list ? Texts(list) : [value];

    private static IEnumerable<string> Inside(string value, string path)
    {
        if (!value.StartsWith('{') || Parse(value) is not { ValueKind: JsonValueKind.Object } found)
        {
            return [];
        }

        foreach (var step in path.Split('.'))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step, out found))
            {
                return [];
            }
        }

        return Texts(found);
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Where(each => each.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(each => each.ToString()),
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.ToString()],
        _ => [],
    };

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
