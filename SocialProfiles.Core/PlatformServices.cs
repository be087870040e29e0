using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Telemetry;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Bluesky;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.LinkedIn;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Platforms.X;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Core.Telemetry;

namespace SocialProfiles.Core;

/// <summary>Every platform there is, one line each, in the order in which people are offered them.</summary>
public static class PlatformServices
{
    public static IServiceCollection AddPlatforms(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics().TryAddSingleton<Measures>();
        services.TryAddSingleton<SettingOverrides>();
        // Polly counts for whoever listens to its meter and logs nothing: a result of ours holds people's numbers, and SyncEnding logs what fails.
        services.PostConfigure<TelemetryOptions>(telemetry => telemetry.LoggerFactory = NullLoggerFactory.Instance);
        services.AddSingleton<PlatformBudgets>();
        services.AddSingleton<PlatformCatalog>();
        return services
            .AddInstagram(configuration)
            .AddTikTok(configuration)
            .AddYouTube(configuration)
            .AddBluesky(configuration)
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
        services.AddOptionSetting<TOptions>(
            new OptionSetting($"{section.Path}:{nameof(PlatformHttpOptions.RequestsPerMinute)}", "Requests a minute", "requests a minute", 0, 1_000_000) { Platform = key, Meaning = "0 for no limit." },
            static options => options.RequestsPerMinute, static (options, value) => options.RequestsPerMinute = value);
        services.AddOptionSetting<TOptions>(
            new OptionSetting($"{section.Path}:{nameof(PlatformHttpOptions.Concurrency)}", "Syncs at once", "syncs", 1, 256) { Platform = key },
            static options => options.Concurrency, static (options, value) => options.Concurrency = value);
        services.AddPlatformLine<TOptions>(key, key, static options => options.Base.Value);
        services.AddSingleton<IPlatformClient, TClient>();
        return services.AddSingleton<IPlatform, TPlatform>();
    }

    /// <summary>One address of a platform and the pipeline of its calls, with the budget that all its addresses share.</summary>
    /// <param name="key">Of the platform.</param>
    /// <param name="line">What the address is asked for by: the platform's key for the main one, such as <c>INSTAGRAM/token</c> for another.</param>
    /// <param name="baseOf">The address.</param>
    /// <param name="units">What a request costs of the units of the day.</param>
    internal static IServiceCollection AddPlatformLine<TOptions>(this IServiceCollection services, string key, string line, Func<TOptions, string> baseOf, int units = 1)
        where TOptions : PlatformHttpOptions
    {
        services.AddResiliencePipeline<string>(line, (builder, context) =>
            builder.AddPlatform(OptionsOf<TOptions>(context.ServiceProvider), context.ServiceProvider.GetRequiredService<PlatformBudgets>().Of(key), units));
        services.AddKeyedSingleton(line, (provider, _) => new PlatformHttp(
            OptionsOf<TOptions>(provider),
            provider.GetRequiredKeyedService<ResiliencePipeline>(line),
            provider.GetRequiredService<PlatformBudgets>().Of(key),
            provider.GetRequiredService<TimeProvider>(),
            baseOf: settings => baseOf((TOptions)settings),
            calls: new PlatformCalls(key, provider.GetRequiredService<Measures>(), provider.GetRequiredService<TimeProvider>())));

        // For a platform, which cannot ask for its line outright: the budget in it asks the platform for its limits.
        return services.AddKeyedSingleton(line, (provider, _) => new Lazy<PlatformHttp>(() => provider.GetRequiredKeyedService<PlatformHttp>(line)));
    }

    /// <summary>Read anew at each call: admins change credentials while all of this runs.</summary>
    private static Func<PlatformHttpOptions> OptionsOf<TOptions>(IServiceProvider provider)
        where TOptions : PlatformHttpOptions
    {
        var options = provider.GetRequiredService<IOptionsMonitor<TOptions>>();
        return () => options.CurrentValue;
    }
}
