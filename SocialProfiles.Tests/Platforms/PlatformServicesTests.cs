using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

public sealed class PlatformServicesTests
{
    [Fact]
    public void IsConfigured_NothingSet_IsTrueOnlyWhereNoCredentialIsNeeded()
    {
        Assert.Equal(["TIKTOK", "X", "LINKEDIN"], TestPlatforms.Catalog.All.Where(platform => platform.IsConfigured).Select(platform => platform.Key));
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
            ("Platforms:TikTok:OEmbedBaseUrl", "nonsense"));

        var thrown = Assert.Throws<AggregateException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        var faults = thrown.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures).ToList();
        Assert.Equal(
            [
                "Platforms:Instagram:AccessToken", "Platforms:Instagram:AgencyUserId", "Platforms:Instagram:ApiVersion", "Platforms:Instagram:Concurrency", "Platforms:Instagram:GraphBaseUrl",
                "Platforms:Instagram:MaxResponseBytes", "Platforms:Instagram:PageSize", "Platforms:Instagram:RequestsPerMinute", "Platforms:Instagram:TimeoutSeconds",
                "Platforms:TikTok:OEmbedBaseUrl", "Platforms:YouTube:DataBaseUrl", "Platforms:YouTube:PageSize",
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

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<InstagramOptions>>().Value);

        Assert.Contains("belong together", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AddressOverriddenAfterTheStart_IsTheOneThatIsCalled()
    {
        var address = "https://not.yet.example";
        var collection = TestPlatforms.Services();
        collection.AddSingleton<IPostConfigureOptions<TikTokOptions>>(new PostConfigureOptions<TikTokOptions>(null, options => options.OEmbedBaseUrl = address));
        await using var services = collection.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        var client = services.GetRequiredService<PlatformCatalog>().ClientOf("TIKTOK")!;

        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.OK;
            return context.Response.WriteAsync("""{"author_name":"From here"}""", context.RequestAborted);
        });
        address = server.Address;

        var profile = await client.GetProfileAsync(new PlatformAccount("anna", null), TestContext.Current.CancellationToken);
        Assert.Equal("From here", profile.Value.DisplayName);
    }
}
