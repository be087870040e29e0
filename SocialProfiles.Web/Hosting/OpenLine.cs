using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// What makes an open page live, the circuit at <c>/_blazor</c>. A talent has no account, and still sees a connection come
/// alive: so it is open to everybody, but only from our own pages, and only so many at once.
/// </summary>
internal static class OpenLine
{
    private const string Path = "/_blazor";

    public static void UseOpenLine(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        var address = app.Services.GetRequiredService<PublicAddress>();
        var lines = app.Services.GetRequiredService<OpenLines>();
        app.Use(async (context, next) =>
        {
            var request = context.Request;
            if (!request.Path.StartsWithSegments(Path, StringComparison.Ordinal))
            {
                await next(context);
            }
            else if (stopping.IsCancellationRequested)
            {
                // Open pages connect anew as soon as the stop has closed their circuits. Let in, they would hold it up.
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
            else if (!IsOfOurPage(request, address))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
            else if (request.Path.Equals(Path, StringComparison.Ordinal) && !HttpMethods.IsPost(request.Method))
            {
                // This request lasts as long as the page is open, whether it becomes a WebSocket or waits for an answer.
                using var lease = lines.Take(context);
                if (lease.IsAcquired)
                {
                    await next(context);
                    return;
                }

                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "10";
            }
            else
            {
                await next(context);
            }
        });
    }

    /// <summary>
    /// Opens it to everybody. It carries nothing but components that the server has put on a page for this very browser,
    /// sealed; and pages themselves are for signed-in admins unless they say otherwise.
    /// </summary>
    public static void Open(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
            endpoint.Metadata.Add(new EnableRateLimitingAttribute(RateLimits.Visitors));
        }
    }

    // Cookies go with a WebSocket to whatever page opens it, and no rule of browsers keeps other sites from it: they only say
    // who they are. What is no browser says nothing, and has no cookies of others either.
    private static bool IsOfOurPage(HttpRequest request, PublicAddress address) =>
        request.Headers.Origin is not { Count: > 0 } origin || address.IsOurs(request, origin.ToString());
}

/// <summary>Counts the open pages.</summary>
internal sealed class OpenLines(IOptions<VisitorOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context => AtOnce(context.ClientNetwork(), options.Value.OpenPagesPerAddress)),
        PartitionedRateLimiter.Create<HttpContext, string>(context => context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } person
            ? AtOnce(person, options.Value.OpenPagesPerPerson)
            : RateLimitPartition.GetNoLimiter("")),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => AtOnce("", options.Value.OpenPages)));

    public RateLimitLease Take(HttpContext context) => _limiter.AttemptAcquire(context);

    public void Dispose() => _limiter.Dispose();

    private static RateLimitPartition<string> AtOnce(string whose, int permits) => permits == 0
        ? RateLimitPartition.GetNoLimiter(whose)
        : RateLimitPartition.GetConcurrencyLimiter(whose, _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = 0 });
}
