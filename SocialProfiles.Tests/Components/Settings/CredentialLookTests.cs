using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.Platforms;
using SocialProfiles.Web.Components.Settings;

namespace SocialProfiles.Tests.Components.Settings;

public sealed class CredentialLookTests
{
    [Theory]
    [InlineData("LINKEDIN", CredentialUse.Consent, "Not offered")]
    [InlineData("LINKEDIN", CredentialUse.ByHand, "Link only")]
    [InlineData("TIKTOK", CredentialUse.ByHand, "Needs no credentials")]
    [InlineData("TIKTOK", CredentialUse.Consent, "Not set")]
    [InlineData("YOUTUBE", CredentialUse.ByHand, "Not set")]
    public void Look_NothingSet_SaysWhatItTakes(string platform, CredentialUse use, string expected) =>
        Assert.Equal(expected, Look(Credentials(platform, _ => (false, false)), use).Text);

    [Theory]
    [InlineData(false, null, "Set")]
    [InlineData(true, null, "Set by configuration")]
    [InlineData(false, "“API key” holds a space.", "Set, but not used")]
    [InlineData(true, "“API key” holds a space.", "Set by configuration")]
    public void Look_AllSet_SaysByWhat(bool isConfigured, string? problem, string expected) =>
        Assert.Equal(expected, Look(Credentials("YOUTUBE", _ => (true, isConfigured), problem), CredentialUse.ByHand).Text);

    [Fact]
    public void Look_HalfSet_IsNotSet() =>
        Assert.Equal("Not set", Look(Credentials("YOUTUBE", option => (option == "ClientId", false)), CredentialUse.Consent).Text);

    private static CredentialLook Look(PlatformCredentials credentials, CredentialUse use) =>
        CredentialLook.Of(credentials, use, TestPlatforms.Catalog.ConsentOf(credentials.Platform.Key) is not null);

    private static PlatformCredentials Credentials(string key, Func<string, (bool IsSet, bool IsConfigured)> of, string? problem = null)
    {
        var platform = TestPlatforms.Get(key);
        return new PlatformCredentials(
            platform,
            [.. platform.Credentials.Select(field => new CredentialState(field, field.Option, of(field.Option).IsSet, of(field.Option).IsConfigured, Value: null, StoredAt: null))],
            problem);
    }
}
