using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.Platforms.Bluesky;

public sealed class BlueskyPlatformTests
{
    [Theory]
    [InlineData("anna.bsky.social", "anna.bsky.social")]
    [InlineData(" @Anna.bsky.social ", "Anna.bsky.social")]
    [InlineData("anna", "anna.bsky.social")]
    [InlineData("nytimes.com", "nytimes.com")]
    [InlineData("@nytimes.com", "nytimes.com")]
    [InlineData("anna.co.uk", "anna.co.uk")]
    [InlineData("bsky.app", "bsky.app")]
    [InlineData("did:plc:aaaaaaaaaaaaaaaaaaaa2345", "did:plc:aaaaaaaaaaaaaaaaaaaa2345")]
    [InlineData("did:web:anna.com", "did:web:anna.com")]
    [InlineData("https://bsky.app/profile/nytimes.com", "nytimes.com")]
    [InlineData("bsky.app/profile/anna.bsky.social", "anna.bsky.social")]
    [InlineData("https://bsky.app/profile/anna.bsky.social/post/3lvideo222222?ref=x", "anna.bsky.social")]
    [InlineData("https://bsky.app/profile/did:plc:aaaaaaaaaaaaaaaaaaaa2345/post/3l", "did:plc:aaaaaaaaaaaaaaaaaaaa2345")]
    [InlineData("https://bsky.app/profile/did%3Aplc%3Aaaaaaaaaaaaaaaaaaaaa2345", "did:plc:aaaaaaaaaaaaaaaaaaaa2345")]
    public void Read_EveryFormPeoplePaste_IsTheHandle(string text, string handle)
    {
        Assert.Equal(handle, TestPlatforms.Get("BLUESKY").Read(text).Handle);
        Assert.Equal($"https://bsky.app/profile/{handle}", TestPlatforms.Get("BLUESKY").ProfileUrl(handle));
    }

    [Theory]
    [InlineData("https://bsky.app", "doesn't lead to a profile")]
    [InlineData("www.bsky.app", "doesn't lead to a profile")]
    [InlineData("www.nytimes.com", "doesn't belong to Bluesky")]
    [InlineData("https://bsky.app/search?q=anna", "doesn't lead to a profile")]
    [InlineData("https://nytimes.com", "doesn't belong to Bluesky")]
    [InlineData("nytimes.com/section/arts", "doesn't belong to Bluesky")]
    [InlineData("@did:plc:short", "neither a handle nor a link")]
    [InlineData("https://bsky.app/profile/did:example:anna", "isn't a Bluesky DID")]
    [InlineData("an_na", "letters from a to z")]
    [InlineData("anna.", "is a domain")]
    [InlineData("-anna.com", "is a domain")]
    [InlineData("anna..com", "is a domain")]
    [InlineData("10.0.0.7", "is a domain")]
    [InlineData("anna@example.com", "@ in the middle")]
    public void Read_NoHandle_SaysWhy(string text, string reason)
    {
        Assert.Contains(reason, TestPlatforms.Get("BLUESKY").Read(text).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nytimes.com", "BLUESKY")]
    [InlineData("https://www.instagram.com/anna", "INSTAGRAM")]
    [InlineData("instagram.com", "INSTAGRAM")]
    public void Read_OfTheCatalog_TakesADomainForAHandleUnlessItIsAnotherPlatforms(string text, string platform)
    {
        Assert.Equal(platform, TestPlatforms.Catalog.Read(TestPlatforms.Get("BLUESKY"), text).Platform.Key);
    }

    [Fact]
    public void Consent_OfBluesky_IsNotNeeded()
    {
        Assert.Null(TestPlatforms.Catalog.ConsentOf("BLUESKY"));
        Assert.Null(TestPlatforms.Get("BLUESKY").ConsentWouldAdd);
        Assert.Equal(ManualAccess.Numbers, TestPlatforms.Get("BLUESKY").ManualAccess);
    }
}
