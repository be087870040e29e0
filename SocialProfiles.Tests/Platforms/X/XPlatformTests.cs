namespace SocialProfiles.Tests.Platforms.X;

public sealed class XPlatformTests
{
    [Theory]
    [InlineData("Anna_9", "Anna_9")]
    [InlineData("x.com/anna", "anna")]
    [InlineData("https://twitter.com/anna", "anna")]
    [InlineData("https://mobile.twitter.com/anna?s=20", "anna")]
    [InlineData("https://www.x.com/anna/status/1800000000000000001?s=20", "anna")]
    [InlineData("https://twitter.com/intent/user?lang=en&screen_name=anna", "anna")]
    [InlineData("https://x.com/@anna", "anna")]
    public void Read_EveryFormPeoplePaste_IsTheHandle(string text, string handle)
    {
        Assert.Equal(handle, TestPlatforms.Get("X").Read(text).Handle);
        Assert.Equal($"https://x.com/{handle}", TestPlatforms.Get("X").ProfileUrl(handle));
    }

    [Theory]
    [InlineData("https://x.com/home", "doesn't lead to a profile")]
    [InlineData("https://x.com/i/user/2244994000", "doesn't lead to a profile")]
    [InlineData("https://x.com/hashtag/anna", "doesn't lead to a profile")]
    [InlineData("https://x.com/intent/user", "doesn't lead to a profile")]
    [InlineData("https://x.com/intent/user?screen_name=..%2Fevil", "letters from a to z")]
    [InlineData("https://t.co/abc", "shortened link")]
    [InlineData("Explore", "own pages")]
    [InlineData("an.na", "letters from a to z")]
    [InlineData("abcdefghijklmnop", "at most 15")]
    public void Read_NoHandle_SaysWhy(string text, string reason)
    {
        Assert.Contains(reason, TestPlatforms.Get("X").Read(text).Refusal, StringComparison.Ordinal);
    }
}
