using Bunit;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class TalentDialogTests : UseCaseComponentTests
{
    private Talent? _saved;

    [Fact]
    public async Task Talent_NameLeftEmpty_IsRefusedWithASentence()
    {
        var dialog = Open();

        await dialog.Find("form").SubmitAsync();

        await dialog.WaitForAssertionAsync(() => Assert.Equal("Enter the talent's name.", dialog.Find("[role=alert]").TextContent));
        Assert.Equal("true", dialog.Find("#talent-name").GetAttribute("aria-invalid"));
        Assert.Equal((null, false), (_saved, HasClosedDialog));
    }

    [Fact]
    public async Task Talent_NamedAndSaved_IsOnTheRosterAndTheDialogCloses()
    {
        var dialog = Open();
        dialog.Find("#talent-name").Change("Mara Lind");
        dialog.Find("#talent-tags").Change("music, europe");

        await dialog.Find("form").SubmitAsync();

        await dialog.WaitForStateAsync(() => _saved is not null);
        var row = Assert.Single((await Get<TalentRoster>().GetAsync(new RosterRequest(), TestContext.Current.CancellationToken)).Rows);
        Assert.Equal((_saved!.Id, "Mara Lind"), (row.Id, row.Name));
        Assert.Equal(["europe", "music"], row.Tags.Order());
        Assert.True(HasClosedDialog);
    }

    [Fact]
    public async Task Talent_Cancelled_IsNotAdded()
    {
        var dialog = Open();
        dialog.Find("#talent-name").Change("Mara Lind");

        dialog.Button("Cancel").Click();

        Assert.Empty((await Get<TalentRoster>().GetAsync(new RosterRequest(), TestContext.Current.CancellationToken)).Rows);
        Assert.Equal((null, true), (_saved, HasClosedDialog));
    }

    private IRenderedComponent<TalentDialog> Open() => Render<TalentDialog>(parameters => parameters.Add(dialog => dialog.Saved, talent => _saved = talent));
}
