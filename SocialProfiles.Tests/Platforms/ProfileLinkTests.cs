using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.Platforms;

public sealed class ProfileLinkTests
{
    [Theory]
    [InlineData("https://www.instagram.com/anna/", "www.instagram.com")]
    [InlineData("HTTPS://WWW.Instagram.COM/Anna", "www.instagram.com")]
    [InlineData("http://tiktok.com/@anna?lang=en#top", "tiktok.com")]
    [InlineData("  instagram.com/anna\r\n", "instagram.com")]
    [InlineData("instagram.com", "instagram.com")]
    [InlineData("www.youtube.be", "www.youtube.be")]
    [InlineData("instagram.com.evil.io", "instagram.com.evil.io")]
    [InlineData("instagram.com.evil.io/anna", "instagram.com.evil.io")]
    [InlineData("https://evil.io?x=instagram.com/anna", "evil.io")]
    [InlineData("https://evil.io#instagram.com/anna", "evil.io")]
    public void HostOf_Link_IsTheHostThatWouldBeAsked(string text, string host)
    {
        Assert.Equal(host, ProfileLink.HostOf(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@")]
    [InlineData("anna")]
    [InlineData("@anna")]
    [InlineData("anna.design")]
    [InlineData("@cars.com")]
    [InlineData("company/anna")]
    [InlineData("channel/UCaaaaaaaaaaaaaaaaaaaaaa")]
    public void HostOf_NoLink_IsNull(string text)
    {
        Assert.Null(ProfileLink.HostOf(text));
    }

    public static TheoryData<string> Untrusted =>
    [
        // User names in front of the real host.
        "instagram.com@evil.io",
        "https://instagram.com@evil.io/anna",
        "https://instagram.com:443@evil.io/anna",
        "https://user:secret@instagram.com/anna",
        "anna@example.com",
        // Ports.
        "https://instagram.com:8080/anna",
        "https://www.instagram.com:443/anna",
        "instagram.com:80/anna",
        // Schemes.
        "ftp://instagram.com/anna",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "javascript://instagram.com/%0aalert(1)",
        "data:text/html,anna",
        "https:instagram.com/anna",
        "https:/instagram.com/anna",
        "//instagram.com/anna",
        "https:///instagram.com/anna",
        "https://https://instagram.com/anna",
        // Addresses of computers.
        "http://127.0.0.1/anna",
        "127.0.0.1",
        "127.0.0.1/anna",
        "http://10.0.0.1/anna",
        "192.168.1.1/anna",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/anna",
        "[::1]/anna",
        "http://2130706433/anna",
        "http://0x7f.1/anna",
        "http://localhost/anna",
        "localhost",
        "http://instagram.com.localhost/anna",
        // Hosts that look like others.
        "https://xn--nstagram-qza.com/anna",
        "https://іnstagram.com/anna",
        "https://instagram。com/anna",
        "https://instagram.com./anna",
        "https://.instagram.com/anna",
        "https://instagram..com/anna",
        "https://instagram_com/anna",
        "https://instagram/anna",
        // Paths that lead elsewhere than they seem.
        @"https://instagram.com\@evil.io/anna",
        @"https:\\instagram.com\anna",
        @"instagram.com\anna",
        "https://instagram.com/../anna",
        "https://instagram.com/./anna",
        "https://instagram.com//anna",
        "https://instagram.com/anna/../../x",
        "https://instagram.com/%2e%2e/anna",
        "https://instagram.com/%2Fanna",
        "https://instagram.com/anna%00",
        "https://instagram.com/anna%0d%0aX:y",
        "https://instagram.com/%252e",
        "https://instagram.com/a%5Cb",
        // Text that is not what it seems.
        "an na",
        "instagram.com/an na",
        "an\tna",
        "an\u0000na",
        "an\u001bna",
        "anna\u200b",
        "\u202eanna",
        "\ufeffanna",
        "\ud83danna",
        "@@anna",
        "@anna:x",
    ];

    [Theory]
    [MemberData(nameof(Untrusted))]
    public void Read_Untrusted_IsRefusedByEveryPlatform(string text)
    {
        Assert.Null(ProfileLink.HostOf(text) is { } host && TestPlatforms.Catalog.All.Any(platform => platform.OwnsHost(host)) ? host : null);
        Assert.All(TestPlatforms.Catalog.All, platform => AssertSentence(platform.Read(text)));
    }

    [Theory]
    [InlineData("instagram.com.evil.io")]
    [InlineData("evil.com")]
    public void Read_BareDomainOfNobody_IsAcceptedOnlyWhereHandlesAreDomains(string text) => Assert.All(TestPlatforms.Catalog.All, platform =>
    {
        var (chosen, reading) = TestPlatforms.Catalog.Read(platform, text);

        Assert.Same(platform, chosen);
        Assert.Equal(platform.Key == "BLUESKY" ? text : null, reading.Handle);
    });

    [Theory]
    [InlineData("https://instagram.com.evil.io/anna")]
    [InlineData("https://evil.io/instagram.com/anna")]
    [InlineData("evil.io/anna")]
    [InlineData("https://notinstagram.com/anna")]
    [InlineData("https://instagram.com.co/anna")]
    [InlineData("https://evilinstagram.com/anna")]
    [InlineData("https://evil.youtube.com/@anna")]
    [InlineData("https://evil.linkedin.com/in/anna")]
    [InlineData("https://xlinkedin.com/in/anna")]
    [InlineData("www.evil.io")]
    [InlineData("https://facebook.com/anna")]
    public void Read_HostOfNobody_IsRefusedByEveryPlatform(string text)
    {
        Assert.All(TestPlatforms.Catalog.All, platform =>
        {
            var (chosen, reading) = TestPlatforms.Catalog.Read(platform, text);

            Assert.Same(platform, chosen);
            AssertSentence(reading);
            Assert.Contains(platform.Name, reading.Refusal, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Read_Huge_IsRefused()
    {
        var text = "https://instagram.com/" + new string('a', 10_000_000);

        Assert.All(TestPlatforms.Catalog.All, platform => AssertSentence(platform.Read(text)));
    }

    [Theory]
    [InlineData("INSTAGRAM", "https://www.tiktok.com/@anna", "TIKTOK", "anna")]
    [InlineData("TIKTOK", "youtube.com/@anna", "YOUTUBE", "anna")]
    [InlineData("YOUTUBE", "https://twitter.com/anna/status/1", "X", "anna")]
    [InlineData("X", "https://uk.linkedin.com/in/anna", "LINKEDIN", "anna")]
    [InlineData("LINKEDIN", "instagr.am/anna", "INSTAGRAM", "anna")]
    [InlineData("TIKTOK", "@anna", "TIKTOK", "anna")]
    public void CatalogRead_LinkOfAnotherPlatform_WinsOverTheChoice(string chosen, string text, string platform, string handle)
    {
        var (owner, reading) = TestPlatforms.Catalog.Read(TestPlatforms.Get(chosen), text);

        Assert.Equal(platform, owner.Key);
        Assert.Equal(handle, reading.Handle);
    }

    private static void AssertSentence(HandleReading reading)
    {
        Assert.False(reading.Accepted);
        Assert.EndsWith(".", reading.Refusal, StringComparison.Ordinal);
        Assert.True(char.IsUpper(reading.Refusal[0]) || reading.Refusal[0] == '“', reading.Refusal);
    }
}
