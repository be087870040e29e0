using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Agency;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What of <see cref="IngestionOptions"/> admins may set in the application.</summary>
internal static class IngestionSettings
{
    public static IServiceCollection AddIngestionSettings(this IServiceCollection services)
    {
        Add(nameof(IngestionOptions.RefreshMinutes), "Refresh every", "minutes", 1, 1440, "How often each connected profile is refreshed. A platform's limits can make it less often.",
            options => options.RefreshMinutes, (options, value) => options.RefreshMinutes = value);
        Add(nameof(IngestionOptions.Workers), "Syncs at once", "syncs", 1, 1000, "Across all platforms. No platform gets more than half of them while others have profiles.",
            options => options.Workers, (options, value) => options.Workers = value);
        Add(nameof(IngestionOptions.PostDepth), "Posts to read", "posts", 0, 1000, "The newest posts of each profile, at every sync.",
            options => options.PostDepth, (options, value) => options.PostDepth = value);
        Add(nameof(IngestionOptions.InsightHours), "Private numbers every", "hours", 1, 168, "Numbers that need a talent's permission.",
            options => options.InsightHours, (options, value) => options.InsightHours = value);
        Add(nameof(IngestionOptions.AttemptDays), "Sync attempts", "days", 1, 90, "What each sync of a profile did, and what went wrong.",
            options => options.AttemptDays, (options, value) => options.AttemptDays = value, isRetention: true);
        return services;

        void Add(string name, string label, string unit, int least, int most, string meaning, Func<IngestionOptions, int> get, Action<IngestionOptions, int> set, bool isRetention = false) =>
            services.AddOptionSetting(new OptionSetting($"{IngestionOptions.Section}:{name}", label, unit, least, most) { Meaning = meaning, IsRetention = isRetention }, get, set);
    }
}
