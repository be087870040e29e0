using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>For those who use no pointer, choose their own colours, enlarge everything, or have a very wide screen.</summary>
public sealed class KeyboardAndSightTests(Chromium chromium)
{
    /// <summary>What the focus is on now: whether it shows, and whether anything lies over it.</summary>
    private const string Focused = """
        () => {
          const focused = document.activeElement;
          if (!focused || focused === document.body) {
            return "the page has no focus";
          }

          const name = (focused.getAttribute("aria-label") ?? focused.textContent ?? "").trim().slice(0, 40) || focused.id;
          const box = focused.getBoundingClientRect();
          const style = getComputedStyle(focused);
          const at = document.elementFromPoint(Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
          const isSeen = at && (focused.contains(at) || at.contains(focused) || focused.closest("label")?.contains(at));
          const fault = style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ? "shows no ring"
            : box.bottom < 0 || box.top > innerHeight ? "is outside the window"
            : isSeen ? "" : `is covered by ${at?.className}`;
          return `${focused.tagName} ${name}${fault ? `: ${fault}` : ""}`;
        }
        """;

    private const string Tabbable = """
        () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
          .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0
            && !(element.type === "radio" && !element.checked && document.querySelector(`input[name="${element.name}"]:checked`)))
          // Day, month, year and the calendar.
          .reduce((stops, element) => stops + (element.type === "date" ? 4 : 1), 0)
        """;

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Controls_ReachedByTab_AreAllReachedShowTheFocusAndAreNotCovered(int width)
    {
        await using var app = await FilledAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var talent = await TalentAsync(app);
        foreach (var path in new[] { "/", $"/talents/{talent}", $"/talents/{talent}/intelligence", "/activity", "/notices", "/settings", "/settings/platforms/tiktok", "/settings/agency", "/settings/api-keys" })
        {
            await OpenAsync(browser.Page, path);
            if (path == "/")
            {
                await browser.Page.GetByLabel("Select Maya Lindqvist").CheckAsync();
                await browser.Page.EvaluateAsync("() => { document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0); }");
            }

            var tabbable = await browser.Page.EvaluateAsync<int>(Tabbable);
            HashSet<string> reached = [];
            for (var i = 0; i < tabbable; i++)
            {
                await browser.Page.Keyboard.PressAsync("Tab");
                var focused = await browser.Page.EvaluateAsync<string>(Focused);
                Assert.False(focused.Contains(": shows", StringComparison.Ordinal) || focused.Contains(": is ", StringComparison.Ordinal), $"{path}: {focused}");
                reached.Add(focused);
            }

            Assert.True(reached.Count > 5, $"{path}: only {string.Join(", ", reached)} could be reached.");
        }
    }

    // 1,280 pixels at 200% are 640 of them, and phones at 200% are 195.
    [Theory]
    [InlineData(640)]
    [InlineData(320)]
    [InlineData(4000)]
    public async Task Pages_EnlargedOrVeryWide_FitTheirWindow(int width)
    {
        await using var app = await FilledAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width);
        var talent = await TalentAsync(app);
        foreach (var path in new[] { "/", $"/talents/{talent}", $"/talents/{talent}/intelligence", "/activity", "/notices", "/settings/platforms/instagram", "/settings/api-keys", "/sandbox" })
        {
            await OpenAsync(browser.Page, path);
            await browser.AssertFitsAsync();
        }

        // Lines that run over a whole wall nobody can read.
        Assert.True(await browser.Page.EvaluateAsync<double>("() => document.querySelector('main').getBoundingClientRect().width") <= 1280);
    }

    [Fact]
    public async Task Pages_InColoursThatTheSystemForces_ShowStatesButtonsAndTheFocus()
    {
        await using var app = await FilledAsync();
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await OpenAsync(page, $"/talents/{await TalentAsync(app)}");

        await Expect(page.Locator(".state-badge").First).ToHaveCSSAsync("border-top-style", "solid");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true })).ToHaveCSSAsync("border-top-style", "solid");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite talent" }).FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Invite talent" })).ToHaveCSSAsync("outline-style", "solid");
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator("[aria-busy=true], .sp-skeleton").Filter(new() { Visible = true })).ToHaveCountAsync(0);
    }

    private static async Task<TestApp> FilledAsync()
    {
        var app = await TestApp.StartAsync();
        await app.Get<AddSampleTalents>().ExecuteAsync(Actor.System, CancellationToken.None);
        return app;
    }

    private static async Task<Guid> TalentAsync(TestApp app) =>
        (await app.Get<TalentRoster>().GetAsync(new RosterRequest("Maya"), CancellationToken.None)).Rows[0].Id;
}
