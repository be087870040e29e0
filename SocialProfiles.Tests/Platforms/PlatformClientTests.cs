using System.Globalization;
using System.Net;
using System.Text;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

/// <summary>What every client must do alike. A new platform inherits these and adds what is its own.</summary>
public abstract class PlatformClientTests : IDisposable
{
    protected const string Handle = "studio.demo";

    private readonly List<PlatformHttp> _lines = [];

    protected TestClock Clock { get; } = new();

    protected RecordedHttp Http { get; } = new();

    /// <summary>The full address of the first call for <see cref="Handle"/>.</summary>
    protected abstract string ProfileCall { get; }

    /// <summary>The answer to <see cref="ProfileCall"/> for an account that is not there.</summary>
    protected abstract (HttpStatusCode Status, string Fixture) NotFound { get; }

    /// <summary>What must be in no address and in no failure; null where there is no secret.</summary>
    protected abstract string? Secret { get; }

    private protected abstract PlatformHttpOptions Options { get; }

    private protected PlatformBudget Budget => field ??= new PlatformBudget(() => new PlatformLimits(1, Options.RequestsPerMinute), Clock);

    private protected IPlatformClient Client => field ??= NewClient(Line);

    private protected PlatformHttp Line => field ??= LineTo(options => options.Base.Value);

    private protected PlatformHttp LineTo(Func<PlatformHttpOptions, string> baseOf)
    {
        var line = TestLine.To(() => Options, Budget, Clock, Http, baseOf);
        _lines.Add(line);
        return line;
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whom all cases are about.</summary>
    protected virtual PlatformAccount Account { get; } = new(Handle, null);

    /// <summary>The answer to <see cref="ProfileCall"/> when all is well.</summary>
    protected virtual string ProfileFixture => "profile";

    private protected abstract IPlatformClient NewClient(PlatformHttp line);

    protected string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Platforms", Client.GetType().Name.Replace("Client", "", StringComparison.Ordinal), "Fixtures", name + ".json"));

    private protected Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync() => Client.GetProfileAsync(Account, Cancellation);

    private protected async Task<PlatformFailure> FailProfileAsync()
    {
        var result = await GetProfileAsync();
        Assert.False(result.Succeeded);
        return result.Failure;
    }

    public void Dispose()
    {
        _lines.ForEach(line => line.Dispose());
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Profile_BareRefusal_SaysOnlyThatAccessIsRefused()
    {
        foreach (var status in new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden })
        {
            Http.On(ProfileCall, "{}", status);

            var failure = await FailProfileAsync();

            Assert.Equal((FailureKind.AccessRefused, null, status == HttpStatusCode.Unauthorized), (failure.Kind, failure.End, failure.IsTokenRefused));
        }
    }

    [Fact]
    public async Task Profile_UnknownAccount_IsNotFound()
    {
        Http.On(ProfileCall, Fixture(NotFound.Fixture), NotFound.Status);

        Assert.Equal(FailureKind.NotFound, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Profile_TooManyRequestsWithSeconds_WaitsThatLongAndPausesThePlatform()
    {
        Http.On(ProfileCall, "", HttpStatusCode.TooManyRequests, ("Retry-After", "17"));

        var failure = await FailProfileAsync();

        Assert.Equal(FailureKind.RateLimited, failure.Kind);
        Assert.Equal(TimeSpan.FromSeconds(17), failure.RetryAfter);
        Assert.Equal(Clock.GetUtcNow().AddSeconds(17), Budget.BlockedUntil);
    }

    [Fact]
    public async Task Profile_TooManyRequestsWithDate_WaitsUntilThen()
    {
        var date = Clock.GetUtcNow().AddMinutes(3).ToString("r", CultureInfo.InvariantCulture);
        Http.On(ProfileCall, "", HttpStatusCode.TooManyRequests, ("Retry-After", date));

        Assert.Equal(TimeSpan.FromMinutes(3), (await FailProfileAsync()).RetryAfter);
    }

    [Fact]
    public async Task Profile_RetryAfterBeyondReason_IsCutToADay()
    {
        Http.On(ProfileCall, "", HttpStatusCode.TooManyRequests, ("Retry-After", "2000000000"));

        Assert.Equal(TimeSpan.FromDays(1), (await FailProfileAsync()).RetryAfter);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task Profile_ServerFaultAsAPage_IsPlatformDown(HttpStatusCode status)
    {
        Http.On(ProfileCall, "<html><body>Oh no</body></html>", status);

        Assert.Equal(FailureKind.PlatformDown, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Profile_ServiceUnavailableWithRetryAfter_TellsTheWait()
    {
        Http.On(ProfileCall, "", HttpStatusCode.ServiceUnavailable, ("Retry-After", "30"));

        Assert.Equal(TimeSpan.FromSeconds(30), (await FailProfileAsync()).RetryAfter);
    }

    [Theory]
    [InlineData("<!doctype html><title>Log in</title>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json at all")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"a\": \"\\ud83d\", \"business_discovery\": {\"name\": \"\\ud83d\"}, \"author_name\": \"\\ud83d\", \"name\": \"\\ud83d\", \"data\": {\"user\": {\"display_name\": \"\\ud83d\"}}, \"items\": [{\"id\": \"\\ud83d\"}]}")]
    public async Task Profile_BodyOtherThanTheJsonExpected_IsBadResponse(string body)
    {
        Http.On(ProfileCall, body);

        Assert.Equal(FailureKind.BadResponse, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Profile_CutOffAnywhere_IsBadResponse()
    {
        var whole = Fixture(ProfileFixture).TrimEnd();
        int[] cuts = [1, whole.Length / 3, whole.Length / 2, whole.Length - 1];
        foreach (var cut in cuts)
        {
            Http.On(ProfileCall, whole[..cut]);

            Assert.Equal(FailureKind.BadResponse, (await FailProfileAsync()).Kind);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Profile_RefusalAsAPage_SaysNothingFinalAboutTheAccount(HttpStatusCode status)
    {
        Http.On(ProfileCall, "<html><body>Some proxy</body></html>", status);

        Assert.Equal(status == HttpStatusCode.Forbidden ? FailureKind.AccessRefused : FailureKind.BadResponse, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Profile_EndlessBody_IsRefusedAtTheLimit()
    {
        using var endless = new EndlessContent(Encoding.ASCII.GetBytes(" "), 100L * 1024 * 1024);
        Http.OnContent(ProfileCall, () => endless);

        var failure = await FailProfileAsync();

        Assert.Equal(FailureKind.BadResponse, failure.Kind);
        Assert.InRange(endless.Taken, Options.MaxResponseBytes, Options.MaxResponseBytes * 2);
    }

    [Fact]
    public async Task Profile_BodyThatTellsItIsTooLarge_IsNotRead()
    {
        Http.On(ProfileCall, new string(' ', Options.MaxResponseBytes + 1));

        Assert.Equal(FailureKind.BadResponse, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Profile_EndlessErrorBody_IsJudgedByItsStatus()
    {
        using var endless = new EndlessContent(Encoding.ASCII.GetBytes("x"), 100L * 1024 * 1024);
        Http.OnContent(ProfileCall, () => endless, HttpStatusCode.InternalServerError);

        var failure = await FailProfileAsync();

        Assert.Equal(FailureKind.PlatformDown, failure.Kind);
        Assert.InRange(endless.Taken, 1, 64 * 1024);
    }

    [Theory]
    [InlineData(HttpStatusCode.Moved)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task Profile_RedirectElsewhere_IsNotFollowed(HttpStatusCode status)
    {
        Http.On(ProfileCall, "", status, ("Location", "https://evil.example/"));

        Assert.Equal(FailureKind.BadResponse, (await FailProfileAsync()).Kind);
        Assert.Single(Http.Requests);
    }

    [Fact]
    public async Task Profile_BrokenLine_IsPlatformDown()
    {
        Http.OnFault(ProfileCall, new HttpRequestException(HttpRequestError.ConnectionError, "secret.example:443"));

        var failure = await FailProfileAsync();

        Assert.Equal(FailureKind.PlatformDown, failure.Kind);
        Assert.DoesNotContain("secret.example", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_Silence_IsPlatformDownOnceTheTimeIsUp()
    {
        Http.OnSilence(ProfileCall);
        var fetching = GetProfileAsync();
        await Http.Arrived;

        Clock.Advance(TimeSpan.FromSeconds(Options.TimeoutSeconds) - TimeSpan.FromTicks(1));
        Assert.False(fetching.IsCompleted);
        Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(FailureKind.PlatformDown, (await fetching).Failure?.Kind);
        Assert.Equal(0, Clock.Waiting);
    }

    [Fact]
    public async Task Profile_Cancelled_Throws()
    {
        Http.OnSilence(ProfileCall);
        using var cancellation = new CancellationTokenSource();
        var fetching = Client.GetProfileAsync(Account, cancellation.Token);
        await Http.Arrived;

        await cancellation.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Equal(0, Clock.Waiting);
    }

    [Fact]
    public async Task Profile_CancelledBefore_CallsNobody()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.GetProfileAsync(Account, cancellation.Token));

        Assert.Empty(Http.Requests);
    }

    [Fact]
    public async Task Profile_Fetched_LeavesSecretsOutOfAddressesAndAsksForHttp2()
    {
        Http.On(ProfileCall, Fixture(ProfileFixture));

        Assert.True((await GetProfileAsync()).Succeeded);

        var request = Assert.Single(Http.Requests);
        Assert.Equal(HttpVersion.Version20, request.Version);
        Assert.Equal(HttpVersionPolicy.RequestVersionOrLower, request.VersionPolicy);
        if (Secret is { } secret)
        {
            Assert.DoesNotContain(secret, request.Url, StringComparison.Ordinal);
            Assert.Contains(request.Headers, header => header.Value.EndsWith(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Profile_RefusalThatQuotesASecret_KeepsItOutOfTheDetail()
    {
        var quote = Secret ?? "quoted-text";
        var body = """{"error":{"message":"bad token QUOTE !","code":"x QUOTE y","status":"QUOTE z","log_id":"QUOTE w","fbtrace_id":"QUOTE v","errors":[{"reason":"QUOTE u"}]}}""".Replace("QUOTE", quote, StringComparison.Ordinal);
        Http.On(ProfileCall, body, HttpStatusCode.BadRequest);

        Assert.DoesNotContain(quote, (await FailProfileAsync()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_Fetched_IsCountedByTheBudget()
    {
        Options.RequestsPerMinute = 1;
        Http.On(ProfileCall, Fixture(ProfileFixture));
        Assert.Null(Budget.BlockedUntil);

        await GetProfileAsync();

        Assert.NotNull(Budget.BlockedUntil);
    }

    [Fact]
    public async Task Posts_NoneWanted_CallsNobody()
    {
        Http.On(ProfileCall, Fixture(ProfileFixture));
        var profile = (await GetProfileAsync()).Value;

        var page = await Client.GetPostsAsync(Account, profile, null, 0, Cancellation);

        Assert.Empty(page.Value.Posts);
        Assert.Single(Http.Requests);
    }
}
