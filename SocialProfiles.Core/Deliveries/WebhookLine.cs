using System.Net;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Deliveries;

/// <summary>The name of an endpoint leads to where no webhook may go.</summary>
/// <param name="isPlain">Because it would go into the internet unprotected; else because it would stay inside.</param>
internal sealed class RefusedAddressException(bool isPlain) : Exception("The name leads to an address where no webhook may go.")
{
    public bool IsPlain => isPlain;
}

/// <summary>
/// The way out for webhooks, by <see cref="OutsideAddress"/>: what a name leads to may change between the moment when an admin typed
/// it and now. For the same reason no proxy is used.
/// </summary>
internal sealed class WebhookLine(IOptions<DeliveryOptions> options) : IDisposable
{
    private HttpMessageInvoker? _invoker;

    public HttpMessageInvoker Invoker => LazyInitializer.EnsureInitialized(ref _invoker, () => new HttpMessageInvoker(NewHandler()));

    /// <summary>For tests: names that only they know.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    public void Dispose() => _invoker?.Dispose();

    private SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 32,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    private ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var isPlain = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp;
        bool IsReached(IPAddress address) => options.Value.AllowLocalWebhooks ? OutsideAddress.IsLocalOrOutside(address) : OutsideAddress.Is(address);
        return OutsideAddress.ConnectAsync(
            context.DnsEndPoint,
            Resolve,
            address => IsReached(address) && !(isPlain && OutsideAddress.Is(address)),
            addresses => new RefusedAddressException(isPlain && Array.Exists(addresses, IsReached)),
            cancellationToken);
    }
}
