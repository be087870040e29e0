using System.Text;

namespace SocialProfiles.Sandbox;

/// <summary>What goes wrong between two machines, whatever the platform is.</summary>
internal static class SandboxFaults
{
    /// <summary>More than any client of ours would read.</summary>
    private const int HugeBytes = 128 * 1024 * 1024;

    private const string GatewayPage =
        "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
        + "<body><h1>502 Bad Gateway</h1><p>The server is temporarily unable to service your request.</p></body></html>";

    /// <summary>Does what the conduct asks for; false where it asks for nothing of this kind.</summary>
    public static async Task<bool> TryBreakAsync(HttpContext context, SandboxConduct conduct, CancellationToken cancellationToken)
    {
        switch (conduct)
        {
            case SandboxConduct.Down:
                await TextAsync(context, StatusCodes.Status503ServiceUnavailable, "text/plain", "Service Unavailable", cancellationToken);
                return true;
            case SandboxConduct.Html:
                await TextAsync(context, StatusCodes.Status502BadGateway, "text/html; charset=UTF-8", GatewayPage, cancellationToken);
                return true;
            case SandboxConduct.Redirect:
                // The name is reserved (RFC 2606): whoever follows gets nowhere.
                context.Response.Redirect("https://elsewhere.invalid/");
                return true;
            case SandboxConduct.Silent:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return true;
            case SandboxConduct.Huge:
                await FloodAsync(context, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A complete HTTP answer whose JSON ends in the middle.</summary>
    public static Task CutOffAsync(HttpContext context, byte[] answer, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        return context.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length * 2 / 3), cancellationToken).AsTask();
    }

    private static Task TextAsync(HttpContext context, int status, string type, string text, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, cancellationToken);
    }

    // No Content-Length, so that a client has to count what it reads instead of believing a header.
    private static async Task FloodAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.WriteAsync("{\"name\":\"", cancellationToken);
        var chunk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        for (var sent = 0; sent < HugeBytes; sent += chunk.Length)
        {
            await context.Response.Body.WriteAsync(chunk, cancellationToken);
        }

        await context.Response.WriteAsync("\"}", cancellationToken);
    }
}
