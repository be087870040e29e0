using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

/// <summary>What whoever starts the program is told when it does not run.</summary>
public sealed class ExitTests
{
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
