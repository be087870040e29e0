namespace SocialProfiles.Tests.Sandbox;

public sealed class TikTokSandboxTests
{
    [Fact]
    public async Task OEmbed_Profile_GivesTheNameAndNoNumbers()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.GetAsync("tiktok/oembed?url=https://www.tiktok.com/@maya.travels");

        Assert.Equal(200, status);
        Assert.Equal("rich", body["type"]!.GetValue<string>());
        Assert.Equal("Maya Travels", body["author_name"]!.GetValue<string>());
        Assert.Equal("maya.travels", body["embed_product_id"]!.GetValue<string>());
        Assert.Equal("https://www.tiktok.com/@maya.travels", body["author_url"]!.GetValue<string>());
        Assert.DoesNotContain(body, field => field.Key.Contains("count", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OEmbed_Video_NamesItsAuthor()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.GetAsync("tiktok/oembed?url=https://www.tiktok.com/@maya.travels/video/7080217258529737986");

        Assert.Equal(200, status);
        Assert.Equal("video", body["type"]!.GetValue<string>());
        Assert.Equal("maya.travels", body["author_unique_id"]!.GetValue<string>());
        Assert.NotEmpty(body["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("https://www.tiktok.com/@nonexistent1")]
    [InlineData("https://www.tiktok.com/@private.life")]
    [InlineData("https://www.tiktok.com/@")]
    [InlineData("https://www.tiktok.com/explore")]
    [InlineData("https://example.com/@maya.travels")]
    [InlineData("maya.travels")]
    [InlineData("")]
    public async Task OEmbed_WhatItDoesNotShow_GetsOneAndTheSameRefusal(string url)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, body) = await sandbox.GetAsync($"tiktok/oembed?url={Uri.EscapeDataString(url)}");

        Assert.Equal(400, status);
        Assert.Equal("""{"message":"Something went wrong","code":400}""", body.ToJsonString());
    }

    [Theory]
    [InlineData("ratelimited.rosa", 429)]
    [InlineData("flaky.finn", 500)]
    [InlineData("revoked.rae", 200)]
    [InlineData("forbidden.fred", 200)]
    public async Task OEmbed_TroubledHandle_AnswersAsTikTokCan(string handle, int expected)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var (status, _) = await sandbox.GetAsync($"tiktok/oembed?url=https://www.tiktok.com/@{handle}");

        Assert.Equal(expected, status);
    }
}
