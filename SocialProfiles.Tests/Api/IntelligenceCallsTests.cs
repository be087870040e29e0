using System.Net;
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
        Assert.Equal(System.Text.Json.JsonValueKind.Null, numbers.GetProperty("followers").GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("intelligence?from=0001-01-01&to=0001-01-02", "from")]
    [InlineData("intelligence?to=0001-01-02", "to")]
    [InlineData("intelligence?from=9999-12-31", "from")]
    [InlineData("intelligence?from=2026-01-08&to=2026-01-07", "from")]
    [InlineData("intelligence?from=2020-01-01&to=2026-01-07", "from")]
    [InlineData("timeseries?from=yesterday", "from")]
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

    [Theory]
    [InlineData("/api/talents/{0}/intelligence")]
    [InlineData("/api/talents/{0}/timeseries")]
    [InlineData("/api/talents/{0}/posts")]
    [InlineData("/api/export/posts.csv?talentId={0}")]
    [InlineData("/api/export/timeseries.csv?talentId={0}")]
    public async Task Call_TalentThatThereIsNot_IsNotFound(string call)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, call, Guid.NewGuid()));

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

    private static async Task<string> TalentAsync(HttpClient api)
    {
        using var added = await api.PostAsync("/api/admin/talents", Json.Body("""{"name":"Mara Lind"}"""));
        return (await Json.ReadAsync(added, HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }
}
