using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Team;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;

namespace SocialProfiles.Tests.Security;

/// <summary>Every page and call, asked by everybody. One that is new and has no entry here fails.</summary>
public sealed class AccessTests
{
    /// <summary>Who is let in. Roles include the ones above them.</summary>
    private enum Access
    {
        Everybody,

        /// <summary>What a platform has signed; and a stand-in's page that wants a beginning of ours.</summary>
        Signature,
        Viewer,
        Editor,
        Admin,
        Owner,
        ReadKey,
        WriteKey,
        ViewerOrReadKey,
    }

    private static readonly Dictionary<string, Access> _expected = new(StringComparer.Ordinal)
    {
        // What needs no account: signing in, talents, brands, platforms, the host.
        ["setup"] = Access.Everybody,
        ["sign-in"] = Access.Everybody,
        ["sign-in/second-step"] = Access.Everybody,
        ["sign-in/passkey"] = Access.Everybody,
        ["sign-in/passkey/options"] = Access.Everybody,
        ["sign-in/with/{id:guid}"] = Access.Everybody,
        ["sign-in/with/{id:guid}/return"] = Access.Everybody,
        ["sign-in/with/{id:guid}/sign-out"] = Access.Everybody,
        ["sign-in/with/{id:guid}/signed-out"] = Access.Everybody,
        ["sign-out/done"] = Access.Everybody,
        ["recover"] = Access.Everybody,
        ["recover/{Token}"] = Access.Everybody,
        ["sign-out"] = Access.Everybody,
        ["join/{Token}"] = Access.Everybody,
        ["invitation/{Token}"] = Access.Everybody,
        ["invitation/{Token}/withdraw/{ConnectionId:guid}"] = Access.Everybody,
        ["invitation/{token}/visit"] = Access.Everybody,
        ["invitation/{token}/{platform}"] = Access.Everybody,
        ["consent/{Word}"] = Access.Everybody,
        ["media-kit/{Token}"] = Access.Everybody,
        ["media-kit/{token}/logo"] = Access.Everybody,
        ["media-kit/{token}/thumbnails/{connectionId:guid}/{post}"] = Access.Everybody,
        ["invitation/{token}/thumbnails/{connectionId:guid}/{post}"] = Access.Everybody,
        ["check"] = Access.Everybody,
        ["sandbox/instagram/consent"] = Access.Everybody,
        ["sandbox/tiktok/consent"] = Access.Everybody,
        ["GET sandbox/youtube/consent"] = Access.Signature,
        ["POST sandbox/youtube/consent"] = Access.Everybody,
        ["api/webhooks/tiktok"] = Access.Signature,
        ["api/webhooks/meta/deauthorize"] = Access.Signature,
        ["GET api/socials/oauth/callback"] = Access.Everybody,
        [".well-known/security.txt"] = Access.Everybody,
        ["health/live"] = Access.Everybody,
        ["health/ready"] = Access.Everybody,

        // Looking.
        [""] = Access.Viewer,
        ["roster/export.csv"] = Access.Viewer,
        ["home"] = Access.Viewer,
        ["find"] = Access.Viewer,
        ["find/export.csv"] = Access.Viewer,
        ["compare"] = Access.Viewer,
        ["compare/export.csv"] = Access.Viewer,
        ["talents/{Id:guid}"] = Access.Viewer,
        ["talents/{Id:guid}/{Tab}"] = Access.Viewer,
        ["talents/{TalentId:guid}/kits/{KitId:guid}"] = Access.Viewer,
        ["talents/{talentId:guid}/kits/{kitId:guid}/logo"] = Access.Viewer,
        ["agency/logo"] = Access.Viewer,
        ["thumbnails/{connectionId:guid}/{post}"] = Access.Viewer,
        ["self-reported/{id:guid}/evidence"] = Access.Viewer,
        ["queue"] = Access.Viewer,
        ["queue/{Id:guid}"] = Access.Viewer,
        ["notices"] = Access.Viewer,
        ["account"] = Access.Viewer,
        ["account/passkeys"] = Access.Viewer,
        ["account/passkeys/new-options"] = Access.Viewer,
        ["account/passkeys/options"] = Access.Viewer,
        ["account/passkeys/proof"] = Access.Viewer,
        ["account/confirmed"] = Access.Viewer,
        ["account/connections/{id:guid}/new"] = Access.Viewer,
        ["account/connections/{id:guid}/proof"] = Access.Viewer,
        ["help/{Platform}"] = Access.Viewer,
        ["api-docs"] = Access.Viewer,
        ["not-found"] = Access.Viewer,
        ["sandbox"] = Access.Viewer,
        ["sandbox/try/{Handle}"] = Access.Viewer,

        // Working with talents.
        ["talents/{Id:guid}/kit"] = Access.Editor,
        ["talents/{talentId:guid}/consent/{platform}"] = Access.Editor,
        ["import"] = Access.Editor,
        ["import/{Id:guid}"] = Access.Editor,
        ["import/{id:guid}/report.csv"] = Access.Editor,

        // Setting up.
        ["talents/{Id:guid}/leave"] = Access.Admin,
        ["talents/{id:guid}/pack.zip"] = Access.Admin,
        ["activity"] = Access.Admin,
        ["activity/export.csv"] = Access.Admin,
        ["settings"] = Access.Admin,
        ["settings/platforms"] = Access.Admin,
        ["settings/platforms/{Key}"] = Access.Admin,
        ["settings/agency"] = Access.Admin,
        ["settings/team"] = Access.Admin,
        ["settings/backups"] = Access.Owner,
        ["settings/backups/{name}"] = Access.Owner,
        ["settings/erase"] = Access.Admin,
        ["settings/syncing"] = Access.Admin,
        ["settings/alerts"] = Access.Admin,
        ["settings/email"] = Access.Owner,
        ["settings/single-sign-on"] = Access.Owner,
        ["settings/single-sign-on/new"] = Access.Owner,
        ["settings/single-sign-on/{Id:guid}"] = Access.Owner,
        ["settings/single-sign-on/{id:guid}/test"] = Access.Owner,
        ["settings/webhooks"] = Access.Admin,
        ["settings/deliveries"] = Access.Admin,
        ["settings/deliveries/export.csv"] = Access.Admin,
        ["settings/api-keys"] = Access.Admin,

        // Other tools.
        ["api/talents"] = Access.ReadKey,
        ["api/talents/{talentId}/intelligence"] = Access.ReadKey,
        ["api/talents/{talentId}/timeseries"] = Access.ReadKey,
        ["api/talents/{talentId}/posts"] = Access.ReadKey,
        ["api/admin/queue-stats"] = Access.ReadKey,
        ["GET api/admin/talents"] = Access.ReadKey,
        ["POST api/admin/talents"] = Access.WriteKey,
        ["api/admin/talents/{talentId}"] = Access.ReadKey,
        ["api/admin/talent/{talentId}/social-connections"] = Access.ReadKey,
        ["GET api/admin/socials/{connectionId}"] = Access.ReadKey,
        ["DELETE api/admin/socials/{connectionId}"] = Access.WriteKey,
        ["api/admin/socials/{connectionId}/sync"] = Access.WriteKey,
        ["api/admin/socials/connect-manual"] = Access.WriteKey,
        ["api/admin/socials/oauth/start"] = Access.WriteKey,
        ["POST api/socials/oauth/callback"] = Access.WriteKey,
        ["api/export/posts.csv"] = Access.ViewerOrReadKey,
        ["api/export/private.csv"] = Access.ViewerOrReadKey,
        ["api/export/timeseries.csv"] = Access.ViewerOrReadKey,
        ["openapi/{documentName}.json"] = Access.ViewerOrReadKey,
    };

    private enum Who
    {
        Anonymous,
        Viewer,
        Editor,
        Admin,
        Owner,
        Deactivated,
        SignedOut,
        InvitedTalent,
        ReadKey,
        WriteKey,
        WrongKey,
    }

    [Fact]
    public async Task EveryEndpoint_AskedByEverybody_LetsInWhomItIsFor()
    {
        await using var app = await TestApp.StartAsync();
        var everybody = await EverybodyAsync(app);
        List<string> wrong = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        try
        {
            foreach (var (endpoint, method) in Endpoints(app))
            {
                var pattern = endpoint.RoutePattern.RawText!.Trim('/');
                var name = _expected.ContainsKey($"{method} {pattern}") ? $"{method} {pattern}" : pattern;
                if (!_expected.TryGetValue(name, out var access))
                {
                    wrong.Add($"{method} {pattern} has no entry: who may use it?");
                    continue;
                }

                seen.Add(name);
                foreach (var (who, browser, key) in everybody)
                {
                    using var answer = await AskAsync(browser, key, method, Filled(endpoint));
                    if (IsLetIn(answer) != Lets(access, who))
                    {
                        wrong.Add($"{method} {pattern} answered {(int)answer.StatusCode} {answer.Headers.Location} to {who}.");
                    }
                    else if ((int)answer.StatusCode >= 500)
                    {
                        wrong.Add($"{method} {pattern} answered {(int)answer.StatusCode} to {who}.");
                    }
                }
            }
        }
        finally
        {
            foreach (var (_, browser, _) in everybody)
            {
                browser.Dispose();
            }
        }

        wrong.AddRange(_expected.Keys.Where(name => !seen.Contains(name)).Select(name => $"{name} has an entry, and is no more."));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool Lets(Access access, Who who) => access switch
    {
        Access.Everybody => true,
        Access.Signature => false,
        Access.Viewer => who is Who.Viewer or Who.Editor or Who.Admin or Who.Owner,
        Access.Editor => who is Who.Editor or Who.Admin or Who.Owner,
        Access.Admin => who is Who.Admin or Who.Owner,
        Access.Owner => who is Who.Owner,
        Access.ReadKey => who is Who.ReadKey or Who.WriteKey,
        Access.WriteKey => who is Who.WriteKey,
        _ => who is Who.Viewer or Who.Editor or Who.Admin or Who.Owner or Who.ReadKey or Who.WriteKey,
    };

    // A page sends strangers to sign in, a call answers 401, and 403 means that it knows who asks.
    private static bool IsLetIn(HttpResponseMessage answer) =>
        answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && !(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Contains("returnUrl=", StringComparison.OrdinalIgnoreCase));

    private static async Task<(Who Who, PageClient Browser, string? Key)[]> EverybodyAsync(TestApp app)
    {
        foreach (var role in new[] { Role.Viewer, Role.Editor, Role.Admin })
        {
            await TestTeam.JoinAsync(app, $"one.{role}@agency.example", role);
        }

        var former = await TestTeam.JoinAsync(app, "former@agency.example", Role.Admin);
        var deactivated = await TestTeam.SignedInAsync(app, former.Email!);
        await app.Get<ChangeMember>().DeactivateAsync(former.Id, TestTeam.Owner, CancellationToken.None);
        var signedOut = await TestTeam.SignedInAsync(app, "one.Admin@agency.example");
        var kept = signedOut.Cookies.GetCookieHeader(app.Address);
        (await signedOut.SubmitAsync("/sign-out")).Dispose();
        var thief = app.Browser();
        thief.Cookies.SetCookies(app.Address, kept.Replace("; ", ",", StringComparison.Ordinal));
        var talent = new Visit(app);
        var link = await Visit.InviteAsync(app, await Visit.TalentAsync(app), "TIKTOK");
        (await talent.Browser.GetAsync($"/invitation/{link.Token}")).Dispose();
        var reading = (await app.Get<CreateApiKey>().ExecuteAsync(new ApiKeyRequest("Reading"), TestTeam.Owner, CancellationToken.None)).Value.Key;
        return
        [
            (Who.Anonymous, app.Browser(), null),
            (Who.Viewer, await TestTeam.SignedInAsync(app, "one.Viewer@agency.example"), null),
            (Who.Editor, await TestTeam.SignedInAsync(app, "one.Editor@agency.example"), null),
            (Who.Admin, await TestTeam.SignedInAsync(app, "one.Admin@agency.example"), null),
            (Who.Owner, await app.SignedInAsync(), null),
            (Who.Deactivated, deactivated, null),
            (Who.SignedOut, thief, null),
            (Who.InvitedTalent, talent.Browser, null),
            (Who.ReadKey, app.Browser(), reading),
            (Who.WriteKey, app.Browser(), TestApp.ApiKey),
            (Who.WrongKey, app.Browser(), "sp_nonsense0nonsense0nonsense0"),
        ];
    }

    private static Task<HttpResponseMessage> AskAsync(PageClient browser, string? key, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.ConnectionClose = method != HttpMethod.Get;
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return browser.SendAsync(request);
    }

    private static IEnumerable<(RouteEndpoint Endpoint, HttpMethod Method)> Endpoints(TestApp app) => app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => !IsFile(endpoint.RoutePattern.RawText!) && !endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor"))
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method is not "HEAD" || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Count == 1)
            .Select(method => (endpoint, new HttpMethod(method))));

    private static bool IsFile(string pattern) => pattern.TrimStart('/').StartsWith('_') || pattern.StartsWith("{**", StringComparison.Ordinal);

    private static string Filled(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { IsCatchAll: true } => "",
        RoutePatternParameterPart { Name: "documentName" } => "v1",
        RoutePatternParameterPart { Name: var name } when name.EndsWith("id", StringComparison.OrdinalIgnoreCase) => Guid.CreateVersion7().ToString(),
        RoutePatternParameterPart { Name: "Tab" } => "intelligence",
        RoutePatternParameterPart { Name: "Word" } => "other-browser",
        _ => "instagram",
    }))));
}
