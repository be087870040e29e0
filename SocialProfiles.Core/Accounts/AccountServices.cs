using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>People who sign in, and API keys. Cookies and pages are the web's.</summary>
public static class AccountServices
{
    public static IdentityBuilder AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<SignInGuesses>().AddSingleton<Sessions>();
        services.AddSingleton<SessionsSignal>().AddSingleton<ICommitListener>(provider => provider.GetRequiredService<SessionsSignal>());
        services.AddSingleton<ProofSignal>().AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ProofSignal>());
        services.AddSingleton<PeopleSignal>().AddSingleton<ICommitListener>(provider => provider.GetRequiredService<PeopleSignal>());
        services.AddSingleton<ApiKeyDirectory>().AddSingleton<ApiKeyUses>().AddSingleton<ApiKeyList>().AddSingleton<CreateApiKey>().AddSingleton<RenewApiKey>().AddSingleton<RevokeApiKey>();
        services.AddSingleton<TellPerson>().AddSingleton<NobodysHash>().AddSingleton<EndSessions>().AddSingleton<SetUpSecondFactor>().AddSingleton<IssueRecoveryLink>().AddSingleton<PasskeyList>().AddSingleton<WaysIn>().AddSingleton<ISealedSamples, SecondFactorSamples>();
        services.AddScoped<NewAccount>().AddScoped<NewPassword>().AddScoped<ResetPasswordByHost>().AddScoped<CreateFirstAdmin>().AddScoped<BrowserSession>().AddScoped<SignIn>().AddScoped<SecondStep>().AddScoped<PasskeyCeremony>();
        services.AddScoped<ProvePassword>().AddScoped<ChangePassword>().AddScoped<ChangeEmail>().AddScoped<RecoverPassword>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordRules.HashRounds);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // It stands for both steps of signing in, and says by itself whose it is.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        return services.AddIdentityCore<Person>(PasswordRules.Apply)
            .AddEntityFrameworkStores<SocialProfilesDbContext>()
            .AddSignInManager();
    }
}
