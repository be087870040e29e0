using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Lets everything live below a path, such as <c>/socials</c>. Pages write addresses as if they were at the root, and here, where
/// answers leave, the path comes in front. On live pages app.js and <see cref="Components.Live.BelowBasePath"/> do the same. The
/// proxy may pass the path on or take it away.
/// </summary>
internal static partial class BasePath
{
    public static void UseBasePath(this WebApplication app)
    {
        var path = app.Services.GetRequiredService<IOptions<PublicAddressOptions>>().Value.BasePath?.TrimEnd('/') ?? "";
        if (path.Length == 0)
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            var request = context.Request;
            request.Path = request.Path.StartsWithSegments(path, StringComparison.Ordinal, out var rest) ? rest.HasValue ? rest : "/" : request.Path;
            request.PathBase = path;
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.Location = Below(path, headers.Location, request);
                return Task.CompletedTask;
            });
            if (!AcceptsPages(request))
            {
                await next(context);
                return;
            }

            var body = context.Response.Body;
            await using var pages = new PageStream(context.Response, body);
            context.Response.Body = pages;
            try
            {
                await next(context);
                await pages.SendAsync(html => Addresses().Replace(html, match => IsBelow(path, match.Groups["address"].Value) ? match.Value : match.Groups["before"].Value + path + match.Groups["address"].Value), context.RequestAborted);
            }
            finally
            {
                context.Response.Body = body;
            }
        });
    }

    /// <summary>Whether it can stand before every path of ours: <c>/socials</c>, or <c>/tools/socials</c>.</summary>
    internal static bool IsFit(string? path) => string.IsNullOrEmpty(path) || Fit().IsMatch(path);

    internal static bool IsBelow(string path, string address) =>
        address.StartsWith(path, StringComparison.Ordinal) && (address.Length == path.Length || address[path.Length] is '/' or '?' or '#');

    private static bool AcceptsPages(HttpRequest request) => request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    private static StringValues Below(string path, StringValues location, HttpRequest request)
    {
        if (location is not [{ Length: > 0 } to])
        {
            return location;
        }

        var site = $"{request.Scheme}://{request.Host.ToUriComponent()}";
        var before = to.StartsWith(site + "/", StringComparison.OrdinalIgnoreCase) ? to[..site.Length] : "";
        var address = to[before.Length..];
        return address is ['/', ..] and not ['/', '/', ..] && !IsBelow(path, address) ? before + path + address : location;
    }

    // In text a quotation mark is written otherwise, so this finds attributes only.
    [GeneratedRegex(@"(?<before>\s(?:href|src|action|formaction)="")(?<address>/(?!/)[^""]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)+/?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Fit();

    /// <summary>Holds a page back until it is whole, and lets everything else through as it comes.</summary>
    private sealed class PageStream(HttpResponse response, Stream body) : Stream
    {
        private MemoryStream? _page;
        private bool _isDecided;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public async Task SendAsync(Func<string, string> change, CancellationToken cancellationToken)
        {
            if (_page is not null)
            {
                await body.WriteAsync(Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(_page.ToArray()))), cancellationToken);
            }
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => Target().WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) => Target().Write(buffer, offset, count);

        public override Task FlushAsync(CancellationToken cancellationToken) => _page is null && _isDecided ? body.FlushAsync(cancellationToken) : Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        // Known only when something is written.
        private Stream Target()
        {
            if (!_isDecided)
            {
                _isDecided = true;
                if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
                {
                    _page = new MemoryStream();
                    response.ContentLength = null;
                }
            }

            return _page ?? body;
        }
    }
}
