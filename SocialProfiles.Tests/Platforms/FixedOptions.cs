using Microsoft.Extensions.Options;

namespace SocialProfiles.Tests.Platforms;

/// <summary>Options that a test holds in its hand.</summary>
internal sealed class FixedOptions<T>(T value) : IOptionsMonitor<T>
{
    public T CurrentValue { get; set; } = value;

    public T Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<T, string?> listener) => null;
}
