using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.SignOn;

public static class SignOnServices
{
    /// <summary>Single sign-on by OpenID providers. Comes on top of accounts and team; the web's part is beside it.</summary>
    public static IServiceCollection AddSignOn(this IServiceCollection services) => services
        .AddSingleton<ISealedSamples, SignOnSecretSamples>().AddSingleton<IDoctorCheck, ProvidersReachable>()
        .AddSingleton<SignOnRequired>().AddSingleton<ISignInRule>(provider => provider.GetRequiredService<SignOnRequired>())
        .AddSingleton<IWayIn, SignOnWayIn>()
        .AddSingleton<ProviderLines>().AddSingleton<ProviderDocuments>().AddSingleton<SignOnList>().AddSingleton<SaveSignOnProvider>().AddSingleton<TestSignOnProvider>()
        .AddSingleton<ConnectSignOn>().AddSingleton<DisconnectColleague>().AddSingleton<EndBySignOn>().AddScoped<EnterBySignOn>();
}
