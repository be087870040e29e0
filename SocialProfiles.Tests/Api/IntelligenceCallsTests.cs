using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Api;

public sealed class IntelligenceCallsTests
{
    [Fact]
    public async Task Intelligence_PeriodThatIsAskedFor_IsTheOneThatComes()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var talent = await TalentAsync(api);

        using var answer = await api.GetAsync($"/api/talents/{talent}/intelligence?from=2026-01-01&to=2026-01-07");
        var numbers = await Json.ReadAsync(answer);

        Assert.Equal(("2026-01-01", "2026-01-07", 7), (numbers.GetProperty("from").GetString(), numbers.GetProperty("to").GetString(), numbers.GetProperty("days").GetInt32()));
        Assert.Equal(JsonValueKind.Null, numbers.GetProperty("followers").GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("intelligence?from=0001-01-01&to=0001-01-02", "from")]
    [InlineData("intelligence?to=0001-01-02", "to")]
    [InlineData("intelligence?from=9999-12-31", "from")]
    [InlineData("intelligence?from=2026-01-08&to=2026-01-07", "from")]
    [InlineData("intelligence?from=2020-01-01&to=2026-01-07", "from")]
    [InlineData("intelligence?platform=MYSPACE", "platform")]
    [InlineData("timeseries?from=yesterday", "from")]
    [InlineData("timeseries?platform=MYSPACE", "platform")]
    [InlineData("posts?kind=poem", "kind")]
    [InlineData("posts?sort=beauty", "sort")]
    [InlineData("posts?platform=MYSPACE", "platform")]
    [InlineData("posts?pageSize=0", "pageSize")]
    public async Task Call_BadQuery_NamesTheField(string call, string field)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync($"/api/talents/{await TalentAsync(api)}/{call}");

        Assert.Contains(field, (await Problem.OfAsync(answer, HttpStatusCode.BadRequest)).Fields);
    }

    [Fact]
    public async Task Intelligence_WhatIsNotKnown_HasItsReasonBesideIt()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var talent = await ReadAsync(app);

        var numbers = await JsonAsync(api, $"/api/talents/{talent}/intelligence");

        var posts = numbers.GetProperty("posts");
        Assert.Equal((0, 1, "NOT_GRANTED"), Sum(posts.GetProperty("views")));
        Assert.Equal("NOT_GRANTED", posts.GetProperty("medianViewsUnknownBecause").GetString());
        Assert.Equal((1, 1, null), Sum(posts.GetProperty("likes")));
        Assert.Equal((1, 2, "HIDDEN"), Sum(numbers.GetProperty("followers")));
        Assert.Equal("NO_POSTS", numbers.GetProperty("postsBefore").GetProperty("likes").GetProperty("unknownBecause").GetString());
        var profile = numbers.GetProperty("profiles")[0];
        Assert.Equal("NOT_READ_AT_START", profile.GetProperty("growthUnknownBecause").GetString());
        Assert.Equal(app.Get<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), profile.GetProperty("postsKnownSince").GetString());
        Assert.Equal("POST_SHARES", profile.GetProperty("breaks")[0].GetProperty("metric").GetString());
        Assert.Equal("HIDDEN", numbers.GetProperty("profiles")[1].GetProperty("growthUnknownBecause").GetString());
        Assert.Equal(1, numbers.GetProperty("hours")[0].GetProperty("posts").GetInt32());
    }

    [Fact]
    public async Task Intelligence_OfATalentWithoutProfiles_SaysThatThereIsNoDataYet()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        var numbers = await JsonAsync(api, $"/api/talents/{await TalentAsync(api)}/intelligence");

        Assert.Equal((0, 0, "NO_DATA_YET"), Sum(numbers.GetProperty("followers")));
        Assert.Equal((0, 0, "NO_DATA_YET"), Sum(numbers.GetProperty("posts").GetProperty("views")));
        Assert.Equal("NO_DATA_YET", numbers.GetProperty("growthUnknownBecause").GetString());
    }

    [Fact]
    public async Task TimeSeries_OfAPlatform_HasItsDaysWithWhatWasImported()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        var talent = await ReadAsync(app);

        var series = await JsonAsync(api, $"/api/talents/{talent}/timeseries?platform=instagram");
        var numbers = await JsonAsync(api, $"/api/talents/{talent}/intelligence?platform=youtube");

        var days = Assert.Single(series.EnumerateArray()).GetProperty("days").EnumerateArray().ToArray();
        Assert.Equal((700L, false, JsonValueKind.Null), (days[^11].GetProperty("importedFollowers").GetInt64(), days[^11].GetProperty("isRead").GetBoolean(), days[^11].GetProperty("followers").ValueKind));
        Assert.Equal("YOUTUBE", Assert.Single(numbers.GetProperty("profiles").EnumerateArray()).GetProperty("platform").GetString());
    }

    [Theory]
    [InlineData("/api/talents/{0}/intelligence")]
    [InlineData("/api/talents/{0}/timeseries")]
    [InlineData("/api/talents/{0}/posts")]
    [InlineData("/api/export/posts.csv?talentId={0}")]
    [InlineData("/api/export/timeseries.csv?talentId={0}")]
    [InlineData("/api/export/private.csv?talentId={0}")]
    public async Task Call_TalentThatThereIsNot_IsNotFound(string call)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync(string.Format(CultureInfo.InvariantCulture, call, Guid.NewGuid()));

        await Problem.OfAsync(answer, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Export_ForAdminsAndKeysAndNobodyElse_IsACsvFile()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        using var admin = await app.SignedInAsync();
        using var nobody = app.Browser();

        using var forKey = await api.GetAsync("/api/export/posts.csv");
        using var forAdmin = await admin.GetAsync("/api/export/posts.csv");
        using var refused = await nobody.GetAsync("/api/export/posts.csv");

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (forKey.StatusCode, forKey.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("Talent,Platform,Profile,Post,", await forAdmin.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }

    private static (int Known, int OutOf, string? Reason) Sum(JsonElement sum) =>
        (sum.GetProperty("known").GetInt32(), sum.GetProperty("outOf").GetInt32(), sum.GetProperty("unknownBecause").GetString());

    private static async Task<JsonElement> JsonAsync(HttpClient api, string path)
    {
        using var answer = await api.GetAsync(path);
        return await Json.ReadAsync(answer);
    }

    /// <summary>A profile with one of its 5,000 posts and a number of an earlier system, and a channel that hides its subscribers.</summary>
    private static async Task<Guid> ReadAsync(TestApp app)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(now, new ReadProfile("Mara Lind", 1_000, "INSTAGRAM"), new ReadProfile("Mara Lind", null, "YOUTUBE"));
        return await app.Get<Database>().WriteAsync(
            async db =>
            {
                var key = await db.Set<Connection>().Where(x => x.Platform == "INSTAGRAM").Select(x => x.Key).SingleAsync();
                await db.Set<SocialProfile>().Where(x => x.ConnectionKey == key).ExecuteUpdateAsync(set => set.SetProperty(x => x.Posts, 5_000));
                db.Add(new ProfileReading { ConnectionKey = key, FirstReadAt = now.AddDays(-10), LastReadAt = now.AddDays(-10), Followers = 700, Source = ProfileReading.ImportedSource });
                db.Add(new MetricBreak { Id = Guid.NewGuid(), IsSandbox = true, Platform = "INSTAGRAM", Metric = CanaryMetric.PostShares, Since = now.AddDays(-2), Until = now.AddDays(-1) });
                db.Add(new SocialPost
                {
                    ConnectionKey = key,
                    PlatformPostId = "one",
                    PublishedAt = now,
                    NumbersAt = now,
                    Likes = 10,
                    Comments = 1,
                    Gaps = MetricGaps.Pack(Metric.Unknown(MetricGap.NotGranted), Metric.Of(10), Metric.Of(1), Metric.Unknown(MetricGap.NotGranted)),
                });
                return await db.Set<Talent>().Select(x => x.Id).SingleAsync();
            },
            CancellationToken.None);
    }

    private static async Task<string> TalentAsync(HttpClient api)
    {
        using var added = await api.PostAsync("/api/admin/talents", Json.Body("""{"name":"Mara Lind"}"""));
        return (await Json.ReadAsync(added, HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }
}
