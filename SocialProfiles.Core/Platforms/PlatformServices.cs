using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.Credentials;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.LinkedIn;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Platforms.X;
using SocialProfiles.Core.Platforms.YouTube;

namespace SocialProfiles.Core.Platforms;

/// <summary>Every platform there is, one line each, in the order in which people are offered them.</summary>
public static class PlatformServices
{
    public static IServiceCollection AddPlatforms(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PlatformBudgets>();
        services.AddSingleton<PlatformCatalog>();
        return services
            .AddInstagram(configuration)
            .AddTikTok(configuration)
            .AddYouTube(configuration)
            .AddX()
            .AddLinkedIn();
    }

    /// <summary>A platform that is fetched: its options, checked at the start, its line, its rules and its client.</summary>
    internal static IServiceCollection AddPlatform<TPlatform, TClient, TOptions>(this IServiceCollection services, string key, IConfigurationSection section)
        where TPlatform : class, IPlatform
        where TClient : class, IPlatformClient
        where TOptions : PlatformHttpOptions, new()
    {
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, PlatformOptionsValidator<TOptions>>();
        services.AddSingleton<ICandidateOptions>(new CandidateOptions<TOptions>(key, section));
        services.AddKeyedSingleton(key, (provider, _) =>
        {
            var options = provider.GetRequiredService<IOptions<TOptions>>();
            return new PlatformHttp(() => options.Value, provider.GetRequiredService<PlatformBudgets>().Of(key), provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<IPlatformClient, TClient>();
        return services.AddSingleton<IPlatform, TPlatform>();
    }
}
