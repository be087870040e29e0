using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>The pages of numbers where there are none, a single day, more than an account can have, and captions that want to be more than text.</summary>
public sealed class EdgeNumbersTests(Chromium chromium)
{
    private const long Huge = 9_000_000_000_000_000_000;

    private static readonly string[] _captions =
    [
        "<script>window.ran = 1</script><img src=x onerror=\"window.ran = 1\"> {{7*7}} =1+1",
        "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD \u0645\u0631\u062D\u0628\u0627 (1) 👩‍👩‍👧🏳️‍🌈",
        new string('W', 400),
    ];

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Pages_NumbersAndCaptionsAtTheirEdges_FitAreAccessibleAndRunNothing(int width, ColorScheme scheme)
    {
        await using var app = await TestApp.StartAsync();
        var bare = await AddAsync(app, 0, [], new ReadProfile("Ada Bare", null, "INSTAGRAM"));
        var fresh = await AddAsync(app, 0, [], new ReadProfile("Ben New", null, "YOUTUBE") { Gap = MetricGap.NoDataYet });
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app, width, scheme);
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster" })).ToBeVisibleAsync();
        List<string> faults = [];
        browser.Page.PageError += (_, error) => faults.Add($"{browser.Page.Url}: {error}");
        browser.Page.Dialog += (_, dialog) => faults.Add($"{browser.Page.Url}: {dialog.Message}");

        // No number is known.
        await VisitAsync(browser, $"/talents/{bare}/intelligence", "No posts in this period");
        await VisitAsync(browser, "/home", "Total audience");
        await VisitAsync(browser, "/find", "Ada Bare");
        await VisitAsync(browser, $"/compare?talents={bare},{fresh}", "Ben New");

        // Of one day, and more than anybody can have; the most that is believed, under captions of any kind.
        var huge = await AddAsync(app, Huge, ["Everybody saw this"], Read("Carl Huge", Huge, "INSTAGRAM"), Read("Carl Huge", Huge, "YOUTUBE"));
        var loud = await AddAsync(app, Believable.Most, _captions, Read("<i>\u05DE\u05E8\u05D4</i> 👩‍👩‍👧", Believable.Most, "TIKTOK"));
        await VisitAsync(browser, $"/talents/{huge}/intelligence", "Everybody saw this");
        await VisitAsync(browser, $"/talents/{loud}/intelligence", _captions);
        await VisitAsync(browser, "/home", _captions[..2]);
        await VisitAsync(browser, "/find", "Carl Huge", "<i>\u05DE\u05E8\u05D4</i> 👩‍👩‍👧");
        await VisitAsync(browser, $"/compare?talents={bare},{huge},{loud}", "Carl Huge", "<i>\u05DE\u05E8\u05D4</i> 👩‍👩‍👧");

        Assert.Empty(faults);

        static ReadProfile Read(string talent, long number, string platform) => new(talent, number, platform) { Rate = 1, MedianViews = number, LastPostDaysAgo = 1, Before = [(0.1, number)] };
    }

    private static async Task VisitAsync(AdminBrowser browser, string path, params string[] shown)
    {
        var page = browser.Page;
        await page.GotoAsync(path);
        foreach (var text in shown)
        {
            await Expect(page.GetByText(text).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        }

        await Expect(page.GetByText("Loading…").Filter(new() { Visible = true })).ToHaveCountAsync(0);
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => [document.body.textContent, ...[...document.querySelectorAll("body *")].flatMap(element => [...element.attributes].map(attribute => attribute.value))]
              .flatMap(text => text.match(/.{0,40}(\bNaN\b|\bInfinity\b|∞).{0,40}/g) ?? [])
            """));
        Assert.False(await page.EvaluateAsync<bool>("'ran' in window || document.querySelector('[onerror], h1 i, td i, script:not([src])') !== null"), $"A caption or a name became part of {page.Url}.");
        await browser.AssertAccessibleAsync();
        await browser.AssertFitsAsync();
    }

    /// <summary>A talent with profiles that were read, and in each the same posts of yesterday.</summary>
    /// <param name="number">What the platform gives as each number of each post.</param>
    private static async Task<Guid> AddAsync(TestApp app, long number, string[] captions, params ReadProfile[] profiles)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        var read = Metric.Of(number);
        await app.Get<Database>().WriteAsync(now, profiles);
        return await app.Get<Database>().WriteAsync(
            async db =>
            {
                var connections = await db.Connections.OrderByDescending(x => x.Key).Take(profiles.Length).ToListAsync();
                var keys = connections.ConvertAll(connection => connection.Key);

                // Home shows the newest one, and one that stands out.
                await db.Profiles.Where(x => keys.Contains(x.ConnectionKey) && captions.Length > 1).ExecuteUpdateAsync(set => set
                    .SetProperty(x => x.LastPostId, "post-0").SetProperty(x => x.StandoutPostId, "post-1").SetProperty(x => x.StandoutPublishedAt, now.AddDays(-1)).SetProperty(x => x.StandoutRatio, 4));
                db.Posts.AddRange(connections.SelectMany(connection => captions.Select((caption, i) => new SocialPost
                {
                    ConnectionKey = connection.Key,
                    PlatformPostId = $"post-{i}",
                    Kind = PostKind.Video,
                    PublishedAt = now.AddDays(-1).AddMinutes(i),
                    Text = caption,
                    Permalink = "javascript:window.ran=1",
                    Views = read.Value,
                    Likes = read.Value,
                    Comments = read.Value,
                    Shares = read.Value,
                    Gaps = MetricGaps.Pack(read, read, read, read),
                    NumbersAt = now,
                })));
                var talent = connections[0].TalentId;
                db.Raise(new TalentChanged(talent));
                return talent;
            },
            CancellationToken.None);
    }
}
