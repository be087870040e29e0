using System.Collections.Concurrent;
using System.Net;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.SignOn;

/// <summary>
/// The ways out to providers. The host that an owner typed may be in the own network; other hosts that its document names must be out
/// in the internet (<see cref="OutsideAddress"/>), so a provider can't send us to what only we can reach. Redirects aren't followed.
/// </summary>
public sealed class ProviderLines : IDisposable
{
    private const int MostKept = 64;
    private const int LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, HttpClient> _lines = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For tests: names that only they know.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    /// <param name="authority">The address that an owner typed.</param>
    public HttpClient Of(string authority)
    {
        if (_lines.Count > MostKept)
        {
            // Somebody tries many addresses. What is in use goes on until it is done.
            _lines.Clear();
        }

        return _lines.GetOrAdd(new Uri(authority).Authority, _ => NewLine(new Uri(authority)));
    }

    public void Dispose()
    {
        foreach (var line in _lines.Values)
        {
            line.Dispose();
        }
    }

    private HttpClient NewLine(Uri authority) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = _patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 32,
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context, authority, cancellationToken),
    })
    {
        Timeout = _patience,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    private ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, Uri authority, CancellationToken cancellationToken)
    {
        var isTyped = string.Equals(context.DnsEndPoint.Host.Trim('[', ']'), authority.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
        if (context.InitialRequestMessage.RequestUri is { } uri && !(uri.Scheme == Uri.UriSchemeHttps || (isTyped && SignOnAddress.IsProtected(uri))))
        {
            throw new ProviderFaultException(SignOnProblem.AddressRefused);
        }

        return OutsideAddress.ConnectAsync(
            context.DnsEndPoint,
            Resolve,
            isTyped ? OutsideAddress.IsLocalOrOutside : OutsideAddress.Is,
            _ => new ProviderFaultException(SignOnProblem.AddressRefused),
            cancellationToken);
    }
}
