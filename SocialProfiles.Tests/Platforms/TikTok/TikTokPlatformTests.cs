namespace SocialProfiles.Tests.Platforms.TikTok;

public sealed class TikTokPlatformTests
{
    [Theory]
    [InlineData("anna.b_9", "anna.b_9")]
    [InlineData("https://www.tiktok.com/@Anna", "Anna")]
    [InlineData("m.tiktok.com/@anna", "anna")]
    [InlineData("tiktok.com/@anna?lang=en", "anna")]
    [InlineData("https://www.tiktok.com/@anna/video/7080217258529737986", "anna")]
    [InlineData("https://www.tiktok.com/@anna/photo/7080217258529737986?x=1", "anna")]
    [InlineData("https://www.tiktok.com/%40anna", "anna")]
    public void Read_EveryFormPeoplePaste_IsTheHandle(string text, string handle)
    {
        Assert.Equal(handle, TestPlatforms.Get("TIKTOK").Read(text).Handle);
        Assert.Equal($"https://www.tiktok.com/@{handle}", TestPlatforms.Get("TIKTOK").ProfileUrl(handle));
    }

    [Theory]
    [InlineData("https://vm.tiktok.com/ZMabc/", "shortened link")]
    [InlineData("vt.tiktok.com/ZMabc", "shortened link")]
    [InlineData("https://www.tiktok.com/t/ZMabc/", "shortened link")]
    [InlineData("https://www.tiktok.com/foryou", "doesn't lead to a profile")]
    [InlineData("https://www.tiktok.com/tag/x", "doesn't lead to a profile")]
    [InlineData("https://www.tiktok.com", "doesn't lead to a profile")]
    [InlineData("anna.", "can't end with a dot")]
    [InlineData("a", "at least 2")]
    [InlineData("abcdefghijklmnopqrstuvwxy", "at most 24")]
    [InlineData("an-na", "letters from a to z")]
    public void Read_NoHandle_SaysWhy(string text, string reason)
    {
        Assert.Contains(reason, TestPlatforms.Get("TIKTOK").Read(text).Refusal, StringComparison.Ordinal);
    }
}
