using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Architecture;

public sealed class SandboxBoundaryTests
{
    /// <summary>The product must not lean on what stands in for the platforms.</summary>
    [Fact]
    public void Sandbox_InTheProductsSources_IsNamedWhereEverythingIsPutTogetherOnly()
    {
        string[] product = [Repository.PathOf("SocialProfiles.Core"), Repository.PathOf("SocialProfiles.Web")];

        var knowing = product.SelectMany(Sources)
            .Where(file => File.ReadAllText(file).Contains("SocialProfiles.Sandbox", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Equal([Path.Combine("SocialProfiles.Web", "Hosting", "SocialProfilesApp.cs")], knowing);
    }

    private static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !Path.GetRelativePath(project, file).StartsWith("obj", StringComparison.Ordinal));
}
