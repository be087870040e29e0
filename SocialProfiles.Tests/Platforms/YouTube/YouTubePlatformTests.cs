namespace SocialProfiles.Tests.Platforms.YouTube;

public sealed class YouTubePlatformTests
{
    [Theory]
    [InlineData("@Anna", "Anna", "@Anna")]
    [InlineData("an.na_b-c", "an.na_b-c", "@an.na_b-c")]
    [InlineData("an·na", "an·na", "@an%C2%B7na")]
    [InlineData("हिन्दी", "हिन्दी", "@%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80")]
    [InlineData("あい", "あい", "@%E3%81%82%E3%81%84")]
    [InlineData("https://www.youtube.com/@Anna/videos", "Anna", "@Anna")]
    [InlineData("m.youtube.com/@anna?si=x", "anna", "@anna")]
    [InlineData("https://www.youtube.com/@%E3%81%82%E3%81%84%E3%81%86/shorts", "あいう", "@%E3%81%82%E3%81%84%E3%81%86")]
    [InlineData("https://www.youtube.com/@あいう", "あいう", "@%E3%81%82%E3%81%84%E3%81%86")]
    [InlineData("youtube.com/customname", "customname", "@customname")]
    [InlineData("UCaaaaaaaaaaaaaaaaaaaa-_", "UCaaaaaaaaaaaaaaaaaaaa-_", "channel/UCaaaaaaaaaaaaaaaaaaaa-_")]
    [InlineData("https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaa-_/about", "UCaaaaaaaaaaaaaaaaaaaa-_", "channel/UCaaaaaaaaaaaaaaaaaaaa-_")]
    [InlineData("channel/UCaaaaaaaaaaaaaaaaaaaa-_", "UCaaaaaaaaaaaaaaaaaaaa-_", "channel/UCaaaaaaaaaaaaaaaaaaaa-_")]
    [InlineData("https://www.youtube.com/user/OldName", "user/OldName", "user/OldName")]
    [InlineData("user/OldName", "user/OldName", "user/OldName")]
    [InlineData("https://www.youtube.com/c/Custom", "c/Custom", "c/Custom")]
    public void Read_EveryFormPeoplePaste_IsTheChannel(string text, string handle, string path)
    {
        Assert.Equal(handle, TestPlatforms.Get("YOUTUBE").Read(text).Handle);
        Assert.Equal("https://www.youtube.com/" + path, TestPlatforms.Get("YOUTUBE").ProfileUrl(handle));
    }

    [Theory]
    [InlineData("https://youtu.be/abcdefghijk", "doesn't lead to a profile")]
    [InlineData("https://www.youtube.com/watch?v=abcdefghijk", "doesn't lead to a profile")]
    [InlineData("https://www.youtube.com/shorts/abcdefghijk", "doesn't lead to a profile")]
    [InlineData("https://www.youtube.com/playlist?list=PLx", "doesn't lead to a profile")]
    [InlineData("https://www.youtube.com/channel/abc", "starts with UC")]
    [InlineData("https://www.youtube.com/", "doesn't lead to a profile")]
    [InlineData("ab", "at least 3")]
    [InlineData("abcdefghijklmnopqrstuvwxyz12345", "at most 30")]
    [InlineData("an+na", "letters, digits")]
    [InlineData("---", "letters, digits")]
    public void Read_NoChannel_SaysWhy(string text, string reason)
    {
        Assert.Contains(reason, TestPlatforms.Get("YOUTUBE").Read(text).Refusal, StringComparison.Ordinal);
    }
}
