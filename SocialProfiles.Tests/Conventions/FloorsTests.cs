using System.Text.RegularExpressions;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Sandbox;
using SocialProfiles.Tests.Platforms;
using SocialProfiles.Web.Hosting;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace SocialProfiles.Tests.Conventions;

/// <summary>Who may know whom. A rule that selects nothing fails, so a folder that moves takes its rule along.</summary>
public sealed class FloorsTests
{
    private static readonly Assembly _core = typeof(IPlatform).Assembly;
    private static readonly Assembly _web = typeof(SocialProfilesApp).Assembly;
    private static readonly Assembly _sandbox = typeof(SandboxOptions).Assembly;
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> _all = new(() => new ArchLoader().LoadAssemblies(_core, _web, _sandbox).Build());

    public static TheoryData<string> Platforms => [.. TestPlatforms.Keys.Select(key => TestPlatforms.Get(key.Data).GetType().Namespace!)];

    // From the ground up. What stands beside each other is in an order too, so that no circle can grow between two of them.
    private static readonly string[] _floors =
    [
        "Texts", "Pictures", "Checks", "Telemetry", "Storage", "Security", "Activity", "Agency", "Accounts", "Team",
        "Platforms",
        "Profiles", "Talents", "Notices", "Connections", "SelfReported", "Invitations",
        "History", "Canary", "Figures",
        "Consents", "Ingestion", "Intelligence", "Thumbnails", "MediaKits", "Visits", "Credentials", "Roster", "Deliveries", "Alerts", "Attention", "Find", "Compare", "Home", "Backups", "Exports", "Imports", "Leaving", "Calendar", "Recovery", "SignOn",
        "Sqlite",
    ];

    public static TheoryData<string> LowerFloors => [.. _floors[..^1]];

    [Theory]
    [MemberData(nameof(LowerFloors))]
    public void Folder_EachOfCore_KnowsOnlyWhatIsBelowIt(string floor)
    {
        var above = _floors[(Array.IndexOf(_floors, floor) + 1)..];
        Types().That().ResideInNamespaceMatching(Folders(floor)).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(Folders(above)).Check(_all.Value);
    }

    [Fact]
    public void Folder_EachOfCore_HasItsFloor()
    {
        var folders = _core.GetTypes().Select(type => type.Namespace?.Split('.')).Where(parts => parts is ["SocialProfiles", "Core", _, ..]).Select(parts => parts![2]);

        Assert.Equal(_floors.Order(StringComparer.Ordinal), folders.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>Another provider stands beside it one day; whatever knew this one would have to be written twice.</summary>
    [Fact]
    public void Sqlite_IsKnownOnlyWhereEverythingIsPutTogether() =>
        Types().That().ResideInAssembly(_core, _web).And().DoNotResideInNamespaceMatching(Folders("Sqlite")).And().DoNotHaveNameMatching("^(CoreServices|SocialProfilesApp)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Folders("Sqlite"))).Check(_all.Value);

    [Fact]
    public void Core_KnowsNoPage() =>
        Types().That().ResideInAssembly(_core).Should().NotDependOnAny(Types().That().ResideInAssembly(_web)).Check(_all.Value);

    [Fact]
    public void Core_KnowsNoComponent() =>
        Types().That().ResideInAssembly(_core).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^Microsoft\.AspNetCore\.Components").Check(_all.Value);

    /// <summary>The product must not lean on what stands in for the platforms; it is put in at one place.</summary>
    [Fact]
    public void Sandbox_IsKnownOnlyWhereEverythingIsPutTogether() =>
        Types().That().ResideInAssembly(_core, _web).And().DoNotHaveNameStartingWith(nameof(SocialProfilesApp)).Should().NotDependOnAny(Types().That().ResideInAssembly(_sandbox)).Check(_all.Value);

    [Fact]
    public void Sandbox_KnowsNoPageOfTheProduct() =>
        Types().That().ResideInAssembly(_sandbox).Should().NotDependOnAny(Types().That().ResideInAssembly(_web)).Check(_all.Value);

    [Fact]
    public void Component_Each_LeavesTheDatabaseToUseCases() =>
        Types().That().ResideInNamespaceMatching(@"^SocialProfiles\.Web\.Components").Should().NotDependOnAnyTypesThat().AreAssignableTo(typeof(Database), typeof(SocialProfilesDbContext), typeof(ISyncStore)).Check(_all.Value);

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Platform_Each_KnowsNoOther(string platform) =>
        Types().That().ResideInNamespace(platform).Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(AnyPlatform).And().DoNotResideInNamespace(platform)).Check(_all.Value);

    // Named where it is registered, where its web hooks come in, and in the sandbox, which plays it.
    [Theory]
    [MemberData(nameof(Platforms))]
    public void Platform_Each_IsNamedOnlyWhereItIsRegistered(string platform) =>
        Types().That().DoNotResideInNamespaceMatching(AnyPlatform).And().DoNotResideInNamespaceMatching(@"\.Sandbox(\.|$)").And().DoNotHaveNameMatching("^(PlatformServices|ConsentServices|Webhooks)")
            .Should().NotDependOnAny(Types().That().ResideInNamespace(platform)).Check(_all.Value);

    private static string Folders(params string[] folders) => $@"^SocialProfiles\.Core\.({string.Join('|', folders)})(\.|$)";

    private static string AnyPlatform { get; } = $"^({string.Join('|', Platforms.Select(row => Regex.Escape(row.Data)))})$";
}
