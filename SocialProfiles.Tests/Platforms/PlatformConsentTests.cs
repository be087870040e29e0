using System.Net;
using System.Text;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

/// <summary>What every consent must do alike. A new platform inherits these and adds what is its own.</summary>
public abstract class PlatformConsentTests : IDisposable
{
    protected const string Code = "code-of-the-talent*0!6410";
    protected const string Redirect = "https://agency.example/api/socials/oauth/callback";
    protected const string Verifier = "verifier-of-the-browser-verifier-of-the-browser";

    private readonly List<PlatformHttp> _lines = [];

    protected PlatformConsentTests()
    {
        var now = Clock.GetUtcNow();
        Tokens = new PlatformTokens("old-access-token", now.AddHours(-1), now.AddHours(1))
        {
            RefreshToken = "old-refresh-token",
            RefreshExpiresAt = now.AddDays(100),
            Scopes = ["scope.of.before"],
            UserId = "user-of-before",
        };
    }

    /// <summary>A call of a consent that the shared cases go through.</summary>
    public enum Call
    {
        Exchange,
        Refresh,
    }

    protected TestClock Clock { get; } = new();

    protected RecordedHttp Http { get; } = new();

    /// <summary>Tokens that were got an hour ago and are still good.</summary>
    protected PlatformTokens Tokens { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The full address of the first request of a call.</summary>
    protected abstract string AddressOf(Call call);

    /// <summary>Answers a call as the platform does when all is well; every request of it.</summary>
    protected abstract void AnswerWell(Call call);

    /// <summary>The refusal of a grant that is dead, and of an app that is unknown; both as the platform sends them.</summary>
    protected abstract (HttpStatusCode Status, string Fixture) Dead(Call call);

    protected abstract (HttpStatusCode Status, string Fixture) UnknownApp { get; }

    /// <summary>The option that <see cref="UnknownApp"/> is about; null where the platform does not say.</summary>
    protected abstract string? UnknownAppField { get; }

    protected abstract string ClientSecret { get; }

    private protected abstract PlatformHttpOptions Options { get; }

    protected abstract void ForgetTheApp();

    private protected IPlatformConsent Consent => field ??= NewConsent();

    private protected abstract IPlatformConsent NewConsent();

    private protected PlatformHttp Line(Func<PlatformHttpOptions, string> baseOf)
    {
        var line = TestLine.To(() => Options, Budget, Clock, Http, baseOf);
        _lines.Add(line);
        return line;
    }

    private protected PlatformBudget Budget => field ??= new PlatformBudget(() => new PlatformLimits(1, Options.RequestsPerMinute), Clock);

    protected string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Platforms", Consent.GetType().Name.Replace("Consent", "", StringComparison.Ordinal), "Fixtures", name + ".json"));

    private protected Task<Result<PlatformTokens, PlatformFailure>> RunAsync(Call call, CancellationToken cancellationToken) => call == Call.Exchange
        ? Consent.ExchangeAsync(Code, Redirect, Consent.Terms.UsesPkce ? Verifier : null, cancellationToken)
        : Consent.RefreshAsync(Tokens, cancellationToken);

    private protected async Task<PlatformFailure> FailAsync(Call call)
    {
        var result = await RunAsync(call, Cancellation);
        Assert.False(result.Succeeded);
        Assert.All(
            new[] { ClientSecret, Code, Uri.EscapeDataString(Code), Verifier, Tokens.AccessToken, Tokens.RefreshToken! },
            secret => Assert.DoesNotContain(secret, result.Failure.ToString(), StringComparison.Ordinal));
        return result.Failure;
    }

    public void Dispose()
    {
        _lines.ForEach(line => line.Dispose());
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_AnsweredWell_GivesTokensThatCount(Call call)
    {
        AnswerWell(call);

        var tokens = (await RunAsync(call, Cancellation)).Value;

        Assert.NotEqual(Tokens.AccessToken, tokens.AccessToken);
        Assert.Equal(Clock.GetUtcNow(), tokens.IssuedAt);
        Assert.True(tokens.AccessExpiresAt > Clock.GetUtcNow());
        Assert.NotEmpty(tokens.Scopes);
        Assert.Equal("tokens", tokens.ToString());
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_WithoutAnApp_IsNotConfiguredAndCallsNobody(Call call)
    {
        ForgetTheApp();

        if (call == Call.Exchange || Consent.PlatformKey != "INSTAGRAM")
        {
            Assert.Equal(FailureKind.NotConfigured, (await FailAsync(call)).Kind);
            Assert.Empty(Http.Requests);
        }

        Assert.False(Consent.IsConfigured);
        Assert.EndsWith(".", Consent.NotConfiguredReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_GrantIsDead_IsDefinitive(Call call)
    {
        var (status, fixture) = Dead(call);
        Http.On(AddressOf(call), Fixture(fixture), status);

        var failure = await FailAsync(call);

        Assert.Equal(FailureKind.ConsentExpired, failure.Kind);
        Assert.Equal(call == Call.Refresh, failure.End is not null);
        Assert.False(failure.CanPassByItself);
    }

    [Fact]
    public async Task Refresh_DeadAfterItsTime_IsExpiredRatherThanRevoked()
    {
        var (status, fixture) = Dead(Call.Refresh);
        Clock.Advance(TimeSpan.FromDays(101));
        Http.On(AddressOf(Call.Refresh), Fixture(fixture), status);

        Assert.Equal(ConsentEndReason.Expired, (await FailAsync(Call.Refresh)).End);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Call_ServerFaultAsAPage_CanPass(HttpStatusCode status)
    {
        foreach (var call in Enum.GetValues<Call>())
        {
            Http.On(AddressOf(call), "<html><body>Oh no</body></html>", status);

            Assert.Equal(FailureKind.PlatformDown, (await FailAsync(call)).Kind);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Found)]
    public async Task Call_PageOfSomethingInBetween_EndsNoConsent(HttpStatusCode status)
    {
        foreach (var call in Enum.GetValues<Call>())
        {
            Http.On(AddressOf(call), "<html><body>Please sign in to the wireless network: invalid_grant</body></html>", status);

            var failure = await FailAsync(call);

            Assert.Equal(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? FailureKind.AccessRefused : FailureKind.BadResponse, failure.Kind);
            Assert.True(failure.CanPassByItself);
            Assert.False(failure.IsTokenRefused);
            Assert.Null(failure.End);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"two\nlines"}""")]
    [InlineData("""{"access_token":7}""")]
    [InlineData("""{"data":[null]}""")]
    public async Task Call_AnswerWithoutAToken_IsBadResponse(string body)
    {
        foreach (var call in Enum.GetValues<Call>())
        {
            Http.On(AddressOf(call), body);

            Assert.Equal(FailureKind.BadResponse, (await FailAsync(call)).Kind);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{"error":"something_new"}""")]
    [InlineData("""{"error":{"code":"something_new"}}""")]
    [InlineData("""{"error":{"code":424242}}""")]
    [InlineData("""{"error":{"nested":{"access_token":"x"}},"error_description":{"a":1}}""")]
    public async Task Call_ErrorThatNobodyKnows_EndsNoConsent(string body)
    {
        foreach (var call in Enum.GetValues<Call>())
        {
            foreach (var status in new[] { HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden })
            {
                Http.On(AddressOf(call), body, status);

                Assert.True((await FailAsync(call)).CanPassByItself);
            }
        }
    }

    [Fact]
    public async Task Call_CutOffAnywhere_IsBadResponse()
    {
        var whole = Fixture("tokens").TrimEnd();
        foreach (var call in Enum.GetValues<Call>())
        {
            foreach (var cut in new[] { 1, whole.Length / 3, whole.Length / 2, whole.Length - 1 })
            {
                Http.On(AddressOf(call), whole[..cut]);

                Assert.Equal(FailureKind.BadResponse, (await FailAsync(call)).Kind);
            }
        }
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_EndlessBody_IsRefusedAtTheLimit(Call call)
    {
        using var endless = new EndlessContent(Encoding.ASCII.GetBytes(" "), 100L * 1024 * 1024);
        Http.OnContent(AddressOf(call), () => endless);

        Assert.Equal(FailureKind.BadResponse, (await FailAsync(call)).Kind);
        Assert.InRange(endless.Taken, Options.MaxResponseBytes, Options.MaxResponseBytes * 2);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_BrokenLine_IsPlatformDownWithoutAnyAddress(Call call)
    {
        Http.OnFault(AddressOf(call), new HttpRequestException(HttpRequestError.ConnectionError, $"could not reach {AddressOf(call)}"));

        var failure = await FailAsync(call);

        Assert.Equal(FailureKind.PlatformDown, failure.Kind);
        Assert.DoesNotContain("http", failure.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_FaultOrBrokenLine_IsSentOnce(Call call)
    {
        Http.On(AddressOf(call), "", HttpStatusCode.ServiceUnavailable, ("Retry-After", "1"));
        await FailAsync(call);
        Assert.Single(Http.Requests);

        Http.OnFault(AddressOf(call), new HttpRequestException(HttpRequestError.ResponseEnded));
        await FailAsync(call);
        Assert.Equal(2, Http.Requests.Count);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_Silence_IsPlatformDownOnceTheTimeIsUp(Call call)
    {
        Http.OnSilence(AddressOf(call));
        var running = RunAsync(call, Cancellation);
        await Http.Arrived;

        Clock.Advance(TimeSpan.FromSeconds(Options.TimeoutSeconds));

        Assert.Equal(FailureKind.PlatformDown, (await running).Failure?.Kind);
        Assert.Equal(0, Clock.Waiting);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_Cancelled_Throws(Call call)
    {
        Http.OnSilence(AddressOf(call));
        using var cancellation = new CancellationTokenSource();
        var running = RunAsync(call, cancellation.Token);
        await Http.Arrived;

        await cancellation.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Equal(0, Clock.Waiting);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_TooManyRequests_WaitsAsLongAsAsked(Call call)
    {
        Http.On(AddressOf(call), "", HttpStatusCode.TooManyRequests, ("Retry-After", "17"));

        var failure = await FailAsync(call);

        Assert.Equal(FailureKind.RateLimited, failure.Kind);
        Assert.Equal(TimeSpan.FromSeconds(17), failure.RetryAfter);
    }

    [Theory]
    [InlineData(Call.Exchange)]
    [InlineData(Call.Refresh)]
    public async Task Call_RefusalThatQuotesEverySecret_KeepsThemOutOfTheDetail(Call call)
    {
        foreach (var quote in new[] { ClientSecret, Code, Tokens.AccessToken, Tokens.RefreshToken! })
        {
            var body = """{"error":"QUOTE","error_description":"QUOTE","error_type":"QUOTE","error_message":"about QUOTE","log_id":"QUOTE"}""".Replace("QUOTE", quote, StringComparison.Ordinal);
            Http.On(AddressOf(call), body, HttpStatusCode.BadRequest);

            await FailAsync(call);
        }
    }

    [Fact]
    public async Task Exchange_UnknownApp_IsTheAgencysToMend()
    {
        Http.On(AddressOf(Call.Exchange), Fixture(UnknownApp.Fixture), UnknownApp.Status);

        Assert.Equal(FailureKind.AgencyRefused, (await FailAsync(Call.Exchange)).Kind);
    }

    [Fact]
    public async Task Revoke_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Consent.RevokeAsync(Tokens, cancellation.Token));

        Assert.Empty(Http.Requests);
    }

    [Fact]
    public async Task Test_AppIsKnown_IsGood()
    {
        var (status, fixture) = Dead(Call.Exchange);
        Http.On(AddressOf(Call.Exchange), Fixture(fixture), status);

        var test = await Consent.TestAsync(Cancellation);

        Assert.True(test.Succeeded, test.Sentence);
        Assert.Null(test.Field);
        Assert.DoesNotContain(Code, Assert.Single(Http.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_AppIsUnknown_NamesWhatToMend()
    {
        Http.On(AddressOf(Call.Exchange), Fixture(UnknownApp.Fixture), UnknownApp.Status);

        var test = await Consent.TestAsync(Cancellation);

        Assert.False(test.Succeeded);
        Assert.Equal(UnknownAppField, test.Field);
        Assert.Contains("Copy", test.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(ClientSecret, test.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_NetworkTrouble_BlamesNoCredential()
    {
        Http.OnFault(AddressOf(Call.Exchange), new HttpRequestException(HttpRequestError.NameResolutionError));
        Http.On(AddressOf(Call.Exchange), "<html>", HttpStatusCode.Unauthorized);
        Http.On(AddressOf(Call.Exchange), "", HttpStatusCode.TooManyRequests);

        for (var i = 0; i < 3; i++)
        {
            var test = await Consent.TestAsync(Cancellation);

            Assert.False(test.Succeeded);
            Assert.Null(test.Field);
            Assert.Contains("we don't know yet whether the credentials work", test.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Test_NothingSet_NamesWhatIsMissing()
    {
        ForgetTheApp();

        var test = await Consent.TestAsync(Cancellation);

        Assert.False(test.Succeeded);
        Assert.NotNull(test.Field);
        Assert.Empty(Http.Requests);
    }

    [Fact]
    public void Terms_Each_SpeakToTheTalentInPlainPhrases()
    {
        var terms = Consent.Terms;

        Assert.Contains(terms.Scopes, scope => scope.IsRequired);
        Assert.NotEmpty(terms.Reads);
        Assert.NotEmpty(terms.NeverReads);
        Assert.All(terms.Reads.Concat(terms.NeverReads), phrase => Assert.True(char.IsAsciiLetterLower(phrase[0]) && !phrase.EndsWith('.') && !phrase.Contains('_', StringComparison.Ordinal), phrase));
        Assert.EndsWith(".", terms.RevokesAt, StringComparison.Ordinal);
    }

    [Fact]
    public void AuthorizeAddress_InTheSandbox_IsItsRelativePath()
    {
        ConsentPageIs("/sandbox/somewhere/consent");

        var address = Consent.AuthorizeAddress(new ConsentPage("state", Redirect, null, null));

        Assert.StartsWith("/sandbox/somewhere/consent?", address, StringComparison.Ordinal);
        Assert.DoesNotContain(ClientSecret, address, StringComparison.Ordinal);
    }

    protected abstract void ConsentPageIs(string address);
}
