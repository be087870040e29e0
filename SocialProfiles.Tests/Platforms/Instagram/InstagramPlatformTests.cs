namespace SocialProfiles.Tests.Platforms.Instagram;

public sealed class InstagramPlatformTests
{
    [Theory]
    [InlineData("anna", "anna")]
    [InlineData("Anna.Design_9", "Anna.Design_9")]
    [InlineData("_anna_", "_anna_")]
    [InlineData("@cars.com", "cars.com")]
    [InlineData("a", "a")]
    [InlineData("https://www.instagram.com/anna/", "anna")]
    [InlineData("m.instagram.com/anna", "anna")]
    [InlineData("instagr.am/anna", "anna")]
    [InlineData("https://www.instagram.com/anna?igsh=MWx%3D&utm_source=qr", "anna")]
    [InlineData("instagram.com/anna/?hl=en", "anna")]
    [InlineData("https://www.instagram.com/anna/reels/", "anna")]
    [InlineData("https://www.instagram.com/anna/p/C8abc/", "anna")]
    [InlineData("instagram.com/_u/anna", "anna")]
    [InlineData("instagram.com/@anna", "anna")]
    [InlineData("instagram.com/cars.com", "cars.com")]
    public void Read_EveryFormPeoplePaste_IsTheHandle(string text, string handle)
    {
        Assert.Equal(handle, TestPlatforms.Get("INSTAGRAM").Read(text).Handle);
        Assert.Equal($"https://www.instagram.com/{handle}/", TestPlatforms.Get("INSTAGRAM").ProfileUrl(handle));
    }

    [Theory]
    [InlineData("https://www.instagram.com/p/C8abc/", "doesn't lead to a profile")]
    [InlineData("https://www.instagram.com/reel/C8abc/", "doesn't lead to a profile")]
    [InlineData("https://www.instagram.com/tv/C8abc/", "doesn't lead to a profile")]
    [InlineData("https://www.instagram.com/stories/anna/1/", "doesn't lead to a profile")]
    [InlineData("https://www.instagram.com/explore/tags/x/", "doesn't lead to a profile")]
    [InlineData("https://www.instagram.com/share/abc", "doesn't lead to a profile")]
    [InlineData("https://www.instagram.com/", "doesn't lead to a profile")]
    [InlineData("explore", "own pages")]
    [InlineData(".anna", "can't start or end with a dot")]
    [InlineData("anna.", "can't start or end with a dot")]
    [InlineData("an..na", "two dots in a row")]
    [InlineData("an-na", "letters from a to z")]
    [InlineData("änna", "letters from a to z")]
    [InlineData("abcdefghijklmnopqrstuvwxyz12345", "at most 30")]
    public void Read_NoHandle_SaysWhy(string text, string reason)
    {
        Assert.Contains(reason, TestPlatforms.Get("INSTAGRAM").Read(text).Refusal, StringComparison.Ordinal);
    }
}
