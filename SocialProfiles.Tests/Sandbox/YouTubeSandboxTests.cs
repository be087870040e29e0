using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialProfiles.Tests.Sandbox;

public sealed class YouTubeSandboxTests
{
    [Fact]
    public async Task Channel_OrdinaryHandle_HasTheDocumentedShapeWithCountsAsText()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var channel = await sandbox.ChannelAsync("Maya.Travels");

        var id = channel["id"]!.GetValue<string>();
        Assert.Matches("^UC[A-Za-z0-9_-]{21}[AQgw]$", id);
        Assert.Equal("@maya.travels", channel["snippet"]!["customUrl"]!.GetValue<string>());
        Assert.Equal("UU" + id[2..], channel["contentDetails"]!["relatedPlaylists"]!["uploads"]!.GetValue<string>());
        var statistics = channel["statistics"]!;
        Assert.All(["viewCount", "subscriberCount", "videoCount"], name => Assert.Matches("^[0-9]+$", statistics[name]!.GetValue<string>()));
        Assert.Matches("^[0-9]{1,3}0*$", statistics["subscriberCount"]!.GetValue<string>());
        Assert.False(statistics["hiddenSubscriberCount"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("maya.travels")]
    [InlineData("a-handle-of_thirty.letters-long")]
    [InlineData("größe.привет")]
    public async Task Channel_AskedByTheIdOfAnEarlierSync_IsFoundAfterARestart(string handle)
    {
        string before;
        await using (var first = await RunningSandbox.StartAsync())
        {
            before = (await first.ChannelAsync(Uri.EscapeDataString(handle)))["id"]!.GetValue<string>();
        }

        await using var second = await RunningSandbox.StartAsync();
        var (_, body) = await second.YouTubeAsync($"channels?part=snippet&id={before}");

        Assert.Equal(before, body["items"]![0]!["id"]!.GetValue<string>());
        Assert.Equal($"@{handle}", body["items"]![0]!["snippet"]!["customUrl"]!.GetValue<string>());
    }

    [Fact]
    public async Task Channel_IdOfNoHandle_IsAnAccountWithVideosAndWithoutCustomUrl()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        const string Id = "UCpasted5XG1OV2P6uZZ5FSg";

        var (_, body) = await sandbox.YouTubeAsync($"channels?part=snippet,contentDetails&id={Id}");

        var channel = body["items"]![0]!;
        Assert.Equal(Id, channel["id"]!.GetValue<string>());
        Assert.Null(channel["snippet"]!["customUrl"]);
        Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+$", channel["snippet"]!["title"]!.GetValue<string>());
        var uploads = channel["contentDetails"]!["relatedPlaylists"]!["uploads"]!.GetValue<string>();
        var (status, list) = await sandbox.YouTubeAsync($"playlistItems?part=contentDetails&playlistId={uploads}");
        Assert.Equal(200, status);
        Assert.Equal(5, list["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("forHandle=@nonexistent12345invalid")]
    [InlineData("id=no-id-at-all")]
    public async Task Channel_Unknown_IsAnAnswerWithoutItems(string filter)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.YouTubeAsync($"channels?part=id&{filter}");

        Assert.Equal(200, status);
        Assert.Equal(0, body["pageInfo"]!["totalResults"]!.GetValue<int>());
        Assert.Null(body["items"]);
    }

    [Fact]
    public async Task Uploads_EveryPage_GivesEachVideoOnceAndAllAreKnown()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)));
        var channel = await sandbox.ChannelAsync("maya.travels");
        var uploads = channel["contentDetails"]!["relatedPlaylists"]!["uploads"]!.GetValue<string>();
        var listed = new List<string>();
        var known = new List<JsonNode>();
        var token = "";
        do
        {
            var (_, page) = await sandbox.YouTubeAsync($"playlistItems?part=snippet,contentDetails&maxResults=50&playlistId={uploads}{token}");
            var ids = page["items"]!.AsArray().Select(item => item!["contentDetails"]!["videoId"]!.GetValue<string>()).ToList();
            listed.AddRange(ids);
            var (_, videos) = await sandbox.YouTubeAsync($"videos?part=snippet,contentDetails,statistics&id={string.Join(',', ids)}");
            known.AddRange(videos["items"]!.AsArray().Select(video => video!));
            token = page["nextPageToken"] is { } next ? $"&pageToken={next}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(int.Parse(channel["statistics"]!["videoCount"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture), listed.Count);
        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Equal(listed, known.Select(video => video["id"]!.GetValue<string>()));
        Assert.All(known, video =>
        {
            Assert.Matches("^[A-Za-z0-9_-]{11}$", video["id"]!.GetValue<string>());
            Assert.StartsWith("PT", video["contentDetails"]!["duration"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.String, video["statistics"]!["likeCount"]!.GetValueKind());
        });
    }

    [Fact]
    public async Task Videos_OfChannelsThatWereNeverListed_AreLeftOut()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.YouTubeAsync("videos?part=id&id=abcdefghijk,zzz");

        Assert.Equal(200, status);
        Assert.Null(body["items"]);
    }

    [Fact]
    public async Task Channel_HiddenCounts_LeavesThemOutAndListsAPrivateVideoThatIsNotGiven()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var channel = await sandbox.ChannelAsync("hidden.hugo");

        Assert.True(channel["statistics"]!["hiddenSubscriberCount"]!.GetValue<bool>());
        Assert.Null(channel["statistics"]!["subscriberCount"]);
        var (_, list) = await sandbox.YouTubeAsync($"playlistItems?part=snippet,contentDetails&maxResults=50&playlistId=UU{channel["id"]!.GetValue<string>()[2..]}");
        var items = list["items"]!.AsArray();
        var unseen = items.Where(item => item!["snippet"]!["title"]!.GetValue<string>() == "Private video").ToList();
        Assert.NotEmpty(unseen);
        Assert.All(unseen, item => Assert.Null(item!["contentDetails"]!["videoPublishedAt"]));
        var ids = string.Join(',', items.Select(item => item!["contentDetails"]!["videoId"]!.GetValue<string>()));
        var (_, videos) = await sandbox.YouTubeAsync($"videos?part=statistics&id={ids}");
        Assert.Equal(items.Count - unseen.Count, videos["items"]!.AsArray().Count);
        Assert.All(videos["items"]!.AsArray(), video => Assert.Null(video!["statistics"]!["likeCount"]));
    }

    [Theory]
    [InlineData("empty.emil", 404, "playlistNotFound")]
    [InlineData("private.life", 403, "playlistItemsNotAccessible")]
    public async Task Uploads_NoneOrNoneToSee_AreRefusedWhileTheChannelIsThere(string handle, int status, string reason)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var channel = await sandbox.ChannelAsync(handle);

        var answer = await sandbox.YouTubeAsync($"playlistItems?part=snippet&playlistId=UU{channel["id"]!.GetValue<string>()[2..]}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(reason, Reason(answer.Body));
    }

    [Theory]
    [InlineData("revoked.rae", 400, "badRequest")]
    [InlineData("forbidden.fred", 403, "accessNotConfigured")]
    [InlineData("ratelimited.rosa", 429, "rateLimitExceeded")]
    [InlineData("flaky.finn", 500, "backendError")]
    public async Task Channel_TroubledHandle_GivesTheDocumentedError(string handle, int status, string reason)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answer = await sandbox.YouTubeAsync($"channels?part=id&forHandle={handle}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(reason, Reason(answer.Body));
        Assert.Equal(status, answer.Body["error"]!["code"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("channels?part=id&forHandle=x&id=y", 400, "incompatibleParameters")]
    [InlineData("channels?forHandle=maya.travels", 400, "missingRequiredParameter")]
    [InlineData("playlistItems?part=id", 400, "missingRequiredParameter")]
    [InlineData("playlistItems?part=id&playlistId=nope", 404, "playlistNotFound")]
    [InlineData("playlistItems?part=id&maxResults=51&playlistId=UUpasted5XG1OV2P6uZZ5FSg", 400, "badRequest")]
    [InlineData("playlistItems?part=id&pageToken=nope&playlistId=UUpasted5XG1OV2P6uZZ5FSg", 400, "invalidPageToken")]
    [InlineData("videos?part=id", 400, "incompatibleParameters")]
    [InlineData("search?part=id", 404, "notFound")]
    public async Task Call_WithWrongParameters_IsRefused(string query, int status, string reason)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answer = await sandbox.YouTubeAsync(query);

        Assert.Equal(status, answer.Status);
        Assert.Equal(reason, Reason(answer.Body));
    }

    [Theory]
    [InlineData("", 403, "forbidden")]
    [InlineData("&key=another", 400, "badRequest")]
    public async Task Call_WithoutTheRightKey_IsRefused(string key, int status, string reason)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answer = await sandbox.GetAsync($"youtube/channels?part=id&forHandle=maya.travels{key}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(reason, Reason(answer.Body));
    }

    [Fact]
    public async Task Call_WithTheKeyInTheHeader_IsAnswered()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "youtube/channels?part=id&forHandle=maya.travels");
        request.Headers.Add("X-Goog-Api-Key", "sandbox-youtube-key");

        using var response = await sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
    }

    private static string Reason(JsonObject body) => body["error"]!["errors"]![0]!["reason"]!.GetValue<string>();
}
