using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>The HTTP API for the agency's other tools.</summary>
internal static class ApiServices
{
    /// <summary>Bytes; the largest body that means something is far below.</summary>
    public const int LargestBody = 64 * 1024;

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ApiOptions>().Bind(builder.Configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        builder.Services.AddSingleton<FailedAuthentications>().AddSingleton<RefusedCalls>();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.Converters.Add(new UtcTimeConverter());
        });

        // Bad bodies are thrown in every environment, not only in Development, so that ApiErrors can name the field.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddApiDescription();
        builder.Services.AddCalendarJob<ApiKeyUses>("api-key-uses", everySeconds: 60, TimeSpan.FromMinutes(1), (uses, token) => uses.SaveAsync(token));
        builder.Services.AddCalendarJob<ApiKeyEnds>("api-key-ends", DueTimes.Nightly(5, 47), TimeSpan.FromMinutes(9), (ends, token) => ends.CheckAsync(token));
    }

    public static void MapApi(this WebApplication app)
    {
        var admin = app.MapGroup(ApiPaths.Admin)
            .RequireRateLimiting(RateLimits.Api)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        var connections = admin.MapGroup("").WithTags("Connections");
        connections.MapConnections();
        connections.MapConsentStart();
        admin.MapGroup("").WithTags("Talents").MapTalents();
        admin.MapGroup("").WithTags("Queue").MapQueue();
        app.MapConsentCompletion();

        var api = app.MapGroup(ApiPaths.Root)
            .RequireRateLimiting(RateLimits.Api)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        var talents = api.MapGroup("/talents").WithTags("Intelligence");
        talents.MapTalentList();
        talents.MapIntelligence();
        api.MapGroup("").WithTags("Export").MapExports();
    }
}
