using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Deliveries;

/// <summary>The name of an endpoint leads to where no webhook may go.</summary>
/// <param name="isPlain">Because it would go into the internet unprotected; else because it would stay inside.</param>
internal sealed class RefusedAddressException(bool isPlain) : Exception("The name leads to an address where no webhook may go.")
{
    public bool IsPlain => isPlain;
}

/// <summary>
/// The way out for webhooks. A name is resolved here, and we connect to the very address that was checked: what it leads to may
/// change between the moment when an admin typed it and now. For the same reason no proxy is used.
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

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var number) ? [number] : await Resolve(host, cancellationToken);
        var isPlain = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp;
        var reached = Array.FindAll(addresses, address => options.Value.AllowLocalWebhooks ? OutsideAddress.IsLocalOrOutside(address) : OutsideAddress.Is(address));
        var allowed = isPlain ? Array.FindAll(reached, address => !OutsideAddress.Is(address)) : reached;
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (allowed.Length == 0)
        {
            throw new RefusedAddressException(isPlain && reached.Length > 0);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
