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

        using var answer = await api.GetAsync($"/api/admin/talents?search={new string('a', 101)}&sort=shoe-size&page=0&pageSize=1000&archived=perhaps");

        Assert.Equal(["search", "sort", "page", "pageSize", "archived"], (await Problem.OfAsync(answer, HttpStatusCode.BadRequest)).Fields);
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
