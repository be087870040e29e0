using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Activity;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Activity;

public sealed class ActivityFeedTests : UseCaseComponentTests
{
    public ActivityFeedTests() => Services.AddSingleton<IHostApplicationLifetime, TestServer>().AddScoped<LiveSignals>();

    [Fact]
    public async Task New_WhileSomebodyReads_WaitsToBeShown()
    {
        await TalentAsync("Mara Lind");
        var feed = Render<ActivityFeed>();
        await feed.WaitForAssertionAsync(() => Assert.Contains("1 entry", feed.Find("[role=status]").TextContent, StringComparison.Ordinal));

        await TalentAsync("Finn Roth");
        await feed.WaitForAssertionAsync(() => feed.Button("Show 1 new entry"));
        Assert.Single(feed.FindAll("tbody tr"));
        feed.Button("Show 1 new entry").Click();

        await feed.WaitForAssertionAsync(() => Assert.Equal(2, feed.FindAll("tbody tr").Count));
        Assert.Contains("Finn Roth", feed.Find("tbody tr").TextContent, StringComparison.Ordinal);
        await feed.WaitForAssertionAsync(() => Assert.Contains("2 entries", feed.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_InABurst_IsLookedForOnceASecond()
    {
        await TalentAsync("Mara Lind");
        var feed = Render<ActivityFeed>();
        await feed.WaitForAssertionAsync(() => Assert.Contains("1 entry", feed.Find("[role=status]").TextContent, StringComparison.Ordinal));
        await TalentAsync("Finn Roth");
        await feed.WaitForAssertionAsync(() => feed.Button("Show 1 new entry"));
        await TalentAsync("Ida Sand");
        await TalentAsync("Lou Berg");

        Assert.NotNull(feed.Button("Show 1 new entry"));
        await feed.WaitForAssertionAsync(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            feed.Button("Show 3 new entries");
        });
    }

    [Fact]
    public async Task New_BesideTheFilter_IsNotOffered()
    {
        Navigation.NavigateTo("/activity?kind=signin");
        var feed = Render<ActivityFeed>();
        await feed.WaitForAssertionAsync(() => Assert.Contains("No activity matches these filters", feed.Markup, StringComparison.Ordinal));

        await TalentAsync();
        await Get<ActivityNote>().WriteAsync(new Actor("ada@agency.example", ActivitySource.Browser), ActivityAction.SignedIn, "ada@agency.example", null, CancellationToken.None);

        // Nobody reads an empty list, so it fills at once.
        await feed.WaitForAssertionAsync(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Contains("ada@agency.example signed in", RenderedText.Fold(feed.Find("tbody tr").TextContent), StringComparison.Ordinal);
        });
        Assert.Single(feed.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Choice_OfKindAndPerson_IsInTheAddressAndCanBeCleared()
    {
        await TalentAsync();
        Navigation.NavigateTo("/activity");
        var feed = Render<ActivityFeed>();
        await feed.WaitForAssertionAsync(() => Assert.Contains("1 entry", feed.Markup, StringComparison.Ordinal));

        feed.Find("#activity-kind").Change("Talents");
        Assert.Equal("http://localhost/activity?kind=talents", Navigation.Uri);
        feed.Find("#activity-person").Change("admin@agency.example");

        Assert.Equal("http://localhost/activity?person=admin@agency.example&kind=talents", Navigation.Uri);
        await feed.WaitForAssertionAsync(() => Assert.Contains("1 entry · admin@agency.example · Talents", feed.Markup, StringComparison.Ordinal));
        var links = feed.FindAll("a.sp-link-button").ToDictionary(link => link.TextContent.Trim(), link => link.GetAttribute("href"));
        Assert.Equal("/activity", links["Clear filters"]);
        Assert.Equal("/activity/export.csv?person=admin@agency.example&kind=talents", links["Export CSV"]);
    }

    [Fact]
    public async Task Talent_ByTheBeginningOfAName_IsChosen()
    {
        var mara = await TalentAsync("Mara Lind");
        await TalentAsync("Márta Roth");
        Navigation.NavigateTo("/activity");
        var feed = Render<ActivityFeed>();
        await feed.WaitForAssertionAsync(() => Assert.Contains("2 entries", feed.Markup, StringComparison.Ordinal));

        await feed.Find("#activity-talent").ChangeAsync("mar");
        await feed.WaitForAssertionAsync(() => Assert.Contains("Several talents match “mar”", feed.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await feed.Find("#activity-talent").ChangeAsync("nobody");
        await feed.WaitForAssertionAsync(() => Assert.Contains("No talent is called “nobody”", feed.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await feed.Find("#activity-talent").ChangeAsync("mara l");

        await feed.WaitForAssertionAsync(() => Assert.Contains("1 entry · Mara Lind", feed.Markup, StringComparison.Ordinal));
        Assert.Equal($"http://localhost/activity?talent={mara}", Navigation.Uri);
        Assert.Empty(feed.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Feed_OfOneTalent_OffersNoOtherAndKeepsItsAddress()
    {
        var mara = await TalentAsync("Mara Lind");
        await TalentAsync("Finn Roth");
        Navigation.NavigateTo($"/talents/{mara}/activity");
        var feed = Render<ActivityFeed>(parameters => parameters.Add(x => x.TalentId, mara));
        await feed.WaitForAssertionAsync(() => Assert.Contains("1 entry", feed.Markup, StringComparison.Ordinal));

        Assert.Empty(feed.FindAll("#activity-talent"));
        feed.Find("#activity-kind").Change("SignIn");

        Assert.Equal($"http://localhost/talents/{mara}/activity?kind=signin", Navigation.Uri);
        await feed.WaitForAssertionAsync(() => Assert.Contains("No activity matches", feed.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Viewer, "Browser", false)]
    [InlineData(Role.Admin, "Browser, 127.0.0.1", true)]
    public async Task Feed_OfOneTalent_ShowsNetworkAddressesToAdminsOnly(Role role, string from, bool exports)
    {
        SignIn(role);
        var mara = await TalentAsync("Mara Lind");
        var feed = Render<ActivityFeed>(parameters => parameters.Add(x => x.TalentId, mara));

        await feed.WaitForAssertionAsync(() => Assert.Contains("1 entry", feed.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(from, feed.Find(".activity-from").TextContent);
        Assert.Equal(exports, feed.Markup.Contains("Export CSV", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_OfTheFeed_AreOfTheBrowsersZoneElseTheAgencys()
    {
        await Get<SetTimeZone>().ExecuteAsync("Asia/Tokyo", TestCore.Admin, CancellationToken.None);
        var here = new ReaderZone(JSInterop.JSRuntime, Get<AgencyClock>());
        Assert.Equal("Asia/Tokyo", ReaderZone.Name(await here.GetAsync(CancellationToken.None)));
        JSInterop.Setup<string?>("SocialProfiles.timeZone").SetResult("Europe/Berlin");
        var at = new DateTimeOffset(2026, 12, 1, 23, 30, 0, TimeSpan.Zero);

        var zone = await Get<ReaderZone>().GetAsync(CancellationToken.None);

        Assert.Equal("2 Dec 2026, 00:30", ReaderZone.Text(at, zone));
    }

    [Fact]
    public async Task Chain_CheckedByAnAdmin_SaysWhatIsWrong()
    {
        await TalentAsync("Mara Lind");
        var card = Render<ActivityKeepingCard>();
        card.Button("Check all entries").Click();
        await card.WaitForAssertionAsync(() => Assert.Contains("The only entry is unchanged.", card.Markup, StringComparison.Ordinal));

        using (var other = OtherProgram.Opens(Folder))
        {
            other.Run("UPDATE Activity SET Subject = 'Somebody else'");
        }

        card.Button("Check all entries").Click();
        await card.WaitForAssertionAsync(() => Assert.Contains("Entry 1 of", card.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        card.Find("#activity-years").Change("2");
        await card.Find("form").SubmitAsync();
        await card.WaitForAssertionAsync(() => Assert.Contains("Saved", card.Markup, StringComparison.Ordinal));
        Assert.Equal(2, await Get<ActivityKeeping>().GetAsync(CancellationToken.None));
    }

    private Microsoft.AspNetCore.Components.NavigationManager Navigation => Get<Microsoft.AspNetCore.Components.NavigationManager>();
}
