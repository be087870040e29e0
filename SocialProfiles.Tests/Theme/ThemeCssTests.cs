using System.Text.RegularExpressions;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Theme;

namespace SocialProfiles.Tests.Theme;

public sealed partial class ThemeCssTests
{
    private static readonly string _file = Repository.PathOf("SocialProfiles.Web", "wwwroot", "theme.css");

    // With THEME_CSS=write in the environment it writes the file instead.
    [Fact]
    public async Task File_AgainstTheTheme_SaysTheSame()
    {
        if (Environment.GetEnvironmentVariable("THEME_CSS") == "write")
        {
            await File.WriteAllTextAsync(_file, ThemeCss.Write(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(ThemeCss.Write(), await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Colours_ThatStyleSheetsUse_AreAllInTheTheme()
    {
        var web = Repository.PathOf("SocialProfiles.Web");
        var sheets = Directory.EnumerateFiles(web, "*.css", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("SocialProfiles.Sandbox", "wwwroot"), "*.css"))
            .Where(file => !Path.GetRelativePath(web, file).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(web, file).StartsWith("bin", StringComparison.Ordinal));
        var text = string.Concat(await Task.WhenAll(sheets.Select(file => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))));
        var said = Said().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.All(Used().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal), name => Assert.Contains(name, said));
    }

    [GeneratedRegex("""(?<name>--(sp|mud)-[\w-]+)\s*:""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();

    [GeneratedRegex("""var\((?<name>--(sp|mud)-[\w-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();
}
