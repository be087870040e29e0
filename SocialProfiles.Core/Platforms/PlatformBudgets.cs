using System.Diagnostics.CodeAnalysis;

namespace SocialProfiles.Core.Platforms;

/// <summary>The budget of each platform there is.</summary>
public sealed class PlatformBudgets
{
    private readonly Dictionary<string, PlatformBudget> _budgets;

    public PlatformBudgets(IEnumerable<IPlatform> platforms, TimeProvider clock)
    {
        _budgets = platforms.ToDictionary(
            platform => platform.Key,
            platform => new PlatformBudget(() => platform.Limits, clock),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <exception cref="KeyNotFoundException">No such platform.</exception>
    public PlatformBudget Of(string platformKey) => _budgets[platformKey];

    /// <summary>Why nobody asks a platform now; null where it is asked, and where there is no such platform.</summary>
    public PlatformPause? PauseOf(string platformKey) => _budgets.GetValueOrDefault(platformKey)?.Pause;

    public bool TryGet(string platformKey, [NotNullWhen(true)] out PlatformBudget? budget) => _budgets.TryGetValue(platformKey, out budget);
}
