using Microsoft.Extensions.Logging;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

public sealed partial class LogTests
{
    private const string Secret = "q7Zk2mWx9LrT4vBn";

    public static TheoryData<string, string> Leaks { get; } = new()
    {
        { $"GET https://graph.example/me?fields=id&access_token={Secret}&x=1", "access_token=***&x=1" },
        { $"https://oauth.example/cb?code={Secret}&state={Secret}#end", "?code=***&state=***#end" },
        { $"Authorization: Bearer {Secret}", "Authorization: " },
        { $$"""{"refresh_token": "{{Secret}}", "expires_in": 3600}""", "\"expires_in\": 3600" },
        { $"The key sp_{Secret}{Secret} is unknown", "The key *** is unknown" },
        { $"Password={Secret};Host=db", "Password=***;Host=db" },
        { $"Request starting HTTP/1.1 GET http://localhost/invitation/{Secret}/tiktok?x=1 - - -", "/invitation/***/tiktok?x=1 - - -" },
        { $"returnUrl=%2Finvitation%2F{Secret}%2Fwithdraw", "%2Finvitation%2F***%2Fwithdraw" },
        { $"Request starting HTTP/1.1 GET http://localhost/recover/{Secret} - - -", "/recover/*** - - -" },
        { $"The payload CfDJ8{Secret}{Secret} is not ours", "The payload *** is not ours" },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task Log_Secret_IsReplacedInMessageAndException(string leak, string kept)
    {
        await using var app = await TestApp.StartAsync();
        var logger = app.Get<ILoggerFactory>().CreateLogger("Test");

        LogText(logger, leak);
        LogFault(logger, new InvalidOperationException(leak));
        await app.StopAsync();

        var text = await ReadAsync(app);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split(kept).Length - 1);
    }

    [Fact]
    public async Task Log_Scope_KeepsConnectionAndPlatform()
    {
        await using var app = await TestApp.StartAsync();
        var logger = app.Get<ILoggerFactory>().CreateLogger("Test");
        using (logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["ConnectionId"] = "kept-id", ["Platform"] = "INSTAGRAM" }))
        {
            LogText(logger, "Attempt 2 failed: HTTP 400, code 110, state: open");
        }

        await app.StopAsync();

        var text = await ReadAsync(app);
        Assert.Contains("Attempt 2 failed: HTTP 400, code 110, state: open", text, StringComparison.Ordinal);
        Assert.Contains("\"ConnectionId\":\"kept-id\"", text, StringComparison.Ordinal);
        Assert.Contains("\"Platform\":\"INSTAGRAM\"", text, StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(TestApp app) =>
        File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(app.DataDirectory, "logs"))));

    [LoggerMessage(LogLevel.Warning, "{Text:l}")]
    private static partial void LogText(ILogger logger, string text);

    [LoggerMessage(LogLevel.Warning, "It failed")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
