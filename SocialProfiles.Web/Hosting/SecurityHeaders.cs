namespace SocialProfiles.Web.Hosting;

/// <summary>Tells browsers to run nothing but our own files, and to show us in nobody's frame.</summary>
internal static class SecurityHeaders
{
    // MudBlazor and Blazor set style attributes, which CSP counts as inline style; style elements and scripts are files only.
    // 'self' covers the circuit's WebSocket too.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            // Written on https only, and never for localhost.
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            Set(context.Response.Headers);
            return next(context);
        });
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
