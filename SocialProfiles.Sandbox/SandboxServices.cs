using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SocialProfiles.Core;
using SocialProfiles.Core.Thumbnails;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Sandbox.Pages;

namespace SocialProfiles.Sandbox;

public static class SandboxServices
{
    /// <summary>For the sandbox's page and the consent pages alike.</summary>
    internal const string StyleSheet = "_content/SocialProfiles.Sandbox/sandbox.css";

    /// <summary>
    /// Puts the sandbox in the platforms' place where it is on, with its sample talents. Its page is there in either case.
    /// What is configured for a platform is overridden while it is on, so that nothing real is ever called.
    /// </summary>
    /// <param name="hasStoredCredentials">Whether admins have set credentials in the application.</param>
    /// <returns>Whether it is on.</returns>
    public static bool AddSandbox(this IHostApplicationBuilder builder, bool hasStoredCredentials = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var isOn = SandboxMode.IsOn(builder.Configuration, builder.Environment, hasStoredCredentials);
        services.AddSingleton(new SitePart(typeof(SandboxPage).Assembly, StyleSheet, SandboxConsentPages.Map));
        if (!isOn)
        {
            return false;
        }

        services.AddOptions<SandboxOptions>()
            .BindConfiguration(SandboxOptions.Section)
            .Validate(options => options.LatencyMilliseconds is >= 0 and <= 10_000, "Sandbox:LatencyMilliseconds must be between 0 and 10000.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        foreach (var talent in SampleTalents.All)
        {
            services.AddSingleton(talent);
        }

        services.AddSingleton<IPictureSource, SandboxPictures>();
        services.AddSingleton<SandboxTokens>();
        services.AddSingleton<SandboxConsents>();
        services.AddSingleton<RemoveApp>();
        services.AddSingleton(provider => new SandboxServer(
            provider.GetRequiredService<IOptions<SandboxOptions>>(), provider.GetRequiredService<SandboxTokens>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<SandboxServer>());
        foreach (var imitation in Imitations.All)
        {
            services.ConfigureOptions(imitation.StandIn);
        }

        return true;
    }
}
