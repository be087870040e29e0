using System.Net;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Thumbnails;

/// <summary>
/// The way out for pictures of posts: to the hosts that the post's platform names and to no other, by https, without cookies, and
/// without following where a host sends us.
/// </summary>
internal sealed class PictureLine(PlatformCatalog catalog, TimeProvider time, HttpMessageHandler? handler = null) : IPictureSource, IDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(8);

    private HttpMessageInvoker? _invoker;

    public bool Expires(string platform) => catalog.TryGet(platform, out var known) && known.Pictures.Expire;

    public async Task<byte[]?> ReadAsync(string platform, string address, int mostBytes, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(platform, out var known) || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || !known.Pictures.Owns(uri))
        {
            return null;
        }

        using var late = new CancellationTokenSource(_longest, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("Accept", "image/webp, image/jpeg, image/png");
        request.Headers.TryAddWithoutValidation("User-Agent", "SocialProfiles");
        var invoker = LazyInitializer.EnsureInitialized(ref _invoker, () => new HttpMessageInvoker(handler ?? NewHandler()));
        try
        {
            using var response = await invoker.SendAsync(request, ends.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return null;
            }

            using var body = await ResponseBody.ReadAsync(response.Content, mostBytes, ends.Token);
            return body.Bytes.ToArray();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault) when (LineFailures.Read(fault) is not null)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _invoker?.Dispose();
        handler?.Dispose();
    }

    private static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(4),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
    };
}
