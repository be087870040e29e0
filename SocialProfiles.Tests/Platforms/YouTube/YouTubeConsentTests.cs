using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.YouTube;

namespace SocialProfiles.Tests.Platforms.YouTube;

/// <summary>Fixtures mirror developers.google.com/identity/protocols/oauth2/web-server.</summary>
public sealed class YouTubeConsentTests : PlatformConsentTests
{
    private const string TokenCall = "https://oauth2.googleapis.com/token";
    private const string RevokeCall = "https://oauth2.googleapis.com/revoke";

    private readonly YouTubeOptions _options = new() { ClientId = "1.apps.googleusercontent.com", ClientSecret = "google-client-secret" };

    protected override (HttpStatusCode Status, string Fixture) UnknownApp => (HttpStatusCode.Unauthorized, "unknown-app");

    protected override string? UnknownAppField => "ClientId";

    protected override string ClientSecret => "google-client-secret";

    private protected override PlatformHttpOptions Options => _options;

    protected override string AddressOf(Call call) => TokenCall;

    protected override void AnswerWell(Call call) => Http.On(TokenCall, Fixture(call == Call.Exchange ? "tokens" : "renewed"));

    protected override (HttpStatusCode Status, string Fixture) Dead(Call call) => (HttpStatusCode.BadRequest, "dead-grant");

    protected override void ForgetTheApp() => _options.ClientId = "";

    protected override void ConsentPageIs(string address) => _options.AuthorizeUrl = address;

    private protected override IPlatformConsent NewConsent() => new YouTubeConsent(Line(_ => _options.TokenBaseUrl), new FixedOptions<YouTubeOptions>(_options), Clock);

    [Fact]
    public void AuthorizeAddress_Real_IsAsGoogleWantsIt()
    {
        Assert.Equal(
            "https://accounts.google.com/o/oauth2/v2/auth?client_id=1.apps.googleusercontent.com&redirect_uri=https%3A%2F%2Fagency.example%2Fapi%2Fsocials%2Foauth%2Fcallback&response_type=code"
            + "&scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fyoutube.readonly%20https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fyt-analytics.readonly"
            + "&access_type=offline&prompt=consent&include_granted_scopes=true&state=a-state&code_challenge=a-challenge&code_challenge_method=S256",
            Consent.AuthorizeAddress(new ConsentPage("a-state", Redirect, "a-challenge", "anna")));
        Assert.True(Consent.Terms.UsesPkce);
    }

    [Fact]
    public async Task Exchange_AnsweredWell_ProvesTheBrowserAndGivesALastingConsent()
    {
        Http.On(TokenCall, Fixture("tokens"));

        var tokens = (await Consent.ExchangeAsync(Code, Redirect, Verifier, Cancellation)).Value;

        Assert.Equal(("ya29.new", "1//0new", null), (tokens.AccessToken, tokens.RefreshToken, tokens.UserId));
        Assert.Equal((Clock.GetUtcNow().AddSeconds(3599), null, null), (tokens.AccessExpiresAt, tokens.RefreshExpiresAt, tokens.EndsAt));
        Assert.Equal(["https://www.googleapis.com/auth/youtube.readonly", "https://www.googleapis.com/auth/yt-analytics.readonly"], tokens.Scopes);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_id"] = "1.apps.googleusercontent.com",
                ["client_secret"] = ClientSecret,
                ["grant_type"] = "authorization_code",
                ["code"] = Code,
                ["redirect_uri"] = Redirect,
                ["code_verifier"] = Verifier,
            },
            Assert.Single(Http.Requests).Form);
    }

    [Fact]
    public async Task Exchange_AppInTesting_EndsWhenGoogleSays()
    {
        Http.On(TokenCall, """{"access_token":"ya29.new","expires_in":3599,"refresh_token":"1//0new","refresh_token_expires_in":604799}""");

        var tokens = (await Consent.ExchangeAsync(Code, Redirect, Verifier, Cancellation)).Value;

        Assert.Equal(Clock.GetUtcNow().AddSeconds(604799), tokens.EndsAt);
        // Without a word on scopes, all that was asked for is granted.
        Assert.Equal(2, tokens.Scopes.Count);
    }

    [Fact]
    public async Task Refresh_AnsweredWell_KeepsTheRefreshTokenAndTakesTheScopes()
    {
        Http.On(TokenCall, Fixture("renewed"));

        var tokens = (await Consent.RefreshAsync(Tokens, Cancellation)).Value;

        Assert.Equal(("ya29.new", "old-refresh-token"), (tokens.AccessToken, tokens.RefreshToken));
        Assert.Equal(Tokens.RefreshExpiresAt, tokens.RefreshExpiresAt);
        Assert.Equal(["https://www.googleapis.com/auth/youtube.readonly"], tokens.Scopes);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.OK, true)]
    [InlineData("", HttpStatusCode.OK, true)]
    [InlineData("""{"error":"invalid_token","error_description":"Token expired or revoked"}""", HttpStatusCode.BadRequest, true)]
    [InlineData("""{"error":"invalid_request"}""", HttpStatusCode.BadRequest, false)]
    [InlineData("<html>", HttpStatusCode.ServiceUnavailable, false)]
    public async Task Revoke_EachAnswer_IsGivenBackOrAFailure(string body, HttpStatusCode status, bool givenBack)
    {
        Http.On(RevokeCall, body, status);

        var result = await Consent.RevokeAsync(Tokens, Cancellation);

        Assert.Equal(givenBack, result.Succeeded && result.Value);
        Assert.Equal("old-refresh-token", Assert.Single(Http.Requests).Form["token"]);
    }

    [Theory]
    [InlineData(400, "invalid_grant", FailureKind.ConsentExpired, ConsentEndReason.Revoked)]
    [InlineData(401, "invalid_client", FailureKind.AgencyRefused, null)]
    [InlineData(401, "unauthorized_client", FailureKind.AgencyRefused, null)]
    [InlineData(401, "deleted_client", FailureKind.AgencyRefused, null)]
    [InlineData(401, "disabled_client", FailureKind.AgencyRefused, null)]
    [InlineData(400, "redirect_uri_mismatch", FailureKind.AgencyRefused, null)]
    [InlineData(400, "access_denied", FailureKind.MissingScope, null)]
    [InlineData(400, "admin_policy_enforced", FailureKind.AccessRefused, null)]
    [InlineData(403, "org_internal", FailureKind.AgencyRefused, null)]
    [InlineData(400, "invalid_request", FailureKind.InvalidRequest, null)]
    [InlineData(400, "invalid_scope", FailureKind.InvalidRequest, null)]
    [InlineData(400, "unsupported_grant_type", FailureKind.InvalidRequest, null)]
    [InlineData(400, "server_error", FailureKind.PlatformDown, null)]
    [InlineData(400, "temporarily_unavailable", FailureKind.PlatformDown, null)]
    [InlineData(500, "internal_failure", FailureKind.PlatformDown, null)]
    [InlineData(503, "backend_error", FailureKind.PlatformDown, null)]
    [InlineData(403, "rate_limit_exceeded", FailureKind.RateLimited, null)]
    [InlineData(403, "slow_down", FailureKind.RateLimited, null)]
    [InlineData(400, "something_new", FailureKind.BadResponse, null)]
    [InlineData(401, "something_new", FailureKind.AccessRefused, null)]
    [InlineData(500, "something_new", FailureKind.PlatformDown, null)]
    public void Read_EachError_HasItsMeaning(int status, string error, FailureKind kind, ConsentEndReason? end)
    {
        var failure = YouTubeConsentFailures.Read(Refusals.Of(status, $$"""{"error":"{{error}}","error_description":"d"}"""));

        Assert.Equal((kind, end), (failure.Kind, failure.End));
        Assert.Equal(error != "something_new", failure.Detail.EndsWith($"code {error}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Test_WrongSecret_NamesIt()
    {
        Http.On(TokenCall, """{"error":"invalid_client","error_description":"The provided client secret is invalid."}""", HttpStatusCode.Unauthorized);

        Assert.Equal("ClientSecret", (await Consent.TestAsync(Cancellation)).Field);
    }
}
