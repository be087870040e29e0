using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

public sealed class PlatformServicesTests
{
    [Fact]
    public void IsConfigured_NothingSet_IsTrueOnlyWhereNoCredentialIsNeeded()
    {
        Assert.Equal(["TIKTOK", "BLUESKY", "X", "LINKEDIN"], TestPlatforms.Catalog.All.Where(platform => platform.IsConfigured).Select(platform => platform.Key));
    }

    [Fact]
    public async Task IsConfigured_KeysSet_IsTrue()
    {
        await using var services = TestPlatforms.Provide(("Platforms:Instagram:AgencyUserId", "178"), ("Platforms:Instagram:AccessToken", "EAAG"), ("Platforms:YouTube:ApiKey", "AIza"));

        Assert.All(services.GetRequiredService<PlatformCatalog>().All, platform => Assert.True(platform.IsConfigured, platform.Key));
    }

    [Fact]
    public void ClientOf_EachPlatform_IsThereExactlyWhereSomethingIsFetched()
    {
        Assert.All(TestPlatforms.Catalog.All, platform => Assert.Equal(platform.ManualAccess != ManualAccess.LinkOnly, TestPlatforms.Catalog.ClientOf(platform.Key) is not null));
    }

    [Fact]
    public async Task Validate_ManyFaults_TellsAllAtOnceWithTheirKeys()
    {
        await using var services = TestPlatforms.Provide(
            ("Platforms:Instagram:GraphBaseUrl", "http://graph.facebook.com"),
            ("Platforms:Instagram:ApiVersion", "../x"),
            ("Platforms:Instagram:AgencyUserId", "@anna"),
            ("Platforms:Instagram:AccessToken", "EAAG\nX-Evil: 1"),
            ("Platforms:Instagram:PageSize", "0"),
            ("Platforms:Instagram:Concurrency", "0"),
            ("Platforms:Instagram:RequestsPerMinute", "-1"),
            ("Platforms:Instagram:TimeoutSeconds", "0"),
            ("Platforms:Instagram:MaxResponseBytes", "10"),
            ("Platforms:YouTube:DataBaseUrl", "https://user:secret@example.com/"),
            ("Platforms:YouTube:PageSize", "51"),
            ("Platforms:TikTok:OEmbedBaseUrl", "nonsense"),
            ("Platforms:Bluesky:AppViewBaseUrl", "http://public.api.bsky.app"),
            ("Platforms:Bluesky:PageSize", "101"),
            ("Platforms:Instagram:TokenBaseUrl", "http://api.instagram.com"),
            ("Platforms:Instagram:UserGraphBaseUrl", ""),
            ("Platforms:Instagram:AuthorizeUrl", "/somewhere/else"),
            ("Platforms:Instagram:AppId", "my app"),
            ("Platforms:Instagram:AppSecret", "a secret\n"),
            ("Platforms:TikTok:ApiBaseUrl", "https://open.tiktokapis.com/?x=1"),
            ("Platforms:TikTok:AuthorizeUrl", "http://www.tiktok.com/v2/auth/authorize/"),
            ("Platforms:TikTok:ClientKey", "aw Evil"),
            ("Platforms:TikTok:ClientSecret", "Evil\r"),
            ("Platforms:YouTube:TokenBaseUrl", "x"),
            ("Platforms:YouTube:AnalyticsBaseUrl", "x"),
            ("Platforms:YouTube:AuthorizeUrl", "/sandbox/../settings"),
            ("Platforms:YouTube:ClientId", "GOCSPX-Evil"),
            ("Platforms:YouTube:ClientSecret", "é"));

        var thrown = Assert.Throws<AggregateException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        var faults = thrown.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures).ToList();
        Assert.Equal(
            [
                "Platforms:Bluesky:AppViewBaseUrl", "Platforms:Bluesky:PageSize",
                "Platforms:Instagram:AccessToken", "Platforms:Instagram:AgencyUserId", "Platforms:Instagram:ApiVersion", "Platforms:Instagram:AppId", "Platforms:Instagram:AppSecret",
                "Platforms:Instagram:AuthorizeUrl", "Platforms:Instagram:Concurrency", "Platforms:Instagram:GraphBaseUrl", "Platforms:Instagram:MaxResponseBytes", "Platforms:Instagram:PageSize",
                "Platforms:Instagram:RequestsPerMinute", "Platforms:Instagram:TimeoutSeconds", "Platforms:Instagram:TokenBaseUrl", "Platforms:Instagram:UserGraphBaseUrl",
                "Platforms:TikTok:ApiBaseUrl", "Platforms:TikTok:AuthorizeUrl", "Platforms:TikTok:ClientKey", "Platforms:TikTok:ClientSecret", "Platforms:TikTok:OEmbedBaseUrl",
                "Platforms:YouTube:AnalyticsBaseUrl", "Platforms:YouTube:AuthorizeUrl", "Platforms:YouTube:ClientId", "Platforms:YouTube:ClientSecret", "Platforms:YouTube:DataBaseUrl",
                "Platforms:YouTube:PageSize", "Platforms:YouTube:TokenBaseUrl",
            ],
            faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("secret", string.Concat(faults), StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", string.Concat(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Defaults_AreFine()
    {
        await using var services = TestPlatforms.Provide();

        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void Validate_HalfOfInstagramsCredentials_AsksForBoth()
    {
        using var services = TestPlatforms.Provide(("Platforms:Instagram:AccessToken", "EAAG"));

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptionsMonitor<InstagramOptions>>().CurrentValue);

        Assert.Contains("belong together", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Platforms:Instagram:AppId", "990600000000001")]
    [InlineData("Platforms:Instagram:AppSecret", "secret")]
    [InlineData("Platforms:TikTok:ClientKey", "aw1234")]
    [InlineData("Platforms:TikTok:ClientSecret", "secret")]
    [InlineData("Platforms:YouTube:ClientId", "1.apps.googleusercontent.com")]
    [InlineData("Platforms:YouTube:ClientSecret", "secret")]
    public void Validate_HalfOfAnApp_AsksForBoth(string key, string value)
    {
        using var services = TestPlatforms.Provide((key, value));

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("belong together", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ConsentPageOfTheSandbox_IsFine()
    {
        using var services = TestPlatforms.Provide(("Platforms:TikTok:AuthorizeUrl", "/sandbox/tiktok/consent"));

        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task Get_AddressChangedWhileItRuns_IsTheOneThatIsCalled()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Platforms:TikTok:OEmbedBaseUrl", "https://not.yet.example")]).Build();
        await using var services = new ServiceCollection().AddPlatforms(configuration).BuildServiceProvider(validateScopes: true);
        services.GetRequiredService<IStartupValidator>().Validate();
        var client = services.GetRequiredService<PlatformCatalog>().ClientOf("TIKTOK")!;

        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.OK;
            return context.Response.WriteAsync("""{"author_name":"From here"}""", context.RequestAborted);
        });
        configuration["Platforms:TikTok:OEmbedBaseUrl"] = server.Address;
        configuration.Reload();

        var profile = await client.GetProfileAsync(new PlatformAccount("anna", null), TestContext.Current.CancellationToken);
        Assert.Equal("From here", profile.Value.DisplayName);
    }

    [Fact]
    public async Task IsConfigured_CredentialsSetWhileItRuns_IsTrueAtOnce()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        await using var services = new ServiceCollection().AddPlatforms(configuration).BuildServiceProvider(validateScopes: true);
        var consent = services.GetRequiredService<PlatformCatalog>().ConsentOf("TIKTOK")!;
        Assert.False(consent.IsConfigured);

        configuration["Platforms:TikTok:ClientKey"] = "aw1234";
        configuration["Platforms:TikTok:ClientSecret"] = "secret";
        configuration.Reload();

        Assert.True(consent.IsConfigured);
    }

    [Fact]
    public async Task Lines_OfEachPlatform_AreThereOnce()
    {
        await using var services = TestPlatforms.Provide();
        string[] lines = ["INSTAGRAM", "INSTAGRAM/token", "INSTAGRAM/user", "TIKTOK", "TIKTOK/api", "YOUTUBE", "YOUTUBE/token", "YOUTUBE/analytics", "BLUESKY"];

        Assert.All(lines, line => Assert.Same(services.GetRequiredKeyedService<PlatformHttp>(line), services.GetRequiredKeyedService<Lazy<PlatformHttp>>(line).Value));
    }
}
