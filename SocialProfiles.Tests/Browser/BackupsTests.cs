using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocialProfiles.Core.Backups;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An owner makes, downloads and deletes a backup, where everything lives below a path.</summary>
public sealed partial class BackupsTests(Chromium chromium)
{
    [Fact]
    public async Task Owner_BelowABasePath_WorksWithTalentsAndBackups()
    {
        await using var app = await TestApp.StartAsync(("Web:BasePath", "/socials"));
        await using var owner = await AdminBrowser.OpenAsync(chromium, app);
        var page = owner.Page;
        List<string> missing = [];
        page.Response += (_, answer) =>
        {
            if (answer.Status == 404 || !new Uri(answer.Url).AbsolutePath.StartsWith("/socials/", StringComparison.Ordinal))
            {
                missing.Add(answer.Url);
            }
        };
        await page.GotoAsync("/socials/sign-in");
        await page.GetByLabel("E-mail").FillAsync(TestApp.AdminEmail);
        await page.GetByLabel("Password").FillAsync(TestApp.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        // To a page that code goes to, not a link.
        await page.GetByRole(AriaRole.Button, new() { Name = "Add your first talent" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mara Lind");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add talent" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(TalentPage());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mara Lind" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Backups" }).ClickAsync();
        await Expect(page.GetByText("No backups yet")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create backup" }).ClickAsync();
        await Expect(page.GetByText("The backup is ready.")).ToBeVisibleAsync();
        await owner.AssertAccessibleAsync();
        await owner.AssertFitsAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download the backup of" }).ClickAsync());
        Assert.Equal(Assert.Single(app.Get<BackupFolder>().List()).Name, download.SuggestedFilename);

        await page.SetViewportSizeAsync(390, 800);
        await owner.AssertFitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the backup of" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete backup", Exact = true }).ClickAsync();
        await Expect(page.GetByText("No backups yet")).ToBeVisibleAsync();
        Assert.Empty(missing);
    }

    [GeneratedRegex("/socials/talents/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TalentPage();
}
