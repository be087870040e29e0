using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialProfiles.Tests.Sandbox;

public sealed class InstagramSandboxTests
{
    [Fact]
    public async Task Discovery_OrdinaryHandle_GivesProfileAndPostsInTheDocumentedShape()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.GetAsync(RunningSandbox.Discovery(
            "maya.travels", $"{RunningSandbox.ProfileFields},media.limit(3){{{RunningSandbox.MediaFields}}}"));

        Assert.Equal(200, status);
        Assert.Equal("17841400000000099", body["id"]!.GetValue<string>());
        var account = body["business_discovery"]!;
        Assert.Equal("maya.travels", account["username"]!.GetValue<string>());
        Assert.Equal("Maya Travels", account["name"]!.GetValue<string>());
        Assert.NotEqual("17841400000000099", account["id"]!.GetValue<string>());
        Assert.Equal(17, account["id"]!.GetValue<string>().Length);
        Assert.InRange(account["followers_count"]!.GetValue<long>(), 2_000, 10_000_000);
        Assert.InRange(account["media_count"]!.GetValue<int>(), 20, 2_000);
        var media = account["media"]!["data"]!.AsArray();
        Assert.Equal(3, media.Count);
        Assert.All(media, AssertPost);
        Assert.NotNull(account["media"]!["paging"]!["cursors"]!["after"]);
        Assert.Null(account["media"]!["paging"]!["cursors"]!["before"]);
        Assert.Null(account["media"]!["paging"]!["next"]);
    }

    [Fact]
    public async Task Discovery_FieldsAskedFor_AreTheOnlyOnesGivenBesideTheId()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (_, body) = await sandbox.GetAsync(RunningSandbox.Discovery("maya.travels", "followers_count"));

        Assert.Equal(["followers_count", "id"], body["business_discovery"]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task Discovery_EveryPage_GivesEachPostOnceAndNewestFirst()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)));
        var posts = new List<JsonNode>();
        string? cursor = null;
        int count;
        do
        {
            var account = await sandbox.DiscoverAsync("maya.travels", 100, cursor);
            count = account["media_count"]!.GetValue<int>();
            posts.AddRange(account["media"]!["data"]!.AsArray().Select(post => post!));
            cursor = account["media"]!["paging"]!["cursors"]!["after"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(count, posts.Count);
        Assert.Equal(count, posts.Select(post => post["id"]!.GetValue<string>()).Distinct().Count());
        var times = posts.Select(post => post["timestamp"]!.GetValue<string>()).ToList();
        Assert.Equal(times.OrderByDescending(time => time, StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task Discovery_PageBehindTheLastPost_HasNoMedia()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var account = await sandbox.DiscoverAsync("maya.travels", 25, "QVFIMA");

        Assert.Null(account["media"]);
    }

    [Fact]
    public async Task Discovery_BearerToken_IsAcceptedAsWell()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, RunningSandbox.Discovery("maya.travels", "name", ""));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-instagram-token");

        using var response = await sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("another-token", 190)]
    [InlineData("", 104)]
    public async Task Discovery_WrongOrNoToken_IsRefusedBeforeAnythingElse(string token, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.GetAsync(RunningSandbox.Discovery("nonexistent1", "name", token));

        Assert.Equal(400, status);
        AssertError(body, code, null);
    }

    [Theory]
    [InlineData("nonexistent12345invalid", 400, 110, 2207013)]
    [InlineData("private.life", 400, 110, 2207013)]
    [InlineData("ratelimited.rosa", 403, 4, null)]
    [InlineData("flaky.finn", 500, 1, null)]
    [InlineData("revoked.rae", 400, 190, 460)]
    [InlineData("forbidden.fred", 400, 10, null)]
    public async Task Discovery_TroubledHandle_GivesTheDocumentedError(string handle, int status, int code, int? subcode)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answer = await sandbox.GetAsync(RunningSandbox.Discovery(handle, "name"));

        Assert.Equal(status, answer.Status);
        AssertError(answer.Body, code, subcode);
    }

    [Theory]
    [InlineData("business_discovery.username(maya.travels){name,shoe_size}", 100)]
    [InlineData("business_discovery.username(maya.travels){media{id,mood}}", 100)]
    [InlineData("business_discovery.username(maya.travels){media.after(!){id}}", 100)]
    [InlineData("business_discovery.username(maya.travels){name", 2500)]
    [InlineData("business_discovery.username(maya.travels", 2500)]
    [InlineData("{}", 2500)]
    [InlineData("a{a{a{a{a{a{a{a{a{a}}}}}}}}}", 2500)]
    [InlineData("", 2500)]
    public async Task Discovery_FieldsThatCannotBeRead_AreRefused(string fields, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.GetAsync(
            $"{RunningSandbox.Instagram}?access_token=sandbox-instagram-token&fields={Uri.EscapeDataString(fields)}");

        Assert.Equal(400, status);
        AssertError(body, code, null);
    }

    [Fact]
    public async Task Discovery_ThroughAnotherAccountThanTheAgencys_IsRefused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.GetAsync("instagram/v25.0/1?fields=id&access_token=sandbox-instagram-token");

        Assert.Equal(400, status);
        AssertError(body, 100, 33);
    }

    [Fact]
    public async Task Discovery_HiddenCounts_LeavesLikesOut()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var account = await sandbox.DiscoverAsync("hidden.hugo");

        Assert.All(account["media"]!["data"]!.AsArray(), post =>
        {
            Assert.Null(post!["like_count"]);
            Assert.NotNull(post["comments_count"]);
        });
    }

    [Fact]
    public async Task Discovery_EmptyAccount_LeavesMediaOut()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var account = await sandbox.DiscoverAsync("empty.emil");

        Assert.Equal(0, account["media_count"]!.GetValue<int>());
        Assert.Null(account["media"]);
    }

    private static void AssertPost(JsonNode? post)
    {
        Assert.Matches("^17[0-9]{15}$", post!["id"]!.GetValue<string>());
        Assert.EndsWith("+0000", post["timestamp"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse(post["timestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture, out _));
        Assert.StartsWith("https://www.instagram.com/", post["permalink"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, post["comments_count"]!.GetValueKind());
        var isReel = post["media_product_type"]!.GetValue<string>() == "REELS";
        Assert.Equal(isReel, post["media_type"]!.GetValue<string>() == "VIDEO");
        Assert.Equal(isReel, post["view_count"] is not null);
    }

    private static void AssertError(JsonObject body, int code, int? subcode)
    {
        var error = body["error"]!;
        Assert.Equal(code, error["code"]!.GetValue<int>());
        Assert.Equal(subcode, error["error_subcode"]?.GetValue<int>());
        Assert.NotEmpty(error["message"]!.GetValue<string>());
        Assert.NotEmpty(error["fbtrace_id"]!.GetValue<string>());
    }
}
