using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace SocialProfiles.Core.Agency;

internal static class OptionSettingServices
{
    /// <summary>Lets admins set an option in the application.</summary>
    public static IServiceCollection AddOptionSetting<TOptions>(this IServiceCollection services, OptionSetting setting, Func<TOptions, int> get, Action<TOptions, int> set)
        where TOptions : class
    {
        services.AddSingleton(setting);
        services.AddSingleton<IPostConfigureOptions<TOptions>>(provider => new Overlay<TOptions>(provider.GetRequiredService<SettingOverrides>(), setting, get, set));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOptionsChangeTokenSource<TOptions>, Changes<TOptions>>());
        return services;
    }

    private sealed class Overlay<TOptions>(SettingOverrides overrides, OptionSetting setting, Func<TOptions, int> get, Action<TOptions, int> set) : IPostConfigureOptions<TOptions>
        where TOptions : class
    {
        public void PostConfigure(string? name, TOptions options)
        {
            overrides.Configured(setting.Key, get(options));
            if (overrides.Of(setting.Key) is { } value)
            {
                set(options, value);
            }
        }
    }

    private sealed class Changes<TOptions>(SettingOverrides overrides) : IOptionsChangeTokenSource<TOptions>
    {
        public string Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => overrides.ChangeToken;
    }
}
