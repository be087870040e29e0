using System.Net;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;

namespace SocialProfiles.Tests.SignOn;

/// <summary>The rules by themselves.</summary>
public sealed class SignOnRulesTests
{
    [Theory]
    [InlineData("agency.example", "a@agency.example", true)]
    [InlineData("agency.example", "a@AGENCY.example", true)]
    [InlineData("agency.example", "a@agency.example@evil.example", false)]
    [InlineData("agency.example", "a@xagency.example", false)]
    [InlineData("@bücher.example, agency.example", "a@xn--bcher-kva.example", true)]
    public void Domain_Typed_AllowsItselfAlone(string typed, string email, bool isAllowed) =>
        Assert.Equal(isAllowed, EmailDomains.Allow(EmailDomains.Read(typed).Value, email));

    [Theory]
    [InlineData("agency")]
    [InlineData("https://agency.example")]
    [InlineData("a@agency.example")]
    public void Domain_ThatIsNone_IsNamed(string typed) => Assert.Contains(typed, EmailDomains.Read(typed).Failure!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void Rules_OfSeveralLines_GiveTheHighestRole()
    {
        var rules = RoleRules.Read("staff = viewer\ncn=heads,dc=agency = Admin\n\n").Value;
        var provider = new SignOnProvider { Name = "P", Authority = "https://p.example", ClientId = "c", Domains = "", RoleClaim = "groups", RoleRules = rules };
        Role? Of(params string[] groups) => RoleRules.RoleOf(provider, SignOnClaims.Read([new("sub", "x"), .. groups.Select(group => new SignOnClaim("groups", group))])!);

        Assert.Equal(Role.Admin, Of("staff", "cn=heads,dc=agency"));
        Assert.Equal(Role.Viewer, Of("staff"));
        Assert.Null(Of("Staff"));
        Assert.Equal(Role.Viewer, Of("[\"staff\"]"));
        Assert.False(RoleRules.Read("staff = Owner").Succeeded);
        Assert.False(RoleRules.Read("staff").Succeeded);
    }

    [Theory]
    [InlineData("a@agency.example", null, "a@agency.example", true)]
    [InlineData("a@agency.example", null, "b@agency.example", null)]
    [InlineData(null, "true", "a@agency.example", true)]
    [InlineData("a@agency.example", "false", "a@agency.example", false)]
    public void Verified_InTheUserInfo_CountsForItsOwnAddressAlone(string? inToken, string? isVerifiedInToken, string inUserInfo, bool? isVerified)
    {
        SignOnClaim[] token =
        [
            new("sub", "x"), .. inToken is null ? Array.Empty<SignOnClaim>() : [new("email", inToken)], .. isVerifiedInToken is null ? Array.Empty<SignOnClaim>() : [new("email_verified", isVerifiedInToken)],
        ];

        var claims = SignOnClaims.Read(SignOnClaims.Merge(token, [new("email", inUserInfo), new("email_verified", "true")]))!;

        Assert.Equal((inToken ?? inUserInfo, isVerified), (claims.Email, claims.IsEmailVerified));
        Assert.Null(SignOnClaims.Read(SignOnClaims.Merge([new("sub", "x"), new("email_verified", "true")], [new("email", "a@agency.example")]))!.IsEmailVerified);
    }

    public static TheoryData<string, bool> Standings => new()
    {
        { "verified address", true }, { "trusted address", true }, { "address that is never verified", false }, { "address of another domain", false }, { "not recognized by address", false },
        { "guarded", false }, { "connected elsewhere", false }, { "guarded and connected", true }, { "connected, another address here", true }, { "connected, another address there", false },
        { "connected without an address", false }, { "connected, never verified", true }, { "invited", true }, { "invited, not recognized by address", true }, { "invited, never verified", false },
        { "invited from another domain", false },
    };

    [Theory]
    [MemberData(nameof(Standings))]
    public void Person_BeforeTheyGoThere_IsLetInAsTheyWouldBe(string standing, bool isLetIn)
    {
        bool Is(string part) => standing.Contains(part, StringComparison.Ordinal);
        var provider = new SignOnProvider
        {
            Id = Guid.NewGuid(),
            Name = "P",
            Authority = "https://p.example",
            ClientId = "c",
            Domains = "agency.example",
            RoleRules = "",
            LinksByEmail = !Is("not recognized"),
            VerifiesEmail = !Is("never verified") && !Is("trusted"),
            TrustsEmail = Is("trusted"),
        };
        var (own, other) = ("a@agency.example", "a@other.example");
        var person = new SignOnStanding
        {
            Email = Is("another domain") || Is("another address here") ? other : own,
            IsInvited = Is("invited"),
            IsGuarded = Is("guarded"),
            Links = Is("connected")
                ? [new SignOnLink { ProviderId = Is("elsewhere") ? Guid.NewGuid() : provider.Id, Subject = "s", Email = Is("without") ? null : Is("another address there") ? other : own }] : [],
        };

        Assert.Equal(isLetIn, provider.LetsIn(person));
    }

    [Theory]
    [InlineData("a@agency.example", "true", true)]
    [InlineData("a@agency.example", "false", false)]
    [InlineData("a@agency.example", null, false)]
    [InlineData("a@other.example", "true", false)]
    public void Provider_ThatVerifiedAnAllowedAddress_IsKnownToVerify(string email, string? isVerified, bool verifies)
    {
        var provider = new SignOnProvider { Name = "P", Authority = "https://p.example", ClientId = "c", Domains = "agency.example", RoleRules = "" };

        provider.Learn(SignOnClaims.Read([new("sub", "x"), new("email", email), .. isVerified is null ? Array.Empty<SignOnClaim>() : [new("email_verified", isVerified)]])!);

        Assert.Equal(verifies, provider.VerifiesEmail);
    }

    [Fact]
    public void UserInfo_ThatSaysWhenSomebodySignedIn_IsNotHeard()
    {
        var claims = SignOnClaims.Read(SignOnClaims.Merge([new("sub", "x")], [new("sub", "x"), new("auth_time", "1800000000"), new("sid", "another"), new("groups", "staff")]))!;

        Assert.Equal((null, null), (claims.AskedAt, claims.Session));
        Assert.Equal(["staff"], claims.ValuesOf("groups"));
    }

    [Theory]
    [InlineData("127.0.0.1", "login.agency.example", SignOnProblem.AddressRefused)]
    [InlineData("169.254.169.254", "idp.agency.example", SignOnProblem.AddressRefused)]
    public async Task Line_ToAHostThatLeadsInside_IsRefused(string leadsTo, string host, SignOnProblem problem)
    {
        using var lines = new ProviderLines { Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(leadsTo) }) };

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => lines.Of("https://idp.agency.example").GetAsync(new Uri($"https://{host}/keys"), TestContext.Current.CancellationToken));

        Assert.Equal(problem, ProviderFault.Of(fault));
    }
}
