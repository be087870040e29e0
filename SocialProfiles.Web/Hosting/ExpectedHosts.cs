using System.Net;
using Microsoft.Extensions.Options;
using SocialProfiles.Web.Api;
using SocialProfiles.Web.Components.Errors;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Once <c>Web:PublicUrl</c> says where we are, whoever asks for another host is refused: what is built of an address can
/// then be no stranger's. This machine itself may always ask, and the health checks answer under every name.
/// </summary>
internal static class ExpectedHosts
{
    public static void UseExpectedHosts(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        var more = app.Services.GetRequiredService<IOptionsMonitor<PublicAddressOptions>>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            return !address.IsConfigured || IsExpected(request.Host, address, more.CurrentValue.OtherHosts) || request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                ? next(context)
                : RefuseAsync(context);
        });
    }

    private static bool IsExpected(HostString host, PublicAddress address, IList<string> others) =>
        address.IsHost(host.Host) || IsLoopback(host.Host) || others.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    private static Task RefuseAsync(HttpContext context) => context.Request.Path.IsApi()
        ? ApiProblem.Of(StatusCodes.Status400BadRequest, "Unknown host", ErrorText.UnknownHost.Sentence).ExecuteAsync(context)
        : ErrorPages.WriteAsync(context, StatusCodes.Status400BadRequest, ErrorText.UnknownHost);
}
