using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Checks;

namespace SocialProfiles.Core.Credentials;

/// <summary>Credentials that admins set in the application, beside those of the configuration.</summary>
public static class CredentialServices
{
    /// <summary>Call it before anything reads the configuration of platforms. They count only after <see cref="StoredCredentials.LoadAsync"/>.</summary>
    public static IServiceCollection AddStoredCredentials(this IServiceCollection services, IConfigurationManager configuration)
    {
        services.AddSingleton(CredentialSource.AddBelow(configuration));
        services.AddSingleton<CredentialRules>().AddSingleton<StoredCredentials>();
        return services.AddSingleton<CredentialList>().AddSingleton<SaveCredentials>().AddSingleton<TestCredentials>().AddSingleton<AccessEnds>().AddSingleton<IDoctorCheck, PlatformsInUse>();
    }
}
