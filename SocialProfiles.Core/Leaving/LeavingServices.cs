using Microsoft.Extensions.DependencyInjection;

namespace SocialProfiles.Core.Leaving;

/// <summary>What this part is made of. How a media kit is printed, the site adds (<see cref="IKitPrinter"/>).</summary>
internal static class LeavingServices
{
    public static IServiceCollection AddLeaving(this IServiceCollection services) =>
        services.AddSingleton<EraseTalent>().AddSingleton<EraseLeftovers>().AddSingleton<LastErasing>().AddSingleton<LogScrub>().AddSingleton<FinishErasing>().AddSingleton<MakeLeavingPack>();
}
