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
        services.AddSingleton<PeopleSignal>().AddSingleton<ICommitListener>(provider => provider.GetRequiredService<PeopleSignal>());
        services.AddSingleton<ApiKeyDirectory>().AddSingleton<ApiKeyUses>().AddSingleton<ApiKeyList>().AddSingleton<CreateApiKey>().AddSingleton<RenewApiKey>().AddSingleton<RevokeApiKey>();
        services.AddScoped<NewAccount>().AddScoped<ResetPasswordByHost>().AddScoped<CreateFirstAdmin>().AddScoped<BrowserSession>().AddScoped<SignIn>();
        return services.AddIdentityCore<AdminUser>(PasswordRules.Apply)
            .AddEntityFrameworkStores<SocialProfilesDbContext>()
            .AddSignInManager();
    }
}
