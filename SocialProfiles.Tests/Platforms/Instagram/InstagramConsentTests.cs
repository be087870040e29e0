using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;

namespace SocialProfiles.Tests.Platforms.Instagram;

/// <summary>
/// Fixtures mirror developers.facebook.com/documentation/instagram-platform/…/business-login, …/reference/access_token and
/// …/reference/refresh_access_token.
/// </summary>
public sealed class InstagramConsentTests : PlatformConsentTests
{
    private const string TokenCall = "https://api.instagram.com/oauth/access_token";
    private const string LastingCall = "https://graph.instagram.com/access_token?grant_type=ig_exchange_token&client_secret=instagram-app-secret&access_token=IGAAshort";
    private const string RefreshCall = "https://graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token=old-access-token";

    private readonly InstagramOptions _options = new() { AppId = "990600000000001", AppSecret = "instagram-app-secret" };

    protected override (HttpStatusCode Status, string Fixture) UnknownApp => (HttpStatusCode.BadRequest, "unknown-app");

    protected override string? UnknownAppField => "AppId";

    protected override string ClientSecret => "instagram-app-secret";

    private protected override PlatformHttpOptions Options => _options;

    protected override string AddressOf(Call call) => call == Call.Exchange ? TokenCall : RefreshCall;

    protected override void AnswerWell(Call call)
    {
        if (call == Call.Exchange)
        {
            Http.On(TokenCall, Fixture("tokens")).On(LastingCall, Fixture("lasting"));
        }
        else
        {
            Http.On(RefreshCall, Fixture("lasting"));
        }
    }

    protected override (HttpStatusCode Status, string Fixture) Dead(Call call) => (HttpStatusCode.BadRequest, call == Call.Exchange ? "dead-code" : "dead-grant");

    protected override void ForgetTheApp() => _options.AppSecret = "";

    protected override void ConsentPageIs(string address) => _options.AuthorizeUrl = address;

    private protected override IPlatformConsent NewConsent() =>
        new InstagramConsent(Line(_ => _options.TokenBaseUrl), Line(_ => _options.UserGraphBaseUrl), new FixedOptions<InstagramOptions>(_options), Clock);

    [Fact]
    public void AuthorizeAddress_Real_IsAsInstagramWantsIt()
    {
        Assert.Equal(
            "https://www.instagram.com/oauth/authorize?client_id=990600000000001&redirect_uri=https%3A%2F%2Fagency.example%2Fapi%2Fsocials%2Foauth%2Fcallback&response_type=code"
            + "&scope=instagram_business_basic%2Cinstagram_business_manage_insights&state=a-state",
            Consent.AuthorizeAddress(new ConsentPage("a-state", Redirect, null, "anna")));
        Assert.False(Consent.Terms.UsesPkce);
    }

    [Theory]
    [InlineData("""{"data":[{"access_token":"IGAAshort","user_id":"10200000000000001","permissions":"instagram_business_basic"}]}""", 1)]
    [InlineData("""{"access_token":"IGAAshort","user_id":10200000000000001,"permissions":["instagram_business_basic"]}""", 1)]
    [InlineData("""{"access_token":"IGAAshort","user_id":10200000000000001}""", 2)]
    [InlineData("""{"access_token":"IGAAshort","user_id":10200000000000001,"permissions":[],"token_type":"bearer"}""", 2)]
    public async Task Exchange_WrappedAndFlat_AreReadAlike(string body, int scopes)
    {
        Http.On(TokenCall, body).On(LastingCall, Fixture("lasting"));

        var tokens = (await Consent.ExchangeAsync(Code, Redirect, null, Cancellation)).Value;

        Assert.Equal(("IGAAlong", null, "10200000000000001"), (tokens.AccessToken, tokens.RefreshToken, tokens.UserId));
        Assert.Equal((Clock.GetUtcNow().AddSeconds(5183944), Clock.GetUtcNow().AddSeconds(5183944)), (tokens.AccessExpiresAt, tokens.EndsAt));
        Assert.Equal(new[] { "instagram_business_basic", "instagram_business_manage_insights" }.Take(scopes), tokens.Scopes);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_id"] = "990600000000001",
                ["client_secret"] = ClientSecret,
                ["grant_type"] = "authorization_code",
                ["redirect_uri"] = Redirect,
                ["code"] = Code,
            },
            Http.Requests[0].Form);
    }

    [Fact]
    public async Task Exchange_LongLivedTokenRefused_IsAFailureWithoutAnySecret()
    {
        Http.On(TokenCall, Fixture("tokens")).On(LastingCall, "<html>", HttpStatusCode.BadGateway);
        Http.On(TokenCall, Fixture("tokens")).On(LastingCall, """{"error":{"message":"Error validating client secret.","type":"OAuthException","code":1,"fbtrace_id":"A"}}""", HttpStatusCode.BadRequest);

        Assert.Equal(FailureKind.PlatformDown, (await FailAsync(Call.Exchange)).Kind);
        var failure = await FailAsync(Call.Exchange);
        Assert.Equal(FailureKind.AgencyRefused, failure.Kind);
        Assert.DoesNotContain("IGAA", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_AnswerWithPermissions_TakesThem()
    {
        Http.On(RefreshCall, """{"access_token":"IGAAlong","token_type":"bearer","expires_in":5183944,"permissions":"instagram_business_basic"}""").On(RefreshCall, Fixture("lasting"));

        Assert.Equal(["instagram_business_basic"], (await Consent.RefreshAsync(Tokens, Cancellation)).Value.Scopes);
        var tokens = (await Consent.RefreshAsync(Tokens, Cancellation)).Value;
        Assert.Equal(("user-of-before", Clock.GetUtcNow().AddSeconds(5183944)), (tokens.UserId, tokens.AccessExpiresAt));
        Assert.Equal(["scope.of.before"], tokens.Scopes);
    }

    [Fact]
    public async Task Revoke_IsNotOffered()
    {
        Assert.False((await Consent.RevokeAsync(Tokens, Cancellation)).Value);
        Assert.Empty(Http.Requests);
    }

    [Theory]
    [InlineData("""{"error_message":"Matching code was not found or was already used"}""", FailureKind.ConsentExpired, null)]
    [InlineData("""{"error_message":"Error validating verification code. Please make sure your redirect_uri is identical to the one you used"}""", FailureKind.ConsentExpired, null)]
    [InlineData("""{"error_message":"Invalid platform app"}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"error_message":"Invalid Client ID"}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"error_message":"Invalid Client Secret"}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"error_message":"Something else"}""", FailureKind.BadResponse, null)]
    [InlineData("""{"error":{"code":190,"error_subcode":463}}""", FailureKind.ConsentExpired, ConsentEndReason.Expired)]
    [InlineData("""{"error":{"code":190,"error_subcode":460}}""", FailureKind.ConsentExpired, ConsentEndReason.PasswordChanged)]
    [InlineData("""{"error":{"code":190,"error_subcode":458}}""", FailureKind.ConsentExpired, ConsentEndReason.RemovedAtPlatform)]
    [InlineData("""{"error":{"code":190,"message":"Invalid OAuth access token - Cannot parse access token"}}""", FailureKind.AccessRefused, null)]
    [InlineData("""{"error":{"code":102}}""", FailureKind.AccessRefused, null)]
    [InlineData("""{"error":{"code":10,"message":"(#10) Application does not have permission for this action"}}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"error":{"code":101,"message":"Error validating application. Invalid application ID."}}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"error":{"code":1,"message":"Error validating client secret."}}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"error":{"code":1,"message":"An unknown error occurred"}}""", FailureKind.PlatformDown, null)]
    [InlineData("""{"error":{"code":2}}""", FailureKind.PlatformDown, null)]
    [InlineData("""{"error":{"code":4,"is_transient":true}}""", FailureKind.RateLimited, null)]
    [InlineData("""{"error":{"code":80002}}""", FailureKind.RateLimited, null)]
    [InlineData("""{"error":{"code":100,"message":"a code is missing"}}""", FailureKind.BadResponse, null)]
    public void Read_EachError_HasItsMeaning(string body, FailureKind kind, ConsentEndReason? end)
    {
        var failure = InstagramConsentFailures.Read(Refusals.Of(400, body));

        Assert.Equal((kind, end), (failure.Kind, failure.End));
    }

    [Fact]
    public async Task Test_WrongSecret_NamesIt()
    {
        Http.On(TokenCall, """{"error_type":"OAuthException","code":400,"error_message":"Invalid Client Secret"}""", HttpStatusCode.BadRequest);

        Assert.Equal("AppSecret", (await Consent.TestAsync(Cancellation)).Field);
    }

    [Theory]
    [InlineData(60 * 24, 7 * 24)]
    [InlineData(8 * 24, 6 * 24)]
    [InlineData(28, 24)]
    [InlineData(24, 18)]
    [InlineData(4, 3)]
    public void RenewAt_EachLife_IsAWeekInOrAQuarterBeforeTheEndAndNotOnTheFirstDayWhereThereAreOthers(int hours, int renewAfter)
    {
        var now = Clock.GetUtcNow();

        Assert.Equal(now.AddHours(renewAfter), Consent.RenewAt(new PlatformTokens("a", now, now.AddHours(hours))));
    }

    [Fact]
    public void RenewAt_NoEndTold_IsAWeekIn()
    {
        Assert.Equal(Clock.GetUtcNow().AddDays(7), Consent.RenewAt(new PlatformTokens("a", Clock.GetUtcNow(), null)));
    }
}
