using Bunit;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Settings;

namespace SocialProfiles.Tests.Components.Settings;

public sealed class ApiKeysPageTests : UseCaseComponentTests
{
    [Fact]
    public async Task Key_WithoutAName_SaysWhatIsMissing()
    {
        var page = Render<ApiKeysPage>();

        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Name the key", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", page.Find("#key-name").GetAttribute("aria-invalid"));
        Assert.Empty(await Get<ApiKeyList>().GetAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Key_MadeWhileNothingElseCanBeRead_IsShownAllTheSame()
    {
        await AddOwnerAsync();
        var page = Render<ApiKeysPage>();
        await page.WaitForAssertionAsync(() => Assert.Contains("No keys yet", page.Markup, StringComparison.Ordinal));
        await Get<Core.Storage.Database>().WriteAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE Notices RENAME TO Hidden"), TestContext.Current.CancellationToken);

        await page.Find("#key-name").ChangeAsync(new() { Value = "Reporting" });
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.StartsWith("sp_", page.Find("#new-key").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Contains("Reporting", page.Find("tbody th").TextContent, StringComparison.Ordinal);
        Assert.Null(page.Find("form button").GetAttribute("aria-disabled"));
    }

    [Fact]
    public async Task Revoke_KeepItPressed_KeepsTheKey()
    {
        await AddOwnerAsync();
        await Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest("Reporting"), TestCore.Admin, TestContext.Current.CancellationToken);
        var page = Render<ApiKeysPage>();
        await page.WaitForAssertionAsync(() => Assert.Contains("Reporting", page.Find("tbody th").TextContent, StringComparison.Ordinal));
        Assert.Contains(TestCore.Admin.Name, page.Find("tbody th").TextContent, StringComparison.Ordinal);

        page.Button("Revoke Reporting").Click();
        Assert.Contains("stop working at once", page.Find("[role=group]").TextContent, StringComparison.Ordinal);
        page.Button("Keep key").Click();

        Assert.Empty(page.FindAll("[role=group]"));
        Assert.Single(await Get<ApiKeyList>().GetAsync(TestContext.Current.CancellationToken));
    }

    private async Task AddOwnerAsync() => await Get<Core.Storage.Database>().WriteAsync(
        db =>
        {
            db.Users.Add(new Person { Id = Guid.NewGuid(), Email = TestCore.Admin.Name, UserName = TestCore.Admin.Name, Role = Role.Owner });
            return Task.FromResult(true);
        },
        TestContext.Current.CancellationToken);
}
