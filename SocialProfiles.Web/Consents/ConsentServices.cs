using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.TikTok;

namespace SocialProfiles.Web.Consents;

/// <summary>What consents need of the web: their cookies, their pages' addresses, the platforms' notices.</summary>
internal static class ConsentServices
{
    public static void AddConsents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ConsentOptions>().Bind(builder.Configuration.GetSection(ConsentOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ConsentOptions>, ConsentOptionsValidator>();
        builder.Services.AddSingleton<ConsentCookies>();
        builder.Services.AddSingleton<TikTokWebhook>().AddSingleton<MetaDeauthorization>();
    }

    public static void MapConsents(this WebApplication app)
    {
        app.MapConsentStarts();
        app.MapInvitationVisits();
        app.MapConsentCallback();
        app.MapWebhooks();
    }
}
