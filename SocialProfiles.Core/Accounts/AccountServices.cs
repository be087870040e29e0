using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>People who sign in, and API keys. Cookies and pages are the web's.</summary>
public static class AccountServices
{
    public static IdentityBuilder AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<SignInGuesses>().AddSingleton<Sessions>();
        services.AddSingleton<ApiKeyDirectory>().AddSingleton<ApiKeyList>().AddSingleton<CreateApiKey>().AddSingleton<RevokeApiKey>();
        services.AddScoped<NewAccount>().AddScoped<CreateFirstAdmin>().AddScoped<BrowserSession>().AddScoped<SignIn>();
        return services.AddIdentityCore<AdminUser>(PasswordRules.Apply)
            .AddEntityFrameworkStores<SocialProfilesDbContext>()
            .AddSignInManager();
    }
}
