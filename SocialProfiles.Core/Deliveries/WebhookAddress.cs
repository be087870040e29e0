using System.Net;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Deliveries;

/// <summary>What counts as the address of an endpoint. Where its name leads is checked again each time when we connect.</summary>
internal static class WebhookAddress
{
    public const int MaxLength = 2000;

    /// <returns>The address as it is kept; or a sentence that says what is wrong with it.</returns>
    public static (Uri? Address, string? Refusal) Read(string? text, bool allowsLocal)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
        {
            return (null, "Enter the address that receives the webhooks, such as https://tools.agency.com/alerts.");
        }

        if (typed.Length > MaxLength)
        {
            return (null, $"Shorten the address to {MaxLength} characters.");
        }

        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Host.Length == 0 || !(address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
        {
            return (null, "This isn't a web address. Enter one that begins with https://.");
        }

        if (address.UserInfo.Length > 0)
        {
            return (null, "Leave out the user name and password. Your tool can check the signature instead.");
        }

        if (address.Fragment.Length > 0)
        {
            return (null, "Leave out the part after #. It never reaches the server.");
        }

        return Refusal(address, allowsLocal) is { } refusal ? (null, refusal) : (address, null);
    }

    private static string? Refusal(Uri address, bool allowsLocal)
    {
        var isNumber = IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var number);
        var isLocal = isNumber ? !OutsideAddress.Is(number!) : address.IdnHost is "localhost" || address.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        if (isLocal && (!allowsLocal || (isNumber && !OutsideAddress.IsLocalOrOutside(number!))))
        {
            return allowsLocal
                ? "Webhooks never go to this address. Enter another one."
                : "This address is inside your own network. To allow that, set Deliveries:AllowLocalWebhooks in the configuration.";
        }

        return address.Scheme == Uri.UriSchemeHttp && !allowsLocal ? "Use https, so that nobody can read or change the webhooks on their way." : null;
    }
}
