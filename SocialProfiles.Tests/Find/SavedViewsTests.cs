using SocialProfiles.Core;
using SocialProfiles.Core.Find;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Find;

public sealed class SavedViewsTests
{
    [Fact]
    public async Task View_SavedRenamedDeletedAndRestored_IsListedAsItIsEachTime()
    {
        await using var core = await TestCore.CreateAsync();
        var views = core.Get<SavedViews>();

        var saved = (await views.SaveAsync(SavedViewPage.Find, "  Rising  stars ", "?growth=5", TestCore.Admin, CancellationToken.None)).Value;
        Assert.Equal([("Rising stars", "?growth=5", TestCore.Admin.Name)], await ListAsync(core));
        Assert.Empty(await views.ListAsync(SavedViewPage.Roster, CancellationToken.None));

        await views.RenameAsync(saved.Id, "Stars", TestCore.Admin, CancellationToken.None);
        Assert.Equal("Stars", Assert.Single(await ListAsync(core)).Name);

        var deleted = (await views.DeleteAsync(saved.Id, TestCore.Admin, CancellationToken.None)).Value;
        Assert.Empty(await ListAsync(core));

        await views.RestoreAsync(deleted, TestCore.Admin, CancellationToken.None);
        Assert.Equal([("Stars", "?growth=5", TestCore.Admin.Name)], await ListAsync(core));
    }

    [Fact]
    public async Task View_NameThatIsTaken_IsRefusedOnItsPageAlone()
    {
        await using var core = await TestCore.CreateAsync();
        var views = core.Get<SavedViews>();
        var first = (await views.SaveAsync(SavedViewPage.Find, "Rising", "?growth=5", TestCore.Admin, CancellationToken.None)).Value;
        var other = (await views.SaveAsync(SavedViewPage.Find, "Other", "?growth=6", TestCore.Admin, CancellationToken.None)).Value;

        Assert.IsType<ConflictError>((await views.SaveAsync(SavedViewPage.Find, "RISING", "", TestCore.Admin, CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await views.RenameAsync(other.Id, "rising", TestCore.Admin, CancellationToken.None)).Failure);
        Assert.True((await views.RenameAsync(first.Id, "RISING", TestCore.Admin, CancellationToken.None)).Succeeded);
        Assert.True((await views.SaveAsync(SavedViewPage.Roster, "Rising", "?tag=uk", TestCore.Admin, CancellationToken.None)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200b")]
    [InlineData("a\u202eb")]
    [InlineData("A name that is longer than sixty characters, which nobody could read in a menu")]
    public async Task View_NameThatCannotBeUsed_ChangesNothing(string name)
    {
        await using var core = await TestCore.CreateAsync();

        var result = await core.Get<SavedViews>().SaveAsync(SavedViewPage.Find, name, "?growth=5", TestCore.Admin, CancellationToken.None);

        Assert.Equal("name", Assert.IsType<InvalidError>(result.Failure).Field);
        Assert.Empty(await ListAsync(core));
    }

    private static async Task<IEnumerable<(string Name, string Query, string By)>> ListAsync(TestCore core) =>
        (await core.Get<SavedViews>().ListAsync(SavedViewPage.Find, CancellationToken.None)).Select(view => (view.Name, view.Query, view.CreatedBy));
}
