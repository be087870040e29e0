using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;

namespace SocialProfiles.Tests.MediaKits;

/// <summary>What is served of kits and pictures, to whom, and with which headers.</summary>
public sealed class KitPagesTests
{
    [Fact]
    public async Task Pictures_AreServedAsWhatTheyAreToWhomTheyMayBe()
    {
        await using var app = await TestApp.StartAsync();
        var (talent, number) = await ReportAsync(app);
        await app.Get<SetLogo>().ExecuteAsync(SamplePictures.Png(), Actor.System, CancellationToken.None);
        var kit = await CreateAsync(app, talent, number);
        var token = (await app.Get<ShareMediaKit>().ExecuteAsync(kit.Id, 7, Actor.System, CancellationToken.None)).Value.Token;
        using var admin = await app.SignedInAsync();
        using var visitor = app.Browser();

        foreach (var path in new[] { $"/self-reported/{number}/evidence", "/agency/logo", $"/talents/{talent}/kits/{kit.Id}/logo", $"/media-kit/{token}/logo" })
        {
            using var answer = await admin.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.ETag);

            using var unknown = await visitor.GetAsync(path);
            Assert.Equal(path.StartsWith("/media-kit", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Redirect, unknown.StatusCode);
        }

        using var conditional = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address, $"/media-kit/{token}/logo"));
        conditional.Headers.TryAddWithoutValidation("If-None-Match", $"\"{(await app.Get<LogoQuery>().FindAsync(CancellationToken.None))!.Hash}\"");
        using var client = new HttpClient();
        using var unchanged = await client.SendAsync(conditional, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var missing = await admin.GetAsync($"/self-reported/{Guid.NewGuid()}/evidence");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    /// <summary>The application runs on the sandbox, which draws its pictures itself.</summary>
    [Fact]
    public async Task Thumbnails_AreServedToWhoMaySeeThePost()
    {
        await using var app = await TestApp.StartAsync(("Setup:AgencyName", "Studio Nord"));
        var talent = await Visit.TalentAsync(app);
        var profile = (await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "LINKEDIN", "mara-lind"), Actor.System, CancellationToken.None)).Value.Connection.Id;
        var today = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(
            async db =>
            {
                var key = await db.Connections.Where(x => x.Id == profile).Select(x => x.Key).SingleAsync();
                db.Add(new SocialProfile { ConnectionKey = key, IsSandbox = true, Platform = "LINKEDIN", AccountId = "mara", DisplayName = "Mara", UpdatedAt = today });
                db.AddRange(new[] { "in", "out" }.Select(id => new SocialPost
                {
                    ConnectionKey = key,
                    PlatformPostId = id,
                    PublishedAt = today.AddHours(-1),
                    ThumbnailUrl = "https://pictures.example/120/320x180.png",
                    NumbersAt = today,
                }));
                return 0;
            },
            CancellationToken.None);
        var kit = (await app.Get<CreateMediaKit>().ExecuteAsync(
            talent, new KitChoice(28, null, new HashSet<Guid>(), new HashSet<KitFigure>(), false, false, [new KitPostKey(profile, "in")], new HashSet<Guid>()), Visit.Admin, CancellationToken.None)).Value;
        var token = (await app.Get<ShareMediaKit>().ExecuteAsync(kit.Id, 7, Actor.System, CancellationToken.None)).Value.Token;
        var invitation = (await Visit.InviteAsync(app, talent, "TIKTOK")).Token;
        using var admin = await app.SignedInAsync();
        using var visitor = app.Browser();

        (PageClient Who, string Path, HttpStatusCode Status, string? Type)[] expected =
        [
            (admin, $"/thumbnails/{profile}/in", HttpStatusCode.OK, "image/png"),
            (admin, $"/thumbnails/{profile}/out", HttpStatusCode.OK, "image/png"),
            (admin, $"/thumbnails/{profile}/none", HttpStatusCode.OK, "image/gif"),
            (admin, $"/thumbnails/{Guid.NewGuid()}/in", HttpStatusCode.OK, "image/gif"),
            (visitor, $"/thumbnails/{profile}/in", HttpStatusCode.Redirect, null),
            (visitor, $"/media-kit/{token}/thumbnails/{profile}/in", HttpStatusCode.OK, "image/png"),
            (visitor, $"/media-kit/{token}/thumbnails/{profile}/out", HttpStatusCode.NotFound, null),
            (visitor, $"/media-kit/{new string('A', 22)}/thumbnails/{profile}/in", HttpStatusCode.NotFound, null),

            // Whoever has an invitation that nobody has used yet may be anybody.
            (visitor, $"/invitation/{invitation}/thumbnails/{profile}/in", HttpStatusCode.NotFound, null),
        ];
        foreach (var (who, path, status, type) in expected)
        {
            using var answer = await who.GetAsync(path);
            Assert.Equal((path, status, type), (path, answer.StatusCode, status == HttpStatusCode.OK ? answer.Content.Headers.ContentType!.ToString() : null));
            if (type == "image/png")
            {
                Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

                // What a secret address opens is kept nowhere.
                Assert.Equal(who == admin ? "max-age=3600, private" : "no-store", answer.Headers.CacheControl!.ToString());
            }
        }

        var page = await PageClient.ReadAsync(await visitor.GetAsync($"/media-kit/{token}"));
        Assert.Equal($"/media-kit/{token}/thumbnails/{profile}/in", page.QuerySelector(".kit-post img")!.GetAttribute("src"));
        await app.Get<ShareMediaKit>().RevokeAsync(kit.Id, Actor.System, CancellationToken.None);
        using var revoked = await visitor.GetAsync($"/media-kit/{token}/thumbnails/{profile}/in");
        Assert.Equal(HttpStatusCode.NotFound, revoked.StatusCode);
    }

    /// <summary>As the talent's page itself: nothing before something was connected through the link, nothing of others, and nothing once it is closed.</summary>
    [Fact]
    public async Task Thumbnails_ByAnInvitation_AreThoseOfItsTalentWhileItIsOpen()
    {
        await using var app = await TestApp.StartAsync(("Setup:AgencyName", "Studio Nord"));
        using var visit = new Visit(app);
        var talent = await Visit.TalentAsync(app);
        var own = await FollowAsync(app, talent, "mara-lind");
        var other = await FollowAsync(app, await Visit.TalentAsync(app, "Jo Berg"), "jo-berg");
        var link = await Visit.InviteAsync(app, talent, "TIKTOK");
        async Task<HttpStatusCode> AskAsync(Guid profile)
        {
            using var answer = await visit.Browser.GetAsync($"/invitation/{link.Token}/thumbnails/{profile}/in");
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(own));
        await visit.FollowAsync(await visit.AllowAsync(await visit.BeginAsync(link), "mara.lind"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(own));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(other));

        await app.Get<RevokeInvitation>().ExecuteAsync(link.Invitation.Id, Visit.Admin, CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(own));
    }

    private static async Task<Guid> FollowAsync(TestApp app, Guid talent, string handle) =>
        (await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "LINKEDIN", handle), Actor.System, CancellationToken.None)).Value.Connection.Id;

    [Fact]
    public async Task PublicPages_AreKeptNowhereAndSaySoWhereTheyOpenNothing()
    {
        await using var app = await TestApp.StartAsync(("Setup:AgencyName", "Studio Nord"), ("Web:ChecksPerMinute", "6"));
        var (talent, number) = await ReportAsync(app);
        var kit = await CreateAsync(app, talent, number);
        var token = (await app.Get<ShareMediaKit>().ExecuteAsync(kit.Id, 7, Actor.System, CancellationToken.None)).Value.Token;
        using var visitor = app.Browser();

        var expected = new (string Path, HttpStatusCode Status, string Title)[]
        {
            ($"/media-kit/{token}", HttpStatusCode.OK, "Mara Lind"),
            ("/media-kit/nonsense", HttpStatusCode.BadRequest, "This link doesn't work"),
            ("/check", HttpStatusCode.OK, "Check a media kit"),
            ($"/check?code={kit.PrintedCode.ToLowerInvariant()}", HttpStatusCode.OK, "Check a media kit"),
            ("/check?code=ABCDE-12345", HttpStatusCode.OK, "Check a media kit"),
            ("/check?code=%3Cscript%3E", HttpStatusCode.OK, "Check a media kit"),
        };
        foreach (var (path, status, title) in expected)
        {
            using var answer = await visitor.GetAsync(path);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
            var page = await PageClient.ReadAsync(answer);
            Assert.Equal(title, page.QuerySelector("h1")!.TextContent.Trim());
            Assert.Equal(path.Contains("12345", StringComparison.Ordinal) || path.Contains("script", StringComparison.Ordinal), page.Body!.TextContent.Contains("No media kit has this code", StringComparison.Ordinal));
            Assert.Equal(path.EndsWith(token, StringComparison.Ordinal) || path.Contains(kit.PrintedCode, StringComparison.OrdinalIgnoreCase), page.Body!.TextContent.Contains("321", StringComparison.Ordinal));
        }

        await app.Get<ShareMediaKit>().RevokeAsync(kit.Id, Actor.System, CancellationToken.None);
        using var revoked = await visitor.GetAsync($"/media-kit/{token}");
        Assert.Equal(HttpStatusCode.Gone, revoked.StatusCode);
        Assert.DoesNotContain("321", await revoked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // Two of the six are left; the first page asked for no check, and counts all the same.
        List<HttpStatusCode> guesses = [];
        for (var i = 0; i < 4; i++)
        {
            using var guess = await visitor.GetAsync($"/check?code=ABCDE-1234{i}");
            guesses.Add(guess.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], guesses);
        Assert.DoesNotContain(token, await app.LogAsync(), StringComparison.Ordinal);
    }

    private static async Task<(Guid Talent, Guid Number)> ReportAsync(TestApp app)
    {
        var talent = await Visit.TalentAsync(app);
        var profile = (await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "LINKEDIN", "mara-lind"), Actor.System, CancellationToken.None)).Value.Connection.Id;
        var number = await app.Get<ReportNumber>().ExecuteAsync(
            new NumberReport(profile, SelfReportedMetric.StoryViews, "321", new DateOnly(2026, 1, 5), SamplePictures.Png(), null), Actor.System, CancellationToken.None);
        return (talent, number.Value);
    }

    private static async Task<MediaKitView> CreateAsync(TestApp app, Guid talent, Guid number) => (await app.Get<CreateMediaKit>().ExecuteAsync(
        talent, new KitChoice(28, null, new HashSet<Guid>(), new HashSet<KitFigure>(), false, false, [], new HashSet<Guid> { number }), Visit.Admin, CancellationToken.None)).Value;
}
