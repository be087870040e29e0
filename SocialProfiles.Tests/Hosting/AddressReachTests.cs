using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

public sealed class AddressReachTests
{
    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST")]
    [InlineData("http://talents.localhost")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.8.9.10")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("http://0.0.0.0:5080")]
    public void Of_Loopback_IsThisComputer(string address) => Assert.Equal(AddressReach.ThisComputer, AddressReaches.Of(address));

    [Theory]
    [InlineData("http://10.0.0.7:5080")]
    [InlineData("http://192.168.1.20")]
    [InlineData("http://172.16.0.1")]
    [InlineData("http://172.31.255.254")]
    [InlineData("http://169.254.10.10")]
    [InlineData("http://100.64.0.1")]
    [InlineData("http://[fe80::1]")]
    [InlineData("http://[fd12:3456::1]")]
    [InlineData("http://[::ffff:10.0.0.7]")]
    [InlineData("http://studio.local")]
    [InlineData("http://studio.local.")]
    [InlineData("http://nas.lan")]
    [InlineData("https://talents.agency.internal")]
    [InlineData("http://studio-server:5080")]
    public void Of_PrivateAddressOrName_IsTheOwnNetwork(string address) => Assert.Equal(AddressReach.OwnNetwork, AddressReaches.Of(address));

    [Theory]
    [InlineData("https://talents.agency.com/invitation/abc")]
    [InlineData("https://talents.agency.com:8443")]
    [InlineData("https://localhost.agency.com")]
    [InlineData("https://münchen.de")]
    [InlineData("http://172.15.0.1")]
    [InlineData("http://172.32.0.1")]
    [InlineData("http://192.169.0.1")]
    [InlineData("http://11.0.0.1")]
    [InlineData("http://[2001:db8::1]")]
    public void Of_Public_IsAnywhere(string address) => Assert.Equal(AddressReach.Anywhere, AddressReaches.Of(address));
}
