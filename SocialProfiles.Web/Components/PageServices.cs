using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Web.Components;

/// <summary>What pages need beside the use cases; each lives as long as one open page.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPageServices(this IServiceCollection services) =>
        services.AddScoped<PageClock>().AddScoped<ReaderZone>().AddScoped<LiveConnections>().AddScoped<LiveSignals>()
            .AddScoped<Toasts>().AddScoped<RosterPlace>().AddScoped<ArchiveWithUndo>()
            .AddScoped<StepUp>().AddScoped<IStepUp>(provider => provider.GetRequiredService<StepUp>());
}
