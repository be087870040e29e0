using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Agency;

public sealed class RenameAgencyTests
{
    [Fact]
    public async Task Name_NobodySetIt_IsNeutral()
    {
        await using var core = await TestCore.CreateAsync();

        var name = await NameAsync(core);

        Assert.Null(name.Value);
        Assert.Equal("the agency", name.OrNeutral);
    }

    [Fact]
    public async Task Rename_SetChangedAndTakenAway_IsKnownAtOnceAndWrittenDown()
    {
        await using var core = await TestCore.CreateAsync();
        List<string> names = [];

        foreach (var text in new[] { "  Studio   Nord ", "Studio Süd", "Studio Süd", " " })
        {
            var renamed = await core.Get<RenameAgency>().ExecuteAsync(text, TestCore.Admin, CancellationToken.None);
            Assert.Equal(renamed.Value, await NameAsync(core));
            names.Add(renamed.Value.OrNeutral);
        }

        Assert.Equal(["Studio Nord", "Studio Süd", "Studio Süd", "the agency"], names);
        var activity = await core.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 10, CancellationToken.None);
        Assert.Equal(["none", "Studio Süd", "Studio Nord"], activity.Select(entry => entry.Subject));
        Assert.All(activity, entry => Assert.Equal((ActivityAction.AgencyChanged, TestCore.Admin.Name), (entry.Action, entry.Actor)));
    }

    [Theory]
    [InlineData("A\u0000B", "can't be shown")]
    [InlineData(null, "Shorten")]
    public async Task Rename_NameThatCannotBeUsed_IsRefusedAndChangesNothing(string? text, string sentence)
    {
        await using var core = await TestCore.CreateAsync();

        var refused = await core.Get<RenameAgency>().ExecuteAsync(text ?? new string('a', AgencyName.MaxLength + 1), TestCore.Admin, CancellationToken.None);

        var invalid = Assert.IsType<InvalidError>(refused.Failure);
        Assert.Equal("name", invalid.Field);
        Assert.Contains(sentence, invalid.Sentence, StringComparison.Ordinal);
        Assert.Null((await NameAsync(core)).Value);
        Assert.Equal(0, await core.CountAsync<ActivityEntry>());
    }

    [Theory]
    [InlineData("By hand")]
    [InlineData(null)]
    public async Task Adopt_AnAdminDecidedOtherwise_LeavesItSo(string? decided)
    {
        await using var core = await TestCore.CreateAsync();
        var first = await core.Get<RenameAgency>().AdoptAsync("From configuration", CancellationToken.None);
        await core.Get<RenameAgency>().ExecuteAsync(decided, TestCore.Admin, CancellationToken.None);

        await core.Get<RenameAgency>().AdoptAsync("From configuration", CancellationToken.None);

        Assert.Equal("From configuration", first.Value.Value);
        Assert.Equal(decided, (await NameAsync(core)).Value);
    }

    private static async Task<AgencyName> NameAsync(TestCore core) => await core.Get<AgencyDirectory>().GetNameAsync(CancellationToken.None);
}
