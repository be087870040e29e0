using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Hosting;

/// <summary>Section <c>Web</c>.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Web";

    /// <summary>
    /// Addresses (<c>10.0.0.2</c>) or networks (<c>10.0.0.0/24</c>) of the reverse proxies before us: only these are believed
    /// what they say of a caller's address and scheme. None by default.
    /// </summary>
    public IList<string> KnownProxies { get; } = [];
}

/// <summary>Takes a caller's address from the proxies that are known to be ours, and says at start what does not work without them.</summary>
internal static partial class KnownProxies
{
    public static void AddKnownProxies(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProxyOptions>().Bind(builder.Configuration.GetSection(ProxyOptions.Section))
            .Validate(options => options.KnownProxies.All(each => Read(each) is not null), "Web:KnownProxies must hold addresses such as 10.0.0.2, or networks such as 10.0.0.0/24.")
            .ValidateOnStart();

        // After the framework's own: where ASPNETCORE_FORWARDEDHEADERS_ENABLED is set, that one believes everybody.
        builder.Services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<ProxyOptions>>((forwarded, options) =>
        {
            var known = options.Value.KnownProxies.Select(each => Read(each)!.Value).ToArray();
            if (known.Length == 0)
            {
                return;
            }

            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // Proxies behind proxies: on as long as the next one is known too.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in known)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }

    public static void UseKnownProxies(this WebApplication app)
    {
        var areKnown = app.Configuration.GetSection($"{ProxyOptions.Section}:{nameof(ProxyOptions.KnownProxies)}").GetChildren().Any();
        var isForwarded = app.Configuration.GetValue("FORWARDEDHEADERS_ENABLED", defaultValue: false);
        if (areKnown)
        {
            app.UseForwardedHeaders();
        }
        else if (isForwarded)
        {
            LogBelieved(app.Logger);
        }
        else if (app.Services.GetRequiredService<PublicAddress>() is { IsSecure: true } && !ListensSecurely(app.Configuration))
        {
            LogHidden(app.Logger);
        }
    }

    private static bool ListensSecurely(IConfiguration configuration) =>
        configuration["urls"]?.Contains("https://", StringComparison.OrdinalIgnoreCase) == true
        || !string.IsNullOrEmpty(configuration["https_ports"])
        || configuration.GetSection("Kestrel:Endpoints").Exists();

    private static System.Net.IPNetwork? Read(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    [LoggerMessage(LogLevel.Warning, "ASPNETCORE_FORWARDEDHEADERS_ENABLED is set without Web:KnownProxies: anybody who reaches this port can pretend to be at any address, so limits by address and the addresses in the activity can't be relied on. Set Web:KnownProxies to the addresses of your reverse proxy.")]
    private static partial void LogBelieved(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Web:PublicUrl is https and Web:KnownProxies is not set: everybody seems to come from the reverse proxy, so limits by address count all people as one, and the activity shows the proxy's address. Set Web:KnownProxies to the addresses of your reverse proxy.")]
    private static partial void LogHidden(ILogger logger);
}
