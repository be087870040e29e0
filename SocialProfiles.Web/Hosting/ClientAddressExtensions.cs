namespace SocialProfiles.Web.Hosting;

internal static class ClientAddressExtensions
{
    /// <summary>The caller's network address, IPv4 as such also on a socket for both; null on a connection that has none.</summary>
    public static string? ClientAddress(this HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
    }
}
