using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

public sealed class CurrentActorTests
{
    [Fact]
    public async Task Get_UserOfARequest_IsNamedWithItsAddress()
    {
        var http = new HttpContextAccessor { HttpContext = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("::ffff:192.0.2.7") } } };
        var user = RoleClaim.With(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, "admin@agency.example")], "Test")), Role.Editor);
        var claim = new AddressClaim(http);

        // Twice, as a request that is authenticated by two schemes does.
        var noted = await claim.TransformAsync(await claim.TransformAsync(user));
        var actor = await new CurrentActor(new Session(noted)).GetAsync(Role.Editor);

        Assert.Equal(new Actor("admin@agency.example", ActivitySource.Browser, "192.0.2.7"), actor);
        Assert.Single(noted.FindAll(AddressClaim.Type));
    }

    [Fact]
    public async Task Get_NobodySignedIn_Throws()
    {
        var actor = new CurrentActor(new Session(new ClaimsPrincipal(new ClaimsIdentity())));

        await Assert.ThrowsAsync<InvalidOperationException>(() => actor.GetAsync(Role.Viewer));
    }

    [Theory]
    [InlineData(Role.Viewer, Role.Editor)]
    [InlineData(Role.Editor, Role.Admin)]
    [InlineData(Role.Admin, Role.Owner)]
    public async Task Get_LowerRoleThanTheActionNeeds_Throws(Role role, Role least)
    {
        var actor = new CurrentActor(new Session(RoleClaim.With(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, "somebody@agency.example")], "Test")), role)));

        await Assert.ThrowsAsync<RoleMissingException>(() => actor.GetAsync(least));
    }

    [Fact]
    public async Task Get_RoleClaimedByTheCookieItself_CountsNothing()
    {
        var actor = new CurrentActor(new Session(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, "somebody@agency.example"), new Claim(ClaimTypes.Role, "Owner")], "Test"))));

        await Assert.ThrowsAsync<RoleMissingException>(() => actor.GetAsync(Role.Viewer));
    }

    private sealed class Session(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
