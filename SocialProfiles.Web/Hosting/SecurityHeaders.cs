namespace SocialProfiles.Web.Hosting;

/// <summary>Tells browsers to run nothing but our own files, and to show us in nobody's frame.</summary>
internal static class SecurityHeaders
{
    // MudBlazor and Blazor set style attributes, which CSP counts as inline style; style elements and scripts are files only.
    // 'self' covers the circuit's WebSocket too.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private const string ForAYear = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        var isDevelopment = app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            Set(context.Response.Headers);
            if (!isDevelopment && IsSecureSite(context.Request, address))
            {
                context.Response.OnStarting(
                    state =>
                    {
                        ((HttpResponse)state).Headers.StrictTransportSecurity = ForAYear;
                        return Task.CompletedTask;
                    },
                    context.Response);
            }

            context.Response.OnStarting(KeepNothing, context.Response);
            return next(context);
        });
    }

    // Also where a proxy hides that the browser speaks https. Never for this machine: other programs on it may speak http.
    private static bool IsSecureSite(HttpRequest request, PublicAddress address) =>
        (request.IsHttps && !ExpectedHosts.IsLoopback(request.Host.Host)) || (address.IsSecure && address.IsHost(request.Host.Host));

    // Whatever does not say itself how long it may be kept, as files and pictures do, is somebody's data.
    private static Task KeepNothing(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    /// <summary>Sets them; also after an error threw away what had been set.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
