using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Imports;

/// <summary>What this part is made of.</summary>
internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<PreviewImport>().AddSingleton<StartImport>().AddSingleton<StopImport>().AddSingleton<RunImports>().AddSingleton<ImportList>()
        .AddSingleton<ImportFile>().AddSingleton<CompareImport>()
        .AddSingleton<ImportSignal>().AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ImportSignal>());
}
