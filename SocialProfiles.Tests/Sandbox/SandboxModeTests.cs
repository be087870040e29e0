using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using SocialProfiles.Web.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxModeTests
{
    [Theory]
    [InlineData("Production", null, null, null, true)]
    [InlineData("Production", null, "token", null, false)]
    [InlineData("Production", null, null, "key", false)]
    [InlineData("Production", null, " ", "", true)]
    [InlineData("Development", null, "token", "key", true)]
    [InlineData("Development", "false", null, null, false)]
    [InlineData("Production", "true", "token", "key", true)]
    [InlineData("Production", "false", null, null, false)]
    public void IsOn_ByEnvironmentSettingAndCredentials(string environment, string? enabled, string? token, string? key, bool expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Enabled"] = enabled,
            ["Platforms:Instagram:AccessToken"] = token,
            ["Platforms:YouTube:ApiKey"] = key,
        }).Build();
        var host = Substitute.For<IHostEnvironment>();
        host.EnvironmentName.Returns(environment);

        Assert.Equal(expected, SandboxMode.IsOn(configuration, host));
    }

    [Theory]
    [InlineData("Platforms:Instagram:AppId")]
    [InlineData("Platforms:TikTok:ClientKey")]
    [InlineData("Platforms:YouTube:ClientId")]
    public void IsOn_WithAnAppToConsentTo_IsOff(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = "app" }).Build();
        var host = Substitute.For<IHostEnvironment>();
        host.EnvironmentName.Returns("Production");

        Assert.False(SandboxMode.IsOn(configuration, host));
    }
}
