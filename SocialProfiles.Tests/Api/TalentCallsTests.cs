using System.Net;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Api;

public sealed class TalentCallsTests
{
    [Fact]
    public async Task Add_NameAlone_IsCreatedWhereTheLocationSays()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.PostAsync("/api/admin/talents", Json.Body("""{"name":"  Mara   Lind "}"""));
        var created = await Json.ReadAsync(answer, HttpStatusCode.Created);
        using var read = await api.GetAsync(answer.Headers.Location);

        Assert.Equal("Mara Lind", created.GetProperty("name").GetString());
        Assert.Equal(created.ToString(), (await Json.ReadAsync(read)).ToString());
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"Mara","tags":["a|b"]}""", "tags")]
    [InlineData("""{"name":"Mara","tags":[7]}""", "tags[0]")]
    public async Task Add_BadBody_NamesTheField(string body, string field)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.PostAsync("/api/admin/talents", Json.Body(body));

        Assert.Equal([field], (await Problem.OfAsync(answer, HttpStatusCode.BadRequest)).Fields);
    }

    [Fact]
    public async Task List_SearchSortAndPage_AreObeyed()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        foreach (var name in (string[])["Anna", "Hanna", "Bert", "Johanna"])
        {
            (await api.PostAsync("/api/admin/talents", Json.Body($$"""{"name":"{{name}}"}"""))).Dispose();
        }

        using var answer = await api.GetAsync("/api/admin/talents?search=anna&sort=-name&page=2&pageSize=2");
        var list = await Json.ReadAsync(answer);

        Assert.Equal(["Anna"], list.GetProperty("talents").EnumerateArray().Select(talent => talent.GetProperty("name").GetString()));
        Assert.Equal((3, 2, 2), (list.GetProperty("total").GetInt32(), list.GetProperty("page").GetInt32(), list.GetProperty("pageSize").GetInt32()));
    }

    [Fact]
    public async Task List_BadQuery_NamesEveryPart()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync($"/api/admin/talents?search={new string('a', 301)}&sort=shoe-size&page=0&pageSize=1000&archived=perhaps&platform=myspace&state=2&tag=a|b&fresh=rotten");

        Assert.Equal(["search", "sort", "page", "pageSize", "archived", "platform", "state", "tag", "fresh"], (await Problem.OfAsync(answer, HttpStatusCode.BadRequest)).Fields);
    }

    [Theory]
    [InlineData("platform=linkedin", "Mara")]
    [InlineData("platform=INSTAGRAM", null)]
    [InlineData("state=READY&tag=Dance", "Mara")]
    [InlineData("state=error", null)]
    [InlineData("fresh=none", "Ola")]
    [InlineData("tag=dance&fresh=none", null)]
    [InlineData("platform=&state=&tag=&fresh=&search=ola", "Ola")]
    [InlineData("search=https%3A%2F%2Fwww.linkedin.com%2Fin%2FMara-Lind%2F%3Ftrk%3Dshare", "Mara")]
    [InlineData("search=linkedin.com%2Fin%2Fola-berg", null)]
    public async Task List_Filters_AreObeyed(string query, string? expected)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        using var added = await api.PostAsync("/api/admin/talents", Json.Body("""{"name":"Mara","tags":["dance"]}"""));
        (await api.PostAsync("/api/admin/talents", Json.Body("""{"name":"Ola"}"""))).Dispose();
        var mara = (await Json.ReadAsync(added, HttpStatusCode.Created)).GetProperty("id").GetString();
        (await api.PostAsync("/api/admin/socials/connect-manual", Json.Body($$"""{"talentId":"{{mara}}","profileUrl":"https://www.linkedin.com/in/mara-lind"}"""))).Dispose();

        using var answer = await api.GetAsync($"/api/admin/talents?{query}");
        var list = await Json.ReadAsync(answer);

        Assert.Equal(expected is null ? [] : [expected], list.GetProperty("talents").EnumerateArray().Select(talent => talent.GetProperty("name").GetString()!));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-followers")]
    [InlineData("oldestSync")]
    [InlineData("-added")]
    public async Task List_EverySort_Works(string sort)
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync($"/api/admin/talents?sort={sort}");

        Assert.Equal(0, (await Json.ReadAsync(answer)).GetProperty("total").GetInt32());
    }
}
