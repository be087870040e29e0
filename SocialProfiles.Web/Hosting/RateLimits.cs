using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SocialProfiles.Web.Api;

namespace SocialProfiles.Web.Hosting;

/// <summary>How often one key may call the API, and how often one address may try to sign in, open invitations or send notices.</summary>
internal static class RateLimits
{
    public const string Api = nameof(Api);
    public const string SignIn = nameof(SignIn);

    /// <summary>For what people see without signing in; whoever is signed in is not counted.</summary>
    public const string Visitors = nameof(Visitors);

    /// <summary>For pictures of posts, of which a page has dozens; whoever is signed in is not counted.</summary>
    public const string Pictures = nameof(Pictures);

    public const string Webhooks = nameof(Webhooks);

    /// <summary>For checking the code of a media kit; whoever is signed in is not counted.</summary>
    public const string Checks = nameof(Checks);

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SignInOptions>().Bind(builder.Configuration.GetSection(SignInOptions.Section))
            .Validate(options => options.AttemptsPerMinute >= 0, "SignIn:AttemptsPerMinute must be 0 (no limit) or more.")
            .ValidateOnStart();
        builder.Services.AddOptions<VisitorOptions>().Bind(builder.Configuration.GetSection(VisitorOptions.Section))
            .Validate(options => options.VisitorRequestsPerMinute >= 0, "Web:VisitorRequestsPerMinute must be 0 (no limit) or more.")
            .Validate(options => options.PicturesPerMinute >= 0, "Web:PicturesPerMinute must be 0 (no limit) or more.")
            .Validate(options => options.WebhooksPerMinute >= 0, "Web:WebhooksPerMinute must be 0 (no limit) or more.")
            .Validate(options => options.ChecksPerMinute >= 0, "Web:ChecksPerMinute must be 0 (no limit) or more.")
            .Validate(options => options.AnonymousRequestsPerMinute >= 0, "Web:AnonymousRequestsPerMinute must be 0 (no limit) or more.")
            .Validate(options => options.OpenPagesPerAddress >= 0, "Web:OpenPagesPerAddress must be 0 (no limit) or more.")
            .Validate(options => options.OpenPagesPerPerson >= 0, "Web:OpenPagesPerPerson must be 0 (no limit) or more.")
            .Validate(options => options.OpenPages >= 0, "Web:OpenPages must be 0 (no limit) or more.")
            .ValidateOnStart();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(Api, context => OfKey(context.User, context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value));
            limits.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
                ? PerMinute(
                    context.ClientNetwork(),
                    context.RequestServices.GetRequiredService<IOptions<SignInOptions>>().Value.AttemptsPerMinute)
                : RateLimitPartition.GetNoLimiter(""));
            AddForStrangers(Visitors, options => options.VisitorRequestsPerMinute);
            AddForStrangers(Pictures, options => options.PicturesPerMinute);
            AddForStrangers(Checks, options => options.ChecksPerMinute);
            limits.AddPolicy(Webhooks, context => OfNetwork(context, options => options.WebhooksPerMinute));

            // Whatever is open to everybody, files and health checks too; the policies above are narrower.
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => OfStranger(context, options => options.AnonymousRequestsPerMinute));
            limits.OnRejected = RejectAsync;
            void AddForStrangers(string name, Func<VisitorOptions, int> permits) => limits.AddPolicy(name, context => OfStranger(context, permits));
        });
    }

    /// <summary>After authorization, which is what tells whose key it is.</summary>
    public static void UseRateLimits(this WebApplication app) => app.UseRateLimiter();

    /// <summary>Tells the caller when it may come back, in whole seconds.</summary>
    public static void SetRetryAfter(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : _window;
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A count that starts anew each minute.</summary>
    public static FixedWindowRateLimiterOptions Window(int permits) => new() { PermitLimit = permits, Window = _window, QueueLimit = 0 };

    /// <summary>A key's own limit, or the general one.</summary>
    public static RateLimitPartition<string> OfKey(ClaimsPrincipal user, ApiOptions options)
    {
        var permits = int.TryParse(user.FindFirstValue(ApiKeyAuthenticationHandler.LimitClaim), CultureInfo.InvariantCulture, out var own) ? own : options.RequestsPerMinute;
        return PerMinute($"{user.FindFirstValue(ClaimTypes.NameIdentifier)} {permits}", permits);
    }

    /// <summary>By network; whoever is signed in is not counted.</summary>
    private static RateLimitPartition<string> OfStranger(HttpContext context, Func<VisitorOptions, int> permits) =>
        context.User.Identity?.IsAuthenticated == true ? RateLimitPartition.GetNoLimiter("") : OfNetwork(context, permits);

    private static RateLimitPartition<string> OfNetwork(HttpContext context, Func<VisitorOptions, int> permits) =>
        PerMinute(context.ClientNetwork(), permits(context.RequestServices.GetRequiredService<IOptions<VisitorOptions>>().Value));

    private static RateLimitPartition<string> PerMinute(string whose, int permits) =>
        permits == 0 ? RateLimitPartition.GetNoLimiter(whose) : RateLimitPartition.GetFixedWindowLimiter(whose, _ => Window(permits));

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        SetRetryAfter(context, rejected.Lease);
        if (context.GetEndpoint()?.Metadata.GetMetadata<AnswersWithPages>() is not null)
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status429TooManyRequests);
        }
        else if (context.Request.Path.IsApi())
        {
            await ApiProblem.TooManyRequests("Too many requests came from this key or address within a minute.").ExecuteAsync(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
    }
}

/// <summary>Section <c>SignIn</c>.</summary>
internal sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>Attempts to sign in or to set up that one network address has in a minute; 0 for no limit. Default 30.</summary>
    public int AttemptsPerMinute { get; set; } = 30;
}

/// <summary>Section <c>Web</c>.</summary>
internal sealed class VisitorOptions
{
    public const string Section = "Web";

    /// <summary>
    /// Requests that one network address has in a minute for what is open to everybody: invitations, the way back from a
    /// consent, and the line of an open page; 0 for no limit. A consent takes about ten. Default 240.
    /// </summary>
    public int VisitorRequestsPerMinute { get; set; } = 240;

    /// <summary>Pictures of posts that one network address may see in a minute without signing in; 0 for no limit. Default 1,200.</summary>
    public int PicturesPerMinute { get; set; } = 1200;

    /// <summary>Notices that one network address may send in a minute; 0 for no limit. Default 600.</summary>
    public int WebhooksPerMinute { get; set; } = 600;

    /// <summary>How often one network address may check a media kit in a minute; 0 for no limit. Default 30.</summary>
    public int ChecksPerMinute { get; set; } = 30;

    /// <summary>
    /// Requests of all kinds, files and health checks too, that one network address has in a minute without signing in; 0 for
    /// no limit. A page takes about ten. Default 3,000.
    /// </summary>
    public int AnonymousRequestsPerMinute { get; set; } = 3000;

    /// <summary>Pages that one network address may have open at once; 0 for no limit. Default 200.</summary>
    public int OpenPagesPerAddress { get; set; } = 200;

    /// <summary>Pages that one person of the agency may have open at once; 0 for no limit. Default 100.</summary>
    public int OpenPagesPerPerson { get; set; } = 100;

    /// <summary>Pages that may be open at once in all; each takes some 250 KB. 0 for no limit. Default 2,000.</summary>
    public int OpenPages { get; set; } = 2000;
}

/// <summary>Marks an endpoint below <c>/api</c> that browsers open, so that it answers with pages where others answer with JSON.</summary>
internal sealed class AnswersWithPages;
