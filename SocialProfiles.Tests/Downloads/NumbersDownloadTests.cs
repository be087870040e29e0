using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Downloads;

/// <summary>A talent's days and posts as files.</summary>
public sealed class NumbersDownloadTests
{
    [Fact]
    public async Task Posts_OfAKind_AreThoseOfThePageWithItsReasons()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await ReadAsync(app);
        using var admin = await app.SignedInAsync();

        var all = await LinesAsync(admin, $"/api/export/posts.csv?talentId={talent}");
        var videos = await LinesAsync(admin, $"/api/export/posts.csv?talentId={talent}&kind=video");

        Assert.Equal(4, all.Length);
        Assert.EndsWith("Reach: Unknown: YouTube doesn't provide this number.; Saves: Unknown: YouTube doesn't provide this number.", Assert.Single(videos[1..], line => line.Contains("old", StringComparison.Ordinal)).TrimEnd('"'), StringComparison.Ordinal);
        Assert.Equal(3, videos.Length);
        Assert.Contains("Reach: Unknown: needs the talent's permission.", Assert.Single(all, line => line.Contains("picture", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_OfAPlatform_AreOfItsProfilesAlone()
    {
        await using var app = await TestApp.StartAsync();
        var talent = await ReadAsync(app);
        using var admin = await app.SignedInAsync();

        var days = await LinesAsync(admin, $"/api/export/timeseries.csv?talentId={talent}&platform=youtube");

        Assert.Equal(28, days.Length - 1);
        Assert.All(days[1..], line => Assert.StartsWith("Mara Lind,YouTube,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PrivateNumbers_OfAPlatform_AreALineANumberAndAGroup()
    {
        await using var app = await TestApp.StartAsync();
        var now = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(
            now,
            new ReadProfile("Mara Lind", 1_000, "YOUTUBE") { Countries = [("DE", 30)] },
            new ReadProfile("Mara Lind", 1_000, "INSTAGRAM") { Countries = [("DE", 30), ("FR", 10)] });
        var talent = await app.Get<Database>().ReadAsync(db => db.Set<Talent>().Select(x => x.Id).SingleAsync(), CancellationToken.None);
        using var admin = await app.SignedInAsync();

        var lines = await LinesAsync(admin, $"/api/export/private.csv?talentId={talent}&platform=instagram");

        Assert.All(lines[1..], line => Assert.StartsWith("Mara Lind,Instagram,mara.lind.instagram,", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith(",Followers by country,Germany,,0.75,,,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("posts.csv?kind=poem", "kind")]
    [InlineData("timeseries.csv?talentId=0198f2c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f&platform=myspace", "platform")]
    public async Task File_OfWhatThereIsNot_NamesTheField(string file, string field)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync($"/api/export/{file}");

        Assert.Equal([field], (await Api.Problem.OfAsync(answer, System.Net.HttpStatusCode.BadRequest)).Fields);
    }

    private static async Task<string[]> LinesAsync(PageClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
    }

    /// <summary>A channel with a video of today and one of long ago, and a profile with a picture.</summary>
    private static async Task<Guid> ReadAsync(TestApp app)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(now, new ReadProfile("Mara Lind", 1_000, "YOUTUBE"), new ReadProfile("Mara Lind", 500, "INSTAGRAM"));
        return await app.Get<Database>().WriteAsync(
            async db =>
            {
                var keys = await db.Set<Connection>().ToDictionaryAsync(x => x.Platform, x => x.Key);
                db.Add(new SocialPost { ConnectionKey = keys["YOUTUBE"], PlatformPostId = "new", Kind = PostKind.Video, PublishedAt = now, NumbersAt = now });
                db.Add(new SocialPost { ConnectionKey = keys["YOUTUBE"], PlatformPostId = "old", Kind = PostKind.Video, PublishedAt = now.AddYears(-3), NumbersAt = now });
                db.Add(new SocialPost { ConnectionKey = keys["INSTAGRAM"], PlatformPostId = "picture", Kind = PostKind.Image, PublishedAt = now, NumbersAt = now });
                return await db.Set<Talent>().Select(x => x.Id).SingleAsync();
            },
            CancellationToken.None);
    }
}
