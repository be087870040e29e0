using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;

namespace SocialProfiles.Tests.Platforms.TikTok;

/// <summary>Fixtures mirror developers.tiktok.com/doc/oauth-user-access-token-management and …/doc/oauth-error-handling.</summary>
public sealed class TikTokConsentTests : PlatformConsentTests
{
    private const string TokenCall = "https://open.tiktokapis.com/v2/oauth/token/";
    private const string RevokeCall = "https://open.tiktokapis.com/v2/oauth/revoke/";

    private readonly TikTokOptions _options = new() { ClientKey = "aw1234567890abcd", ClientSecret = "tiktok-client-secret" };

    protected override (HttpStatusCode Status, string Fixture) UnknownApp => (HttpStatusCode.OK, "unknown-app");

    protected override string? UnknownAppField => null;

    protected override string ClientSecret => "tiktok-client-secret";

    private protected override PlatformHttpOptions Options => _options;

    protected override string AddressOf(Call call) => TokenCall;

    protected override void AnswerWell(Call call) => Http.On(TokenCall, Fixture("tokens"));

    protected override (HttpStatusCode Status, string Fixture) Dead(Call call) => (HttpStatusCode.BadRequest, "dead-grant");

    protected override void ForgetTheApp() => _options.ClientSecret = null;

    protected override void ConsentPageIs(string address) => _options.AuthorizeUrl = address;

    private protected override IPlatformConsent NewConsent() => new TikTokConsent(Line(_ => _options.ApiBaseUrl), new FixedOptions<TikTokOptions>(_options), Clock);

    [Fact]
    public void AuthorizeAddress_Real_IsAsTikTokWantsIt()
    {
        Assert.Equal(
            "https://www.tiktok.com/v2/auth/authorize/?client_key=aw1234567890abcd&redirect_uri=https%3A%2F%2Fagency.example%2Fapi%2Fsocials%2Foauth%2Fcallback"
            + "&response_type=code&scope=user.info.basic%2Cuser.info.profile%2Cuser.info.stats%2Cvideo.list&state=a-state",
            Consent.AuthorizeAddress(new ConsentPage("a-state", Redirect, null, "anna")));
        Assert.False(Consent.Terms.UsesPkce);
    }

    [Fact]
    public async Task Exchange_AnsweredWell_TakesLifetimesAndScopesFromTheAnswer()
    {
        Http.On(TokenCall, Fixture("tokens"));

        var tokens = (await Consent.ExchangeAsync(Code, Redirect, null, Cancellation)).Value;

        var now = Clock.GetUtcNow();
        Assert.Equal(("act.new", "rft.new", "5b1e7c90-aaaa-4bbb-8ccc-0123456789ab"), (tokens.AccessToken, tokens.RefreshToken, tokens.UserId));
        Assert.Equal((now.AddHours(2), now.AddDays(180), now.AddDays(180)), (tokens.AccessExpiresAt, tokens.RefreshExpiresAt, tokens.EndsAt));
        Assert.Equal(["user.info.basic", "user.info.stats"], tokens.Scopes);
        var request = Assert.Single(Http.Requests);
        Assert.Equal((HttpMethod.Post, "application/x-www-form-urlencoded"), (request.Method, request.MediaType));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_key"] = "aw1234567890abcd",
                ["client_secret"] = ClientSecret,
                ["grant_type"] = "authorization_code",
                ["code"] = Code,
                ["redirect_uri"] = Redirect,
            },
            request.Form);
    }

    [Theory]
    [InlineData("""{"access_token":"act.new","expires_in":86400,"refresh_expires_in":31536000,"refresh_token":"rft.new"}""", "rft.new", 1, 365)]
    [InlineData("""{"access_token":"act.new","expires_in":"86400","refresh_expires_in":"31536000","refresh_token":""}""", "old-refresh-token", 1, 365)]
    [InlineData("""{"access_token":"act.new","expires_in":86400}""", "old-refresh-token", 1, 100)]
    [InlineData("""{"access_token":"act.new","expires_in":86400,"refresh_token":null,"refresh_expires_in":0}""", "old-refresh-token", 1, 100)]
    [InlineData("""{"access_token":"act.new","expires_in":86400,"refresh_expires_in":99999999999999}""", "old-refresh-token", 1, 100)]
    public async Task Refresh_AnswerLeavesSomethingOut_KeepsWhatThereWas(string body, string refreshToken, int days, int refreshDays)
    {
        Http.On(TokenCall, body);

        var tokens = (await Consent.RefreshAsync(Tokens, Cancellation)).Value;

        Assert.Equal(("act.new", refreshToken, "user-of-before"), (tokens.AccessToken, tokens.RefreshToken, tokens.UserId));
        Assert.Equal((Clock.GetUtcNow().AddDays(days), Clock.GetUtcNow().AddDays(refreshDays)), (tokens.AccessExpiresAt, tokens.RefreshExpiresAt));
        Assert.Equal(["scope.of.before"], tokens.Scopes);
        Assert.Equal("old-refresh-token", Assert.Single(Http.Requests).Form["refresh_token"]);
    }

    [Theory]
    [InlineData(1, FailureKind.AccessRefused, null)]
    [InlineData(-1, FailureKind.ConsentExpired, ConsentEndReason.Expired)]
    public async Task Refresh_NothingToRenewWith_AsksNobodyAndIsOverOnlyWhenItsTimeIs(int minutesLeft, FailureKind kind, ConsentEndReason? end)
    {
        var failure = (await Consent.RefreshAsync(Tokens with { RefreshToken = null, AccessExpiresAt = Clock.GetUtcNow().AddMinutes(minutesLeft) }, Cancellation)).Failure!;

        Assert.Equal((kind, end), (failure.Kind, failure.End));
        Assert.Empty(Http.Requests);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK, true)]
    [InlineData("{}", HttpStatusCode.OK, true)]
    [InlineData("""{"error":"invalid_grant"}""", HttpStatusCode.OK, true)]
    [InlineData("""{"error":"access_token_invalid"}""", HttpStatusCode.BadRequest, true)]
    [InlineData("""{"error":{"code":"access_token_invalid"}}""", HttpStatusCode.Unauthorized, true)]
    [InlineData("""{"error":"invalid_request","error_description":"Access token is invalid or expired."}""", HttpStatusCode.BadRequest, true)]
    [InlineData("""{"error":"invalid_request","error_description":"A parameter is missing."}""", HttpStatusCode.BadRequest, false)]
    [InlineData("""{"error":"invalid_client"}""", HttpStatusCode.OK, false)]
    [InlineData("", HttpStatusCode.BadGateway, false)]
    public async Task Revoke_EachAnswer_IsGivenBackOrAFailure(string body, HttpStatusCode status, bool givenBack)
    {
        Http.On(RevokeCall, body, status);

        var result = await Consent.RevokeAsync(Tokens, Cancellation);

        Assert.Equal(givenBack, result.Succeeded && result.Value);
        Assert.Equal("old-access-token", Assert.Single(Http.Requests).Form["token"]);
    }

    [Fact]
    public async Task Revoke_AccessTokenOver_IsRenewedFirst()
    {
        Http.On(TokenCall, Fixture("tokens")).On(RevokeCall, "");
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.True((await Consent.RevokeAsync(Tokens, Cancellation)).Value);

        Assert.Equal("act.new", Http.Requests[1].Form["token"]);
    }

    [Fact]
    public async Task Revoke_AccessTokenOverAndTheRestDead_CountsAsGivenBack()
    {
        Http.On(TokenCall, Fixture("dead-grant"), HttpStatusCode.BadRequest);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.True((await Consent.RevokeAsync(Tokens, Cancellation)).Value);
    }

    [Theory]
    [InlineData("invalid_grant", FailureKind.ConsentExpired, ConsentEndReason.Revoked)]
    [InlineData("invalid_client", FailureKind.AgencyRefused, null)]
    [InlineData("unauthorized_client", FailureKind.AgencyRefused, null)]
    [InlineData("access_denied", FailureKind.MissingScope, null)]
    [InlineData("invalid_request", FailureKind.InvalidRequest, null)]
    [InlineData("invalid_scope", FailureKind.InvalidRequest, null)]
    [InlineData("unsupported_grant_type", FailureKind.InvalidRequest, null)]
    [InlineData("unsupported_response_type", FailureKind.InvalidRequest, null)]
    [InlineData("server_error", FailureKind.PlatformDown, null)]
    [InlineData("temporarily_unavailable", FailureKind.PlatformDown, null)]
    [InlineData("internal_error", FailureKind.PlatformDown, null)]
    [InlineData("rate_limit_exceeded", FailureKind.RateLimited, null)]
    [InlineData("something_new", FailureKind.BadResponse, null)]
    public async Task Refresh_EachError_HasItsMeaningWhateverTheStatus(string error, FailureKind kind, ConsentEndReason? end)
    {
        foreach (var (body, status) in new[]
        {
            ($$"""{"error":"{{error}}","error_description":"d","log_id":"1"}""", HttpStatusCode.BadRequest),
            ($$"""{"error":"{{error}}","error_description":"d","log_id":"1"}""", HttpStatusCode.OK),
            ($$$"""{"error":{"code":"{{{error}}}","message":"m","log_id":"1"}}""", HttpStatusCode.BadRequest),
        })
        {
            Http.On(TokenCall, body, status);

            var failure = await FailAsync(Call.Refresh);

            Assert.Equal((kind, end), (failure.Kind, failure.End));
        }
    }

    [Theory]
    [InlineData("Client key is invalid.", "ClientKey")]
    [InlineData("The secret is wrong.", "ClientSecret")]
    [InlineData("Client key or secret is incorrect.", null)]
    [InlineData("", null)]
    public async Task Test_UnknownApp_NamesTheFieldWhereTikTokDoes(string description, string? field)
    {
        Http.On(TokenCall, $$"""{"error":"invalid_client","error_description":"{{description}}"}""", HttpStatusCode.Unauthorized);

        var test = await Consent.TestAsync(Cancellation);

        Assert.False(test.Succeeded);
        Assert.Equal(field, test.Field);
    }

    [Fact]
    public async Task Test_QuarrelAboutTheAddress_MeansThatTheAppIsGood()
    {
        Http.On(TokenCall, """{"error":"invalid_request","error_description":"Redirect_uri is not matched with the uri when requesting code."}""");

        Assert.True((await Consent.TestAsync(Cancellation)).Succeeded);
    }

    [Fact]
    public void RenewAt_ShortAndLongLives_IsAQuarterOrFifteenMinutesBefore()
    {
        var now = Clock.GetUtcNow();

        Assert.Equal(now.AddMinutes(105), Consent.RenewAt(new PlatformTokens("a", now, now.AddHours(2))));
        Assert.Equal(now.AddMinutes(3), Consent.RenewAt(new PlatformTokens("a", now, now.AddMinutes(4))));
        Assert.Null(Consent.RenewAt(new PlatformTokens("a", now, null)));
    }
}
