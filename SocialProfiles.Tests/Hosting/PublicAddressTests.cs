using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://talents.agency.com", "https://talents.agency.com")]
    [InlineData(" https://talents.agency.com/ ", "https://talents.agency.com")]
    [InlineData("https://Talents.Agency.com:443", "https://talents.agency.com")]
    [InlineData("https://talents.agency.com:8443/", "https://talents.agency.com:8443")]
    [InlineData("https://münchen.de", "https://xn--mnchen-3ya.de")]
    [InlineData("http://localhost:5080", "http://localhost:5080")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    public void Of_PublicUrlSet_IsThatAddress(string configured, string expected)
    {
        var address = new PublicAddress(Options.Create(new PublicAddressOptions { PublicUrl = configured }));

        Assert.True(address.IsConfigured);
        Assert.Equal(expected, address.Of(Request("http", "10.0.0.7:5080")).Base);
        Assert.Equal(expected, address.Of(new Circuit("http://10.0.0.7:5080/")).Base);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Of_NothingSet_IsWhatTheBrowserAskedFor(string? configured)
    {
        var address = new PublicAddress(Options.Create(new PublicAddressOptions { PublicUrl = configured }));

        Assert.False(address.IsConfigured);
        Assert.Equal("https://talents.agency.com:8443", address.Of(Request("https", "talents.agency.com:8443")).Base);
        Assert.Equal("https://talents.agency.com", address.Of(new Circuit("https://talents.agency.com/")).Base);
    }

    [Fact]
    public void Links_Base_LeadToCallbackAndInvitation()
    {
        var links = new PublicLinks("https://talents.agency.com");

        Assert.Equal("https://talents.agency.com/api/socials/oauth/callback", links.Callback);
        Assert.Equal("https://talents.agency.com/invitation/a%2Fb", links.Invitation("a/b"));
        Assert.True(links.IsSecure);
    }

    [Theory]
    [InlineData("talents.agency.com")]
    [InlineData("http://talents.agency.com")]
    [InlineData("ftp://talents.agency.com")]
    [InlineData("https://talents.agency.com/app")]
    [InlineData("https://talents.agency.com/?a=b")]
    [InlineData("https://talents.agency.com/#a")]
    [InlineData("https://me:secret@talents.agency.com")]
    public async Task Start_PublicUrlThatCannotBeUsed_IsRefusedAndNamed(string configured)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(("Web:PublicUrl", configured)));

        var sentence = Assert.Single(refused.Failures);
        Assert.StartsWith("Web:PublicUrl must be", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
    }

    private static HttpRequest Request(string scheme, string host)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = (scheme, new HostString(host));
        return context.Request;
    }

    private sealed class Circuit : NavigationManager
    {
        public Circuit(string address) => Initialize(address, address);
    }
}
