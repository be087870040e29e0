using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

/// <summary>What whoever starts the program is told when it does not run.</summary>
public sealed class ExitTests
{
    [Fact]
    public async Task Start_DatabaseHeldByAnotherProgram_StartsOnceItIsFree()
    {
        await using var app = await TestApp.StartAsync();
        await app.StopAsync();
        Task starting;
        using (OtherProgram.Locks(app.DataDirectory))
        {
            starting = Task.Run(app.StartAgainAsync);
            while (!starting.IsCompleted && !IsLocked(app))
            {
                await Task.Yield();
            }

            Assert.False(starting.IsCompleted);
        }

        await starting;
        using var anybody = app.Api(null);
        using var answer = await anybody.GetAsync("/health/live");
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static bool IsLocked(TestApp app)
    {
        try
        {
            return app.Get<StorageHealth>().Fault == StorageFault.Locked;
        }
        catch (InvalidOperationException)
        {
            // Not built yet.
            return false;
        }
    }

    [Fact]
    public async Task Start_FileThatIsNoDatabase_SaysASentenceAndExitsWithAnError()
    {
        var folder = Directory.CreateTempSubdirectory("sp-exit-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "socialprofiles.db"), new string('x', 8192));

            var (code, said) = await AppProcess.RunToItsEndAsync(folder);

            Assert.Equal(1, code);
            Assert.Contains("The database is damaged. Stop SocialProfiles, restore socialprofiles.db from your backup", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
