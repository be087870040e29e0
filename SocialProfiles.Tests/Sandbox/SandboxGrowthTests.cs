using System.Text.Json.Nodes;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxGrowthTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Account_WithinTheSameMinute_IsTheSameEvenAfterARestart()
    {
        var clock = new SettableClock(_noon);
        await using var first = await RunningSandbox.StartAsync(clock);
        var before = await first.DiscoverAsync("maya.travels");
        clock.Now = _noon.AddSeconds(59);
        await using var second = await RunningSandbox.StartAsync(clock);

        var after = await second.DiscoverAsync("maya.travels");

        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task Account_AskedInCapitals_IsTheSame()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_noon));

        var small = await sandbox.DiscoverAsync("maya.travels");
        var capital = await sandbox.DiscoverAsync("MAYA.Travels");

        Assert.Equal(small.ToJsonString(), capital.ToJsonString());
    }

    [Fact]
    public async Task Account_AWeekLater_HasMoreFollowersAndNewPostsAndKeepsTheOldOnes()
    {
        var clock = new SettableClock(_noon);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var before = await sandbox.DiscoverAsync("maya.travels", 50);
        clock.Now = _noon.AddDays(7);

        var after = await sandbox.DiscoverAsync("maya.travels", 50);

        Assert.True(Number(after, "followers_count") > Number(before, "followers_count"));
        var added = (int)(Number(after, "media_count") - Number(before, "media_count"));
        Assert.InRange(added, 1, 10);
        Assert.Equal(Ids(before).Take(50 - added), Ids(after).Skip(added));
    }

    [Fact]
    public async Task NewestVideo_AnHourLater_HasMoreViews()
    {
        var clock = new SettableClock(_noon);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var before = await sandbox.ChannelAsync("maya.travels");
        var id = await NewestVideoAsync(sandbox, before);
        var views = await ViewsAsync(sandbox, id);
        clock.Now = _noon.AddHours(1);

        Assert.True(await ViewsAsync(sandbox, id) > views);
    }

    [Fact]
    public async Task OldPosts_OverTwoDays_SomeCountersGoUpAndSomeGoDown()
    {
        var clock = new SettableClock(_noon);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var before = Likes(await sandbox.DiscoverAsync("maya.travels", 100));
        clock.Now = _noon.AddDays(2);

        var after = Likes(await sandbox.DiscoverAsync("maya.travels", 100));

        var changes = before.Where(post => after.ContainsKey(post.Key)).Select(post => after[post.Key] - post.Value).ToList();
        Assert.Contains(changes, change => change > 0);
        Assert.Contains(changes, change => change < 0);
    }

    [Fact]
    public async Task Accounts_OfDifferentHandles_DifferInSizeByOrdersOfMagnitude()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_noon));
        var sizes = new List<long>();
        for (var i = 0; i < 40; i++)
        {
            sizes.Add(Number(await sandbox.DiscoverAsync($"creator{i}", 1), "followers_count"));
        }

        Assert.Equal(40, sizes.Distinct().Count());
        Assert.True(sizes.Min() < 20_000, $"The smallest of 40 has {sizes.Min()} followers.");
        Assert.True(sizes.Max() > 1_000_000, $"The largest of 40 has {sizes.Max()} followers.");
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2026)]
    [InlineData(2035)]
    public async Task Account_InAnyYear_IsPlausible(int year)
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(new(year, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        var account = await sandbox.DiscoverAsync("maya.travels", 100);

        Assert.InRange(Number(account, "followers_count"), 100, 100_000_000);
        Assert.InRange(Number(account, "media_count"), 20, 2_000);
        Assert.Equal(Ids(account).Count, Ids(account).Distinct().Count());
        Assert.All(account["media"]!["data"]!.AsArray(), post =>
            Assert.True(DateTimeOffset.Parse(post!["timestamp"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).Year <= year));
    }

    private static long Number(JsonObject account, string field) => account[field]!.GetValue<long>();

    private static List<string> Ids(JsonObject account) =>
        [.. account["media"]!["data"]!.AsArray().Select(post => post!["id"]!.GetValue<string>())];

    private static Dictionary<string, long> Likes(JsonObject account) => account["media"]!["data"]!.AsArray()
        .ToDictionary(post => post!["id"]!.GetValue<string>(), post => post!["like_count"]!.GetValue<long>());

    private static async Task<string> NewestVideoAsync(RunningSandbox sandbox, JsonObject channel)
    {
        var (_, list) = await sandbox.YouTubeAsync($"playlistItems?part=contentDetails&maxResults=1&playlistId=UU{channel["id"]!.GetValue<string>()[2..]}");
        return list["items"]![0]!["contentDetails"]!["videoId"]!.GetValue<string>();
    }

    private static async Task<long> ViewsAsync(RunningSandbox sandbox, string id)
    {
        var (_, videos) = await sandbox.YouTubeAsync($"videos?part=statistics&id={id}");
        return long.Parse(videos["items"]![0]!["statistics"]!["viewCount"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
