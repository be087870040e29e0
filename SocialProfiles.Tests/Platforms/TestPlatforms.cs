using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.Platforms;

/// <summary>The real catalogue, as the application builds it.</summary>
internal static class TestPlatforms
{
    public static PlatformCatalog Catalog { get; } = Provide().GetRequiredService<PlatformCatalog>();

    public static TheoryData<string> Keys => [.. Catalog.All.Select(platform => platform.Key)];

    public static IPlatform Get(string key) => Catalog.Get(key);

    public static ServiceProvider Provide(params (string Key, string? Value)[] configuration) => Services(configuration).BuildServiceProvider(validateScopes: true);

    public static IServiceCollection Services(params (string Key, string? Value)[] configuration) =>
        new ServiceCollection().AddPlatforms(new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)))
            .Build());
}
