using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Talents;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Tests.Browser;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;

namespace SocialProfiles.Tests.Consents;

/// <summary>The whole way of consents over real HTTP, and then a search for every token that the sandbox handed out.</summary>
public sealed class TokenSecrecyTests(Chromium chromium)
{
    private static readonly string[] _platforms = ["INSTAGRAM", "TIKTOK", "YOUTUBE"];

    [Fact]
    public async Task Tokens_OfAWholeLife_AreInNoFileNoLogAndNoAnswer()
    {
        var clock = new ShiftedClock();
        var heard = new HeardAnswers();
        await using var app = await TestApp.StartAsync(new TestAppOptions
        {
            Settings = [("Serilog:MinimumLevel:Default", "Verbose"), ("Serilog:MinimumLevel:Override:Microsoft", "Debug")],
            Configure = builder => builder.Services.AddSingleton<TimeProvider>(clock),
        });
        var admin = new Actor(TestApp.AdminEmail, ActivitySource.Browser);
        var talent = (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), admin, CancellationToken.None)).Value;
        var link = await Visit.InviteAsync(app, talent.Id, _platforms);
        using var phone = new PageClient(app.Address, heard);
        await using var screen = await AdminBrowser.SignedInAsync(chromium, app);
        await using var talents = await AdminBrowser.OpenAsync(chromium, app, width: 390);
        var frames = CircuitFrames.Of(screen.Page, talents.Page);
        await screen.Page.GotoAsync($"/talents/{talent.Id}");
        foreach (var platform in _platforms)
        {
            await ConsentAsync(phone, $"/invitation/{link.Token}/{platform.ToLowerInvariant()}");
        }

        await UntilSyncedAsync(app, talent.Id, after: DateTimeOffset.MinValue);
        await talents.Page.GotoAsync($"/invitation/{link.Token}");
        var first = Tokens(app).Count;

        // Long enough for every access token to be renewed, the rotating refresh token with it.
        clock.Shift(TimeSpan.FromDays(8));
        var later = clock.GetUtcNow();
        await app.Get<RefreshConnection>().ExecuteForTalentAsync(talent.Id, admin, CancellationToken.None);
        var connections = await UntilSyncedAsync(app, talent.Id, later);
        Assert.True(Tokens(app).Count >= first + 3, "Every consent is renewed once, so the search covers renewed tokens too.");

        await phone.GetAsync($"/invitation/{link.Token}");
        await LookAroundAsync(app, heard, talent.Id);
        await LookAroundAsync(screen, talent.Id);
        foreach (var connection in connections)
        {
            await app.Get<Disconnect>().ExecuteAsync(connection.Id, admin, CancellationToken.None);
        }

        var issued = Tokens(app);
        await app.StopAsync();

        var places = heard.Texts.Select((text, i) => ($"answer {i}", text)).Concat(frames.Texts.Select((text, i) => ($"circuit frame {i}", text))).Concat(Files(app.DataDirectory)).ToList();
        Assert.Contains(frames.Texts, text => text.Contains("mara.lind", StringComparison.Ordinal));
        Assert.Contains(places, place => place.Item1.EndsWith(".log", StringComparison.Ordinal) && place.Item2.Contains("Renewed the permission", StringComparison.Ordinal));
        Assert.All(issued, token => Assert.DoesNotContain(places, place => place.Item2.Contains(token, StringComparison.Ordinal)));
        Assert.DoesNotContain(Files(app.DataDirectory), file => file.Text.Contains(link.Token, StringComparison.Ordinal));
    }

    /// <summary>What a talent does: opens the platform's page, allows, and is sent back.</summary>
    private static async Task ConsentAsync(PageClient phone, string start)
    {
        using var toPlatform = await phone.GetAsync(start);
        Assert.Equal(HttpStatusCode.Redirect, toPlatform.StatusCode);
        var page = await phone.PageAsync(toPlatform.Headers.Location!.OriginalString);
        var form = page.QuerySelector<IHtmlFormElement>("form[method=post]")!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden], input[type=checkbox][checked], input[type=radio][checked]").Select(input => (input.Name!, input.Value));
        using var back = await phone.PostAsync(toPlatform.Headers.Location.OriginalString, [.. fields, ("account", "mara.lind"), ("decision", "allow")]);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        using var home = await phone.GetAsync(back.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
        Assert.Contains("outcome=connected", home.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var page2 = await phone.GetAsync(home.Headers.Location.OriginalString);
        Assert.Equal(HttpStatusCode.OK, page2.StatusCode);
    }

    private static async Task LookAroundAsync(TestApp app, HeardAnswers heard, Guid talent)
    {
        using var admin = new PageClient(app.Address, heard);
        (await admin.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword)).Dispose();
        foreach (var path in new[] { "/", $"/talents/{talent}", "/settings/platforms", "/activity", "/sandbox" })
        {
            (await admin.GetAsync(path)).Dispose();
        }

        using var api = new HttpClient(heard.Before(new SocketsHttpHandler())) { BaseAddress = app.Address };
        api.DefaultRequestHeaders.Authorization = new("Bearer", TestApp.ApiKey);
        foreach (var path in new[] { $"/api/admin/talent/{talent}/social-connections", "/api/admin/talents", "/api/admin/queue-stats", "/health/ready" })
        {
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    // The same pages again as they come alive: what they show goes over the circuit, not in an answer.
    private static async Task LookAroundAsync(AdminBrowser screen, Guid talent)
    {
        foreach (var path in new[] { "/", $"/talents/{talent}", $"/talents/{talent}/intelligence", $"/talents/{talent}/activity", "/settings/platforms/tiktok", "/notices", "/activity", "/sandbox" })
        {
            await screen.Page.GotoAsync(path);
            await Assertions.Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(screen.Page.GetByText("Loading…").Filter(new() { Visible = true })).ToHaveCountAsync(0);
        }
    }

    private static async Task<IReadOnlyList<ConnectionView>> UntilSyncedAsync(TestApp app, Guid talent, DateTimeOffset after)
    {
        using var limit = Patience.Limit();
        using var changes = app.Get<ConnectionFeed>().Subscribe(talent);
        while (true)
        {
            var connections = (await app.Get<ConnectionList>().OfTalentAsync(talent, limit.Token))!;
            if (connections.Count == _platforms.Length && connections.All(connection => connection.Status == SyncStatus.Ready && connection.LastSyncedAt > after))
            {
                Assert.All(connections, connection => Assert.Equal(ConnectionType.OAuth, connection.Type));
                return connections;
            }

            await changes.NextAsync(limit.Token);
        }
    }

    private static List<string> Tokens(TestApp app) => [.. app.Get<SandboxTokens>().Issued.Select(issued => issued.Text)];

    private static IEnumerable<(string Name, string Text)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => (file, File.ReadAllText(file, Encoding.Latin1)));
}
