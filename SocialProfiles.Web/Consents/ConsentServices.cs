using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Consents;

/// <summary>What consents need of the web: their cookies, their pages' addresses, the platforms' notices.</summary>
internal static class ConsentServices
{
    public static void AddConsents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ConsentOptions>().Bind(builder.Configuration.GetSection(ConsentOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ConsentOptions>, ConsentOptionsValidator>();
        builder.Services.AddSingleton<ConsentCookies>();
    }

    public static void MapConsents(this WebApplication app)
    {
        app.MapConsentStarts();
        app.MapConsentCallback();
        app.MapWebhooks();
    }
}
