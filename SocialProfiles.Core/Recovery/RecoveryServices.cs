using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Recovery;

public static class RecoveryServices
{
    /// <summary>Password links, and what people are told about their account, by e-mail. Goes with <see cref="AccountServices.AddAccounts"/>.</summary>
    public static IServiceCollection AddRecovery(this IServiceCollection services) => services
        .AddSingleton<IAccountNews, AccountMails>()
        .AddSingleton(provider => new RecoveryMails(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<MailSender>(),
            provider.GetRequiredService<DeliveryQueue>(),
            provider.GetRequiredService<IssueRecoveryLink>(),
            provider.GetRequiredService<SignInGuesses>(),
            provider.GetRequiredService<AgencyDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RecoveryMails>>()))
        .AddCalendarJob<RecoveryMails>("recovery-mails", everySeconds: 2, TimeSpan.FromMinutes(4), (mails, token) => mails.SendAsync(token));
}
