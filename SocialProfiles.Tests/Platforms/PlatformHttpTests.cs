using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

/// <summary>The line itself, over a real server: what a recorded handler cannot show.</summary>
public sealed class PlatformHttpTests
{
    private readonly TestClock _clock = new();
    private readonly TikTokOptions _options = new() { MaxResponseBytes = 64 * 1024 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Compressed_IsRead()
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            Assert.Contains("gzip", context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
            await ZipAsync(context, """{"author_name":"Anna"}"""u8.ToArray());
        });

        Assert.Equal("Anna", (await GetAsync(server)).Value.AuthorName);
    }

    [Fact]
    public async Task Get_CompressedBomb_IsRefusedAtTheLimitOfWhatComesOut()
    {
        await using var server = await LocalServer.StartAsync(context => ZipAsync(context, new byte[16 * 1024 * 1024]));

        Assert.Equal(FailureKind.BadResponse, (await GetAsync(server)).Failure?.Kind);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(20_000, true)]
    [InlineData(64 * 1024, true)]
    [InlineData((64 * 1024) + 1, false)]
    [InlineData(1_000_000, false)]
    public async Task Get_LengthNotTold_IsReadUpToTheLimit(int bytes, bool read)
    {
        const string body = """{"author_name":"Anna"}""";
        await using var server = await LocalServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync(body, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await context.Response.WriteAsync(new string(' ', Math.Max(0, bytes - body.Length)), context.RequestAborted);
        });

        var result = await GetAsync(server);

        Assert.Equal(read ? null : FailureKind.BadResponse, result.Failure?.Kind);
    }

    [Fact]
    public async Task Get_ByteOrderMark_IsPassedOver()
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.WriteAsync("\uFEFF{\"author_name\":\"Anna\"}", context.RequestAborted));

        Assert.Equal("Anna", (await GetAsync(server)).Value.AuthorName);
    }

    [Fact]
    public async Task Get_NotTheGzipItClaims_IsBadResponse()
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("""{"author_name":"Anna"}""", context.RequestAborted);
        });

        Assert.Equal(FailureKind.BadResponse, (await GetAsync(server)).Failure?.Kind);
    }

    [Fact]
    public async Task Get_LineCutInTheMiddle_IsPlatformDown()
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"author_name":"An""", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        });

        Assert.Equal(FailureKind.PlatformDown, (await GetAsync(server)).Failure?.Kind);
    }

    [Fact]
    public async Task Get_NobodyListens_IsPlatformDown()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(FailureKind.PlatformDown, (await GetAsync($"http://127.0.0.1:{port}")).Failure?.Kind);
    }

    [Fact]
    public async Task Get_SilenceInTheMiddleOfABody_IsPlatformDownOnceTheTimeIsUp()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LocalServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("""{"author_name":""", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var fetching = GetAsync(server);
        await begun.Task;
        _clock.Advance(TimeSpan.FromSeconds(_options.TimeoutSeconds));

        Assert.Equal(FailureKind.PlatformDown, (await fetching).Failure?.Kind);
    }

    [Fact]
    public async Task Get_NoAnswerInTime_SaysThatItWasTheAnswer()
    {
        using var http = new RecordedHttp().OnSilence("https://www.tiktok.com/oembed");
        using var line = NewLine("https://www.tiktok.com", http);

        var fetching = GetAsync(line, "/oembed");
        _clock.Advance(TimeSpan.FromSeconds(_options.TimeoutSeconds));

        Assert.Equal(new PlatformFailure(FailureKind.PlatformDown, "no answer within 10 s"), (await fetching).Failure);
        Assert.Equal(0, _clock.Waiting);
    }

    [Fact]
    public async Task Get_BodyNotWholeInTime_SaysThatItWasTheBody()
    {
        using var http = new RecordedHttp();
        using var line = NewLine("https://www.tiktok.com", http);
        var body = new Pipe();
        http.OnContent("https://www.tiktok.com/oembed", () => new StreamContent(body.Reader.AsStream()));

        var fetching = GetAsync(line, "/oembed");
        _clock.Advance(TimeSpan.FromSeconds(_options.TimeoutSeconds));

        Assert.Equal(new PlatformFailure(FailureKind.PlatformDown, "no whole body within 10 s"), (await fetching).Failure);
        Assert.Equal(0, _clock.Waiting);
    }

    [Fact]
    public async Task PostForm_LineBreaksOnceItWasReceived_IsNotSentAgain()
    {
        var received = 0;
        await using var server = await LocalServer.StartAsync(async context =>
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            if (Interlocked.Increment(ref received) > 1)
            {
                context.Abort();
                return;
            }

            await context.Response.WriteAsync("""{"access_token":"new"}""", context.RequestAborted);
        });
        using var line = NewLine(server.Address);
        await ExchangeAsync();

        // On a connection that was used before, which is where a handler may send again by itself.
        var broken = await ExchangeAsync();

        Assert.Equal(FailureKind.PlatformDown, broken.Failure?.Kind);
        Assert.Equal(2, received);

        Task<Result<OAuthReply, PlatformFailure>> ExchangeAsync() =>
            line.PostFormAsync("/token", [new("code", "once")], OAuthJson.Default.OAuthReply, TikTokConsentFailures.Read, Cancellation);
    }

    [Fact]
    public async Task Get_Redirect_ReachesNobodyElse()
    {
        var reached = false;
        await using var elsewhere = await LocalServer.StartAsync(_ =>
        {
            reached = true;
            return Task.CompletedTask;
        });
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Address);
            return Task.CompletedTask;
        });

        Assert.Equal(FailureKind.BadResponse, (await GetAsync(server)).Failure?.Kind);
        Assert.False(reached);
    }

    [Fact]
    public async Task Get_Twice_UsesOneConnectionAndSendsNoCookieBack()
    {
        var connections = new HashSet<string>();
        var cookies = new List<string>();
        await using var server = await LocalServer.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            cookies.Add(context.Request.Headers.Cookie.ToString());
            context.Response.Headers.SetCookie = "who=you";
            return context.Response.WriteAsync("""{"author_name":"Anna"}""", context.RequestAborted);
        });
        using var line = NewLine(server.Address);

        await GetAsync(line, "/oembed");
        await GetAsync(line, "/oembed");

        Assert.Single(connections);
        Assert.Equal(["", ""], cookies);
    }

    [Fact]
    public async Task PostForm_SecretsAndOddCharacters_ArriveInTheBodyAlone()
    {
        var form = new Dictionary<string, string>();
        var address = "";
        await using var server = await LocalServer.StartAsync(async context =>
        {
            address = context.Request.Path + context.Request.QueryString;
            foreach (var (name, value) in await context.Request.ReadFormAsync(context.RequestAborted))
            {
                form[name] = value.ToString();
            }

            await context.Response.WriteAsync("""{"access_token":"new"}""", context.RequestAborted);
        });
        using var line = NewLine(server.Address);

        var answer = await line.PostFormAsync("/token", [new("code", "a*0!6410+/=&ü"), new("client_secret", "s e")], OAuthJson.Default.OAuthReply, TikTokConsentFailures.Read, Cancellation);

        Assert.Equal("new", answer.Value.AccessToken);
        Assert.Equal(new Dictionary<string, string> { ["code"] = "a*0!6410+/=&ü", ["client_secret"] = "s e" }, form);
        Assert.Equal("/token", address);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public async Task PostForm_AnswerWithoutABody_IsWhatTheCallerTakesItFor(string body)
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.WriteAsync(body, context.RequestAborted));
        using var line = NewLine(server.Address);
        var nothing = new OAuthReply();

        var taken = await line.PostFormAsync("/revoke", [], OAuthJson.Default.OAuthReply, TikTokConsentFailures.Read, Cancellation, nothing);
        var refused = await line.PostFormAsync("/token", [], OAuthJson.Default.OAuthReply, TikTokConsentFailures.Read, Cancellation);

        Assert.Same(nothing, taken.Value);
        Assert.Equal(FailureKind.BadResponse, refused.Failure?.Kind);
    }

    [Fact]
    public async Task Get_SecretInTheQueryOfABrokenCall_IsInNoFailure()
    {
        using var http = new RecordedHttp();
        using var line = NewLine("https://graph.instagram.com", http);
        const string path = "/access_token?access_token=IGAAsecret";
        http.OnFault("https://graph.instagram.com" + path, new HttpRequestException(HttpRequestError.Unknown, path));
        http.On("https://graph.instagram.com" + path, "{", HttpStatusCode.OK);
        http.On("https://graph.instagram.com" + path, path, HttpStatusCode.BadRequest);

        for (var i = 0; i < 3; i++)
        {
            Assert.DoesNotContain("IGAAsecret", (await GetAsync(line, path)).Failure!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_LimitOfOneAccount_PausesNobodyElse()
    {
        using var http = new RecordedHttp();
        var budget = new PlatformBudget(() => new PlatformLimits(1, 0), _clock);
        using var line = TestLine.To(() => _options, budget, _clock, http);
        http.On("https://www.tiktok.com/oembed", "", HttpStatusCode.TooManyRequests).On("https://www.tiktok.com/oembed", "", HttpStatusCode.TooManyRequests);
        var limited = new PlatformFailure(FailureKind.RateLimited, "HTTP 429", TimeSpan.FromMinutes(5));

        await line.GetAsync("/oembed", PlatformCredential.None, TikTokJson.Default.TikTokEmbed, _ => limited with { IsOfOneAccount = true }, Cancellation);
        Assert.Null(budget.BlockedUntil);

        await line.GetAsync("/oembed", PlatformCredential.None, TikTokJson.Default.TikTokEmbed, _ => limited, Cancellation);
        Assert.NotNull(budget.BlockedUntil);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("Tue, 24 Nov 2026 12:01:30 GMT", 90)]
    [InlineData("86400", 3600)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("soon", 0)]
    public async Task Get_FaultWithRetryAfter_PausesThePlatformAsALimitDoesButForAnHourAtMost(string retryAfter, int seconds)
    {
        using var http = new RecordedHttp();
        var budget = new PlatformBudget(() => new PlatformLimits(1, 0), _clock);
        using var line = TestLine.To(() => _options, budget, _clock, http);
        http.On("https://www.tiktok.com/oembed", "", HttpStatusCode.ServiceUnavailable, ("Retry-After", retryAfter));

        var answer = await GetAsync(line, "/oembed");

        Assert.Equal(FailureKind.PlatformDown, answer.Failure?.Kind);
        Assert.Equal(seconds == 0 ? null : _clock.GetUtcNow().AddSeconds(seconds), budget.BlockedUntil);
    }

    [Theory]
    [InlineData("@evil.example/x")]
    [InlineData(".evil.example/x")]
    [InlineData("x")]
    [InlineData("/../secret")]
    [InlineData("/%2e%2e/secret")]
    public async Task Get_PathThatLeadsAway_CallsNobody(string path)
    {
        using var http = new RecordedHttp();
        using var line = NewLine("https://www.tiktok.com/base", http);

        Assert.Equal(FailureKind.BadResponse, (await GetAsync(line, path)).Failure?.Kind);
        Assert.Empty(http.Requests);
    }

    [Theory]
    [InlineData("https://graph.facebook.com", true)]
    [InlineData("https://www.googleapis.com/youtube/v3/", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://localhost:5000/sandbox", true)]
    [InlineData("http://[::1]:5000", true)]
    [InlineData("http://graph.facebook.com", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("ftp://graph.facebook.com", false)]
    [InlineData("https://user@graph.facebook.com", false)]
    [InlineData("https://graph.facebook.com/?x=1", false)]
    [InlineData("https://graph.facebook.com/#x", false)]
    [InlineData("/relative", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsTrusted_EachAddress_IsHttpsOrThisMachine(string? address, bool trusted)
    {
        Assert.Equal(trusted, PlatformAddress.IsTrusted(address));
    }

    private async Task<Result<TikTokEmbed, PlatformFailure>> GetAsync(string address)
    {
        using var line = NewLine(address);
        return await GetAsync(line, "/oembed");
    }

    private Task<Result<TikTokEmbed, PlatformFailure>> GetAsync(LocalServer server) => GetAsync(server.Address);

    private static Task<Result<TikTokEmbed, PlatformFailure>> GetAsync(PlatformHttp line, string path) =>
        line.GetAsync(path, PlatformCredential.None, TikTokJson.Default.TikTokEmbed, TikTokFailures.Read, Cancellation);

    private PlatformHttp NewLine(string address, HttpMessageHandler? handler = null)
    {
        _options.OEmbedBaseUrl = address;
        return TestLine.To(() => _options, new PlatformBudget(() => new PlatformLimits(1, 0), _clock), _clock, handler);
    }

    private static async Task ZipAsync(HttpContext context, byte[] body)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
        await zip.WriteAsync(body, context.RequestAborted);
    }
}
