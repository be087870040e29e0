using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Thumbnails;

internal static class ThumbnailServices
{
    public static IServiceCollection AddThumbnails(this IServiceCollection services)
    {
        services.TryAddSingleton<IPictureSource>(provider => new PictureLine(provider.GetRequiredService<PlatformCatalog>(), provider.GetRequiredService<TimeProvider>()));

        // Their constructors are not public, since the files are not.
        services.AddSingleton<ThumbnailFiles>().AddSingleton<ChangedProfiles>();
        services.AddSingleton(provider => new PostThumbnails(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<IPictureSource>(), provider.GetRequiredService<ThumbnailFiles>(), provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton(provider => new KeepThumbnails(
            provider.GetRequiredService<ChangedProfiles>(), provider.GetRequiredService<Database>(), provider.GetRequiredService<IPictureSource>(), provider.GetRequiredService<PostThumbnails>(), provider.GetRequiredService<ThumbnailFiles>()));
    }
}
