using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Security;

/// <summary>
/// The keys that protect cookies and tokens, in <c>keys</c> in the data folder, so that people stay signed in over a
/// restart. Whoever reads them can forge a session: folder and files are their owner's alone, and <see cref="KeyLock"/> may lock them.
/// </summary>
internal static class DataProtectionKeys
{
    public static IServiceCollection AddDataProtectionKeys(this IServiceCollection services, IConfiguration configuration, DataFolder folder)
    {
        // Before anything asks for a key: one that doesn't open would be replaced by a new one.
        var keyLock = KeyLock.Open(configuration.GetSection(KeyOptions.Section).Get<KeyOptions>() ?? new KeyOptions(), folder.Keys);
        services.AddSingleton(_ => keyLock);
        services.AddDataProtection().SetApplicationName("SocialProfiles");
        return services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = new PrivateKeyFiles(folder.Keys, provider.GetRequiredService<ILoggerFactory>());
                options.XmlEncryptor = keyLock.IsOn ? new KeyLockEncryptor(keyLock) : null;
            }));
    }

    private sealed class PrivateKeyFiles(string path, ILoggerFactory logs) : FileSystemXmlRepository(PrivateFiles.Folder(path), logs)
    {
        public override void StoreElement(XElement element, string friendlyName)
        {
            base.StoreElement(element, friendlyName);
            foreach (var file in System.IO.Directory.EnumerateFiles(Directory!.FullName))
            {
                PrivateFiles.Existing(file);
            }
        }
    }
}
