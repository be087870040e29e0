using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using SocialProfiles.Core.Storage;
using SocialProfiles.Sandbox;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

/// <summary>Holds the options, the file that a host edits and the table about both together.</summary>
public sealed partial class ConfigurationTests
{
    private const BindingFlags AnyConstant = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly[] _assemblies = [typeof(DataOptions).Assembly, typeof(SandboxOptions).Assembly, typeof(SocialProfilesApp).Assembly];

    // Other parts of .NET read these.
    private static readonly string[] _foreignSections = ["Serilog"];

    [Fact]
    public void Options_Each_SayTheirSection()
    {
        var silent = _assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Where(type => !type.IsAssignableTo(typeof(AuthenticationSchemeOptions)) && SectionOf(type) is null);

        Assert.Empty(silent);
    }

    [Fact]
    public void Table_ListsEveryKeyWithItsDefaultAndNoOther()
    {
        var table = Row().Matches(File.ReadAllText(Repository.PathOf("docs", "configuration.md")))
            .ToDictionary(row => row.Groups["key"].Value, row => row.Groups["default"].Value, StringComparer.Ordinal);

        Assert.Equal(
            Keys().Select(key => (key.Name, Default: key.Default.Length == 0 ? "none" : $"`{key.Default}`")).Order(),
            table.Select(row => (row.Key, row.Value)).Order());
    }

    [Fact]
    public void File_HoldsOnlyKnownKeysEachWithItsDefault()
    {
        var defaults = Keys().ToDictionary(key => key.Name, key => key.Default, StringComparer.Ordinal);
        var file = new ConfigurationBuilder().AddJsonFile(Repository.PathOf("appsettings.json")).Build();
        var values = file.AsEnumerable().Where(pair => !file.GetSection(pair.Key).GetChildren().Any() && !_foreignSections.Contains(pair.Key.Split(':')[0])).ToList();

        Assert.NotEmpty(values);
        Assert.All(values, pair => Assert.Equal((pair.Key, defaults.GetValueOrDefault(pair.Key)), (pair.Key, pair.Value ?? "")));
    }

    [Fact]
    public async Task File_BesideTheProgram_IsTheOneThatIsRead()
    {
        await using var app = await TestApp.StartAsync();

        var sources = ((IConfigurationRoot)app.Get<IConfiguration>()).Providers.OfType<FileConfigurationProvider>()
            .Select(provider => provider.Source.FileProvider!.GetFileInfo(provider.Source.Path!));

        Assert.Contains(sources, file => file.Exists && file.PhysicalPath == Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        Assert.Equal(await File.ReadAllTextAsync(Repository.PathOf("appsettings.json")), await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "appsettings.json")));
    }

    private static IEnumerable<(string Name, string Default)> Keys() =>
        from type in _assemblies.SelectMany(assembly => assembly.GetTypes())
        let section = SectionOf(type)
        where section is not null && type is { IsAbstract: false }
        let options = Activator.CreateInstance(type, nonPublic: true)
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.SetMethod is { IsPublic: true } || property.PropertyType.IsAssignableTo(typeof(IEnumerable))
        select ($"{section}:{property.Name}", Text(property.GetValue(options)));

    private static string Text(object? value) => value is IList list ? string.Join(", ", list.Cast<object>()) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string? SectionOf(Type type) =>
        (type.GetField("Section", AnyConstant) ?? type.GetField("SectionName", AnyConstant)) is { IsLiteral: true } field ? (string?)field.GetRawConstantValue() : null;

    [GeneratedRegex(@"^\| `(?<key>[A-Za-z]+(?::[A-Za-z]+)+)` \| (?<default>`[^`]+`|none) \|", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
