using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SocialProfiles.Web.Api;

namespace SocialProfiles.Web.Hosting;

/// <summary>How often one key may call the API, and how often one address may try to sign in.</summary>
internal static class RateLimits
{
    public const string Api = nameof(Api);
    public const string SignIn = nameof(SignIn);

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SignInOptions>().Bind(builder.Configuration.GetSection(SignInOptions.Section))
            .Validate(options => options.AttemptsPerMinute >= 0, "SignIn:AttemptsPerMinute must be 0 (no limit) or more.")
            .ValidateOnStart();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(Api, context => PerMinute(
                context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
                context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.RequestsPerMinute));
            limits.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
                ? PerMinute(
                    context.ClientAddress() ?? "",
                    context.RequestServices.GetRequiredService<IOptions<SignInOptions>>().Value.AttemptsPerMinute)
                : RateLimitPartition.GetNoLimiter(""));
            limits.OnRejected = RejectAsync;
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

    private static RateLimitPartition<string> PerMinute(string whose, int permits) =>
        permits == 0 ? RateLimitPartition.GetNoLimiter(whose) : RateLimitPartition.GetFixedWindowLimiter(whose, _ => Window(permits));

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        SetRetryAfter(context, rejected.Lease);
        if (context.Request.Path.IsApi())
        {
            await ApiProblem.TooManyRequests("This key has used up its requests for this minute.").ExecuteAsync(context);
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
