using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

/// <summary>What is written into configuration files while the program runs.</summary>
public sealed class LastGoodConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sp-settings-").FullName;

    private string File => Path.Combine(_folder, "appsettings.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("not a number")]
    [InlineData("-5")]
    public async Task Platforms_WrongValueWhileItRuns_KeepTheLastGoodOnesAndSayItOnce(string wrong)
    {
        await using var app = await TestApp.StartAsync(("Platforms:YouTube:TimeoutSeconds", "7"), ("Serilog:MinimumLevel:Default", "Error"));
        var options = app.Get<IOptionsMonitor<Core.Platforms.YouTube.YouTubeOptions>>();
        Assert.Equal(7, options.CurrentValue.TimeoutSeconds);
        var configuration = (IConfigurationRoot)app.Get<IConfiguration>();

        Write(configuration, wrong);
        Write(configuration, wrong);

        Assert.Equal(7, options.CurrentValue.TimeoutSeconds);
        Assert.All(app.Get<PlatformCatalog>().All, platform => Assert.NotNull(platform.NotConfiguredReason));
        Write(configuration, "9");
        Assert.Equal(9, options.CurrentValue.TimeoutSeconds);
        await app.StopAsync();
        var log = await System.IO.File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(app.DataDirectory, "logs"))));
        Assert.Single(log.Split('\n'), line => line.Contains("A changed setting is refused, and the last good ones stay in use", StringComparison.Ordinal) && line.Contains("TimeoutSeconds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WrongValue_IsRefusedAsAlways()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => TestApp.StartAsync(("Platforms:YouTube:TimeoutSeconds", "-5")));
    }

    [Theory]
    [InlineData("{ \"Api\": ")]
    [InlineData("")]
    public async Task File_ThatIsNoJsonWhileItRuns_KeepsItsLastGoodValues(string broken)
    {
        await System.IO.File.WriteAllTextAsync(File, """{ "Api": { "RequestsPerMinute": "12" } }""");
        await using var app = Build();

        await System.IO.File.WriteAllTextAsync(File, broken);
        ((IConfigurationRoot)app.Configuration).Reload();
        Assert.Equal("12", app.Configuration["Api:RequestsPerMinute"]);

        await System.IO.File.WriteAllTextAsync(File, """{ "Api": { "RequestsPerMinute": "13" } }""");
        ((IConfigurationRoot)app.Configuration).Reload();
        Assert.Equal("13", app.Configuration["Api:RequestsPerMinute"]);
    }

    [Fact]
    public async Task File_ThatIsNoJsonAtTheStart_IsRefusedAsAlways()
    {
        await System.IO.File.WriteAllTextAsync(File, "{ \"Api\": ");

        Assert.Throws<InvalidDataException>(Build);
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder });
        builder.AddLastGoodConfiguration();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.LogRefusedFiles();
        return app;
    }

    private static void Write(IConfigurationRoot configuration, string value)
    {
        configuration["Platforms:YouTube:TimeoutSeconds"] = value;

        // Sets the value in every source without their reading again, and tells whoever follows.
        ((IConfigurationRoot)configuration).Providers.OfType<Core.Credentials.CredentialSource>().Single()
            .Publish(new Dictionary<string, string>(StringComparer.Ordinal) { ["Probe:Changed"] = Guid.NewGuid().ToString() });
    }
}
