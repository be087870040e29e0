using SocialProfiles.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxBehavioursTests
{
    [Fact]
    public void All_EveryConduct_IsReachedByItsExample()
    {
        Assert.Equal(Enum.GetValues<SandboxConduct>().Order(), SandboxBehaviours.All.Select(behaviour => behaviour.Conduct).Order());
        Assert.All(SandboxBehaviours.All, behaviour => Assert.Same(behaviour, SandboxBehaviours.For(behaviour.Example.ToUpperInvariant())));
    }

    [Fact]
    public void SampleTalents_AreTwelveWithOneToThreeAccountsOfTheirOwn()
    {
        Assert.Equal(12, SampleTalents.All.Count);
        Assert.All(SampleTalents.All, talent => Assert.InRange(talent.Accounts.Count, 1, 3));
        var accounts = SampleTalents.All.SelectMany(talent => talent.Accounts).ToList();
        Assert.Equal(accounts.Count, accounts.Distinct().Count());
        Assert.All(SampleTalents.All, talent => Assert.Equal(talent.Tags.Select(tag => tag.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal), talent.Tags));
        Assert.Contains(accounts, account => SandboxBehaviours.For(account.Handle).Conduct is SandboxConduct.Missing);
        Assert.Contains(accounts, account => SandboxBehaviours.For(account.Handle).Conduct is SandboxConduct.Flaky);
    }
}
