using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly;

namespace SocialProfiles.Core.Ingestion;

/// <summary>A part of a sync with a time of its own, however many calls it takes.</summary>
/// <param name="Name">As a failure names it.</param>
/// <param name="Seconds">The option that says how long it may take.</param>
internal sealed record SyncPhase(string Name, Func<IngestionOptions, int> Seconds)
{
    public static SyncPhase Profile { get; } = new("profile", options => options.ProfileTimeoutSeconds);

    public static SyncPhase Posts { get; } = new("posts", options => options.PostsTimeoutSeconds);

    public static SyncPhase Insights { get; } = new("private numbers", options => options.InsightsTimeoutSeconds);

    /// <summary>What Polly's meter calls the pipeline.</summary>
    public override string ToString() => Name;
}

internal static class SyncPhaseServices
{
    public static IServiceCollection AddSyncPhases(this IServiceCollection services)
    {
        foreach (var phase in new[] { SyncPhase.Profile, SyncPhase.Posts, SyncPhase.Insights })
        {
            services.AddResiliencePipeline(phase, (builder, context) =>
                builder.AddTimeout(TimeSpan.FromSeconds(phase.Seconds(context.ServiceProvider.GetRequiredService<IOptions<IngestionOptions>>().Value))));
        }

        return services;
    }
}
