using SocialProfiles.Tests.Browser;
using SocialProfiles.Tests.Storage;
using SocialProfiles.Tests.TestKit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace SocialProfiles.Tests.TestKit;

/// <summary>What takes minutes begins first, so that the run does not end with one class on an idle machine.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] _long = [nameof(EveryPageOnADeskTests), nameof(EveryPageOnAPhoneTests), nameof(MigrationKillTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => _long.Any(name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal))).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];
}
