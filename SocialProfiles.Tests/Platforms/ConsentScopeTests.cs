using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Platforms.YouTube;

namespace SocialProfiles.Tests.Platforms;

public sealed class ConsentScopeTests
{
    [Theory]
    [InlineData("https://www.googleapis.com/auth/youtube.readonly", true)]
    [InlineData("https://www.googleapis.com/auth/youtube", true)]
    [InlineData("https://www.googleapis.com/auth/youtube.force-ssl", true)]
    [InlineData("https://www.googleapis.com/auth/youtube.upload", false)]
    [InlineData("https://www.googleapis.com/auth/yt-analytics.readonly", false)]
    public void MissingFrom_BroaderScopeGranted_CountsAsTheWantedOne(string granted, bool complete)
    {
        Assert.Equal(complete, YouTubeScopes.Terms.MissingFrom([granted]) is null);
        Assert.Equal(complete, new ConsentAccess("token", [granted]).Has(YouTubeScopes.Channel));
    }

    [Fact]
    public void MissingFrom_OnlyTheBasicScopeOfTikTok_IsEnough()
    {
        Assert.Null(TikTokScopes.Terms.MissingFrom(["user.info.basic"]));
    }
}
