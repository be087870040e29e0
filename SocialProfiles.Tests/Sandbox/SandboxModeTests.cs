using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Sandbox;
using SocialProfiles.Tests.TestKit;

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

    [Theory]
    [InlineData("Production", null, false)]
    [InlineData("Development", null, true)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", false)]
    public void IsOn_CredentialsSetInTheApplication_CountLikeConfiguredOnes(string environment, string? enabled, bool expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Sandbox:Enabled"] = enabled }).Build();
        var host = Substitute.For<IHostEnvironment>();
        host.EnvironmentName.Returns(environment);

        Assert.Equal(expected, SandboxMode.IsOn(configuration, host, hasStoredCredentials: true));
    }

    [Fact]
    public async Task Start_CredentialsWereSavedInTheSandbox_IsRealAfterARestart()
    {
        await using var app = await TestApp.StartAsync(("Sandbox:Enabled", ""));
        var before = app.Get<DataWorld>().IsSandbox;
        await app.Get<SaveCredentials>().ExecuteAsync("YOUTUBE", [new CredentialEntry("ApiKey", "AIza")], Actor.System, CancellationToken.None);
        await app.StopAsync();
        await app.StartAgainAsync();

        Assert.Equal((true, false), (before, app.Get<DataWorld>().IsSandbox));
        Assert.Equal(["YOUTUBE"], app.Get<PlatformCatalog>().All.Where(platform => platform.IsConfigured && platform.Credentials.Any(field => field.Use == CredentialUse.ByHand)).Select(platform => platform.Key));
    }

    [Fact]
    public async Task Start_StoredCredentialsNoLongerOpen_StaysReal()
    {
        await using var app = await TestApp.StartAsync(("Sandbox:Enabled", ""));
        await app.Get<SaveCredentials>().ExecuteAsync("YOUTUBE", [new CredentialEntry("ApiKey", "AIza")], Actor.System, CancellationToken.None);
        await app.StopAsync();
        Directory.Delete(Path.Combine(app.DataDirectory, "keys"), recursive: true);
        await app.StartAgainAsync();

        Assert.False(app.Get<DataWorld>().IsSandbox);
    }
}
