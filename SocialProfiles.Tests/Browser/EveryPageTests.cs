using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>What holds on every page: a screen reader can use it, it fits its window, and the sandbox says that it is on.</summary>
public abstract class EveryPageTests(Chromium chromium, int width, ColorScheme scheme)
{
    [Fact]
    public async Task Pages_FilledWithSamples_AreAccessibleFitAndNameTheSandbox()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddSampleTalents>().ExecuteAsync(Actor.System, CancellationToken.None);
        var talent = (await app.Get<TalentRoster>().GetAsync(new RosterRequest("Maya"), CancellationToken.None)).Rows[0].Id;
        var invitation = await Visit.InviteAsync(app, talent, "INSTAGRAM", "TIKTOK", "YOUTUBE");
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster" })).ToBeVisibleAsync();
        List<string> refused = [];
        browser.Page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                refused.Add($"{browser.Page.Url}: {message.Text}");
            }
        };

        foreach (var path in new[]
        {
            "/", "/?q=nobodyofthatname", "/home", "/find", "/find?from=nonsense", "/compare", "/import", $"/import/{Guid.NewGuid()}", $"/talents/{talent}/leave", $"/talents/{talent}", $"/talents/{talent}/intelligence", $"/talents/{talent}/activity", $"/talents/{Guid.NewGuid()}",
            "/activity", "/notices", $"/queue/{Guid.NewGuid()}", "/settings/syncing", "/settings", "/settings/platforms", "/settings/erase", "/settings/platforms/instagram", "/settings/platforms/tiktok", "/settings/platforms/youtube", "/settings/platforms/x", "/settings/agency", "/settings/team", "/settings/backups", "/settings/alerts", "/settings/email", "/settings/single-sign-on", "/settings/single-sign-on/new", "/settings/webhooks", "/settings/deliveries", "/settings/api-keys", "/api-docs", "/account", "/sandbox", "/help/troubleshooting", "/help/instagram", "/help/tiktok", "/help/youtube", "/help/x", "/help/linkedin",
            $"/invitation/{invitation.Token}", "/invitation/nonsense", "/consent/other-browser", $"/talents/{talent}/kit", "/media-kit/nonsense", "/check?code=ABCDE-12345",
        })
        {
            await browser.Page.GotoAsync(path);
            await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(browser.Page.GetByText("Loading…").Filter(new() { Visible = true })).ToHaveCountAsync(0);
            await Expect(browser.Page.GetByText("made up").First).ToBeVisibleAsync();
            await browser.AssertAccessibleAsync();
            await browser.AssertFitsAsync();
            await AssertOwnFilesOnlyAsync(browser.Page);
            if (path.Contains("nobodyofthatname", StringComparison.Ordinal))
            {
                await Expect(browser.Page.GetByText("No talent matches “nobodyofthatname”")).ToBeVisibleAsync();
            }
        }

        Assert.Empty(refused);
    }

    /// <summary>No script and no style stands in the page itself: our content policy would refuse it, and an intruder's could not be told from ours.</summary>
    private static async Task AssertOwnFilesOnlyAsync(IPage page) => Assert.Empty(await page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll("*")].flatMap(element => [
          ...(element.matches("script:not([src])") ? [element.outerHTML] : []),
          ...(element.matches("style") ? [element.outerHTML.slice(0, 200)] : []),
          ...[...element.attributes].filter(attribute => /^on/i.test(attribute.name) || /^\s*javascript:/i.test(attribute.value)).map(attribute => `${element.tagName} ${attribute.name}`),
        ])
        """));
}

// A class each: the longest of all tests run side by side.
public sealed class EveryPageOnADeskTests(Chromium chromium) : EveryPageTests(chromium, 1280, ColorScheme.Light);

public sealed class EveryPageOnAPhoneTests(Chromium chromium) : EveryPageTests(chromium, 390, ColorScheme.Dark);
