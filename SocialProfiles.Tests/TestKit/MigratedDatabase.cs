using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A database of this version with nothing in it, migrated once a run; tests that are not about migrations start from a copy.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> _file = new(MakeAsync);

    /// <summary>Puts it into a folder that has no database yet.</summary>
    public static async Task CopyToAsync(string folder) =>
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, "socialprofiles.db"), await _file.Value);

    private static async Task<byte[]> MakeAsync()
    {
        var path = Directory.CreateTempSubdirectory("sp-migrated-").FullName;
        string file;
        await using (var services = new ServiceCollection().AddLogging().AddStorage(DataFolder.Open(path), DataWorld.Real).BuildServiceProvider())
        {
            await DatabaseMigration.MigrateAsync(services);
            file = services.GetRequiredService<DataFolder>().DatabaseFile;
        }

        // With its last connection what is in the log moves into the file.
        DatabasePool.Clear(path);
        var bytes = await File.ReadAllBytesAsync(file);
        Directory.Delete(path, recursive: true);
        return bytes;
    }
}
