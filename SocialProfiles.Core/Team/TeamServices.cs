using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Core.Team;

/// <summary>The team of the agency; comes on top of the accounts.</summary>
public static class TeamServices
{
    public static IServiceCollection AddTeam(this IServiceCollection services) =>
        services.AddSingleton<TeamList>().AddScoped<InviteColleague>().AddScoped<JoinTeam>().AddSingleton<ChangeMember>().AddSingleton<RecoverColleague>().AddSingleton<IReservedEmail, InvitedEmails>();
}
