using System.Xml.Linq;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

/// <summary>What makes a catalogue entry whole. A theory without rows fails, so at least one is seen.</summary>
public sealed class PlatformConventionTests
{
    public static TheoryData<string> Keys => TestPlatforms.Keys;

    [Theory]
    [MemberData(nameof(Keys))]
    public void Platform_Each_HasItsFolder(string key)
    {
        var folder = FolderOf(key);

        Assert.True(File.Exists(Repository.PathOf("SocialProfiles.Core", "Platforms", folder, folder + "Platform.cs")));
        Assert.True(File.Exists(Repository.PathOf("SocialProfiles.Tests", "Platforms", folder, folder + "PlatformTests.cs")));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Platform_Each_HasAHelpPageWithATitle(string key)
    {
        var help = Repository.PathOf("docs", "platforms", key.ToLowerInvariant() + ".md");

        Assert.StartsWith("# ", File.ReadLines(help).First(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Platform_Each_HasAMarkThatCanBeOnAPageManyTimes(string key)
    {
        var mark = TestPlatforms.Get(key).Mark;

        var shapes = XElement.Parse($"<svg>{mark.Svg}</svg>").Descendants().ToList();
        Assert.Equal("0 0 24 24", mark.ViewBox);
        Assert.InRange(shapes.Count, 2, 20);
        Assert.DoesNotContain(shapes, shape => shape.Attribute("id") is not null || shape.Name.LocalName is "script" or "image" or "style" or "use" || shape.Attributes().Any(attribute => attribute.Value.Contains("url(", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Client_Each_HasFixturesAndEveryOptionInItsHelpPage(string key)
    {
        var platform = TestPlatforms.Get(key);
        if (TestPlatforms.Catalog.ClientOf(key) is null)
        {
            Assert.Equal(ManualAccess.LinkOnly, platform.ManualAccess);
            return;
        }

        var folder = FolderOf(key);
        Assert.NotEmpty(Directory.GetFiles(Repository.PathOf("SocialProfiles.Tests", "Platforms", folder, "Fixtures"), "*.json"));
        var options = typeof(IPlatform).Assembly.GetType($"SocialProfiles.Core.Platforms.{folder}.{folder}Options", throwOnError: true)!;
        var help = File.ReadAllText(Repository.PathOf("docs", "platforms", key.ToLowerInvariant() + ".md"));
        Assert.All(options.GetProperties(), option => Assert.Contains($"`Platforms:{folder}:{option.Name}`", help, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Platform_Each_SpeaksInSentences(string key)
    {
        var platform = TestPlatforms.Get(key);

        Assert.All(new[] { platform.NotConfiguredReason, platform.ConsentWouldAdd ?? "Nothing." }, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
        Assert.Equal("/help/" + key.ToLowerInvariant(), platform.HelpPath);
    }

    private static string FolderOf(string key) => TestPlatforms.Get(key).GetType().Name.Replace("Platform", "", StringComparison.Ordinal);
}
