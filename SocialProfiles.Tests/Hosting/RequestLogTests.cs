using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;

namespace SocialProfiles.Tests.Hosting;

public sealed partial class RequestLogTests
{
    private const string Secret = "q7Zk2mWx9LrT4vBn";

    [Fact]
    public async Task Log_PageOfAnInvitation_IsItsPatternWithoutSecretAndQuery()
    {
        await using var app = await StartAsync();
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        using var phone = app.Browser();

        (await phone.GetAsync($"/invitation/{link.Token}?note={Secret}")).Dispose();

        var (requests, log) = await ReadAsync(app);
        Assert.Contains("GET /invitation/{Token} answered 200 in ", requests, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Token, requests + log, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, requests + log, StringComparison.Ordinal);
        Assert.DoesNotContain("answered", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_PathThatLeadsNowhere_IsNotRepeated()
    {
        await using var app = await StartAsync();
        using var anybody = app.Api(null);

        (await anybody.GetAsync($"/{Secret}")).Dispose();
        (await anybody.GetAsync($"/api/{Secret}")).Dispose();
        (await anybody.SendAsync(new HttpRequestMessage(new HttpMethod(Secret), "/sign-in"))).Dispose();

        var (requests, log) = await ReadAsync(app);
        Assert.Contains("GET (no route) answered 404 in ", requests, StringComparison.Ordinal);
        Assert.Contains("(other) ", requests, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, requests + log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_RequestThatFails_IsAnErrorAmongTheFaultsWithItsExceptionOnce()
    {
        await using var app = await StartAsync(services => services.AddSingleton<TalentRoster>(_ => throw new InvalidOperationException("on purpose")));
        using var api = app.Api();

        using var answer = await api.GetAsync("/api/admin/talents");

        var (_, log) = await ReadAsync(app);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches(@"ERR \S+ GET /api/admin/talents/? answered 500 in ", log);
        Assert.Equal(2, log.Split("on purpose").Length);
    }

    [Fact]
    public async Task Log_HealthAndLiveLine_AreSilent()
    {
        await using var app = await StartAsync();
        using var anybody = app.Api(null);

        (await anybody.GetAsync("/health/live")).Dispose();
        (await anybody.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).Dispose();
        (await anybody.GetAsync("/sign-in")).Dispose();

        var (requests, _) = await ReadAsync(app);
        Assert.Contains("GET /sign-in answered 200 in ", requests, StringComparison.Ordinal);
        Assert.DoesNotContain("/health", requests, StringComparison.Ordinal);
        Assert.DoesNotContain("/_blazor", requests, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_Files_AreTheirOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var app = await StartAsync();
        using var anybody = app.Api(null);

        (await anybody.GetAsync("/sign-in")).Dispose();
        await app.StopAsync();

        var files = new DirectoryInfo(Path.Combine(app.DataDirectory, "logs")).GetFiles();
        Assert.Contains(files, file => file.Name.StartsWith("requests-", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
    }

    [Fact]
    public async Task Log_TwoHostsInOneProcess_KeepTheirOwn()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        LogText(first.Get<ILoggerFactory>().CreateLogger("Test"), "of the first");
        using (var anybody = first.Api(null))
        {
            (await anybody.GetAsync("/sign-in")).Dispose();
        }

        var ofFirst = await ReadAsync(first);
        LogText(second.Get<ILoggerFactory>().CreateLogger("Test"), "of the second");
        var ofSecond = await ReadAsync(second);

        Assert.Contains("of the first", ofFirst.Log, StringComparison.Ordinal);
        Assert.Contains("/sign-in", ofFirst.Requests, StringComparison.Ordinal);
        Assert.Contains("of the second", ofSecond.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("of the first", ofSecond.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("/sign-in", ofSecond.Requests, StringComparison.Ordinal);
    }

    /// <summary>As it ships: requests are logged at Information.</summary>
    private static Task<TestApp> StartAsync(Action<IServiceCollection>? configure = null) => TestApp.StartAsync(new TestAppOptions
    {
        Settings = [("Serilog:MinimumLevel:Default", "Information")],
        Configure = builder => configure?.Invoke(builder.Services),
    });

    private static async Task<(string Requests, string Log)> ReadAsync(TestApp app)
    {
        await app.StopAsync();
        return (await ReadAsync(app, "requests-*.log"), await ReadAsync(app, "socialprofiles-*.log"));
    }

    private static async Task<string> ReadAsync(TestApp app, string files) =>
        Directory.GetFiles(Path.Combine(app.DataDirectory, "logs"), files) is [var file, ..] ? await File.ReadAllTextAsync(file) : "";

    [LoggerMessage(LogLevel.Warning, "{Text:l}")]
    private static partial void LogText(ILogger logger, string text);
}
