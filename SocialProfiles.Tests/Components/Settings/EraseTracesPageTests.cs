using AngleSharp.Dom;
using Bunit;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Settings;

namespace SocialProfiles.Tests.Components.Settings;

/// <summary>The page that erases what is left of a deleted talent.</summary>
public sealed class EraseTracesPageTests : UseCaseComponentTests
{
    private const string Name = "Zuzana Žižková";

    [Fact]
    public async Task Page_TwoDeletedTalentsOfOneName_AsksWhoIsMeantBeforeItErases()
    {
        var page = await NamesakesAsync();

        Assert.Contains("2 deleted talents had these names", page.Find("legend").TextContent, StringComparison.Ordinal);
        Assert.Empty(Erase(page));

        await page.FindAll("fieldset input")[0].ChangeAsync(true);
        page.WaitForState(() => Erase(page).Count == 1);
        Assert.Contains("2 activity entries lose their text", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Name, page.Find("section > p > bdi").TextContent);
    }

    [Fact]
    public async Task Page_SecondTickedWhileTheFirstIsLookedUp_ShowsWhatIsErasedOfBoth()
    {
        var page = await NamesakesAsync();

        var looking = new TaskCompletionSource();
        Asking = looking.Task;
        var first = page.FindAll("fieldset input")[0].ChangeAsync(true);
        await page.FindAll("fieldset input")[1].ChangeAsync(true);
        Assert.False(first.IsCompleted);
        looking.SetResult();
        await first;

        page.WaitForState(() => Erase(page).Count == 1);
        Assert.Contains("4 activity entries lose their text", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll("fieldset input"), box => Assert.True(box.HasAttribute("checked")));
    }

    [Fact]
    public async Task Page_NameThatTheActivityDoesNotHave_SpeaksOfWordsAlone()
    {
        var page = Render<EraseTracesPage>();
        await page.Find("textarea").ChangeAsync(Name);
        await page.Find("form").SubmitAsync();
        page.WaitForState(() => Erase(page).Count == 1);

        Assert.Equal(
            "The activity shows no deleted talent with these names. These words are erased wherever they appear:", page.Find("[role=status]").TextContent);
    }

    [Fact]
    public void OlderBackups_FilesOfThatName_AreListedUnopened()
    {
        var folder = Get<BackupFolder>();
        Directory.CreateDirectory(folder.Path);
        foreach (var name in new[] { BackupFolder.NameOf(Time.GetUtcNow(), BackupKind.Daily), BackupFolder.NameOf(Time.GetUtcNow(), BackupKind.Manual), "notes.txt" })
        {
            File.WriteAllText(Path.Combine(folder.Path, name), "");
        }

        // Whoever holds a file open for themselves stops no reader of names.
        using var held = new FileStream(Path.Combine(folder.Path, folder.Names()[0].Name), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var list = Render<Web.Components.Settings.Backups.OlderBackups>();

        Assert.Equal(2, list.FindAll("li").Count);
        Assert.Contains("2 backups on the server were made before", list.Text(), StringComparison.Ordinal);
        Assert.Contains("deleted automatically", Assert.Single(list.FindAll("li"), item => item.TextContent.Contains("Daily", StringComparison.OrdinalIgnoreCase)).TextContent, StringComparison.Ordinal);
    }

    private static IReadOnlyList<IElement> Erase(IRenderedComponent<EraseTracesPage> page) =>
        [.. page.FindAll("button").Where(button => button.TextContent.Contains("Erase traces", StringComparison.Ordinal))];

    /// <summary>The page that found two deleted talents of one name.</summary>
    private async Task<IRenderedComponent<EraseTracesPage>> NamesakesAsync()
    {
        foreach (var id in new[] { await TalentAsync(Name), await TalentAsync(Name) })
        {
            await Get<DeleteTalent>().ExecuteAsync(id, TestCore.Admin, CancellationToken.None);
        }

        var page = Render<EraseTracesPage>();
        await page.Find("textarea").ChangeAsync(Name);
        await page.Find("form").SubmitAsync();
        page.WaitForState(() => page.FindAll("fieldset input").Count == 2);
        return page;
    }
}
