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

    public bool TryGet(string platformKey, [NotNullWhen(true)] out PlatformBudget? budget) => _budgets.TryGetValue(platformKey, out budget);
}
