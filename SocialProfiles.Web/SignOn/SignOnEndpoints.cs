using System.Globalization;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Web.Components.Account;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.SignOn;

/// <summary>
/// Requests of single sign-on: there, back, and out. All that begin one are plain links, since our content policy lets a form lead
/// nowhere else. Whatever goes wrong comes back to a page of ours with a sentence.
/// </summary>
internal static class SignOnEndpoints
{
    private const string PurposeItem = "purpose";
    private const string ReturnItem = "returnUrl";
    private const string SessionItem = "session";
    private const string BegunItem = "begun";

    // Goes through the provider and back in one address; servers refuse those that are too long.
    private const int LongestReturn = 1000;

    public static void AddSignOnRequests(this WebApplicationBuilder builder) => builder.Services.AddSingleton<SignOnRequest>().AddSingleton<SignOnTrials>();

    public static void MapSignOn(this WebApplication app)
    {
        var visitors = app.MapGroup(SignOnPaths.With + "/{id:guid}").AllowAnonymous().ExcludeFromDescription();
        visitors.MapGet("", SignInAsync).RequireRateLimiting(RateLimits.Visitors).WithMetadata(new AnswersWithPages());
        visitors.MapGet("/return", ReturnAsync).RequireRateLimiting(RateLimits.Visitors).WithMetadata(new AnswersWithPages());
        visitors.MapGet("/sign-out", SignOutThereAsync).RequireRateLimiting(RateLimits.Visitors).WithMetadata(new AnswersWithPages());
        visitors.MapPost("/signed-out", SignedOutThereAsync).RequireRateLimiting(RateLimits.Webhooks).DisableAntiforgery();
        var own = app.MapGroup(SignOnPaths.Connections + "/{id:guid}").RequireAuthorization(Policies.Viewer).ExcludeFromDescription();
        own.MapGet("/new", (Guid id, SignOnRequest request, HttpContext context) => BeginOwnAsync(id, SignOnPurpose.Connect, request, context));
        own.MapGet("/proof", (Guid id, SignOnRequest request, HttpContext context) => BeginOwnAsync(id, SignOnPurpose.Prove, request, context));
        app.MapGet(SignOnPaths.Settings + "/{id:guid}/test", (Guid id, SignOnRequest request, HttpContext context) => BeginOwnAsync(id, SignOnPurpose.Test, request, context))
            .RequireAuthorization(Policies.Owner).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(Guid id, string? returnUrl, SignOnRequest request, HttpContext context)
    {
        var provider = await request.FindAsync(id, context.RequestAborted);
        var properties = Properties(SignOnPurpose.SignIn, context);
        var to = LocalAddress.OrHome(returnUrl) is { Length: <= LongestReturn } local ? local : LocalAddress.Home;
        properties.Items[ReturnItem] = to;
        var problem = provider is not { IsOn: true } ? SignOnProblem.Off : await request.BeginAsync(provider, properties, context);
        return problem is null ? TypedResults.Empty : TypedResults.LocalRedirect(Failed(SignOnPurpose.SignIn, id, problem.Value, to));
    }

    private static async Task<IResult> BeginOwnAsync(Guid id, SignOnPurpose purpose, SignOnRequest request, HttpContext context)
    {
        // A link on another site mustn't begin what changes how somebody signs in.
        if (context.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
        {
            return TypedResults.LocalRedirect(LocalAddress.Home);
        }

        var provider = await request.FindAsync(id, context.RequestAborted);
        var person = PersonClaims.PersonOf(context.User);
        if (purpose == SignOnPurpose.Connect && !await context.RequestServices.GetRequiredService<Sessions>().IsProvedAsync(person.SessionKey, context.RequestAborted))
        {
            return TypedResults.LocalRedirect(Failed(purpose, id, SignOnProblem.NotProved, null));
        }

        var properties = Properties(purpose, context);

        // What is noted goes through addresses, sealed as it is, and the key belongs in none.
        properties.Items[SessionItem] = Sessions.Hash(person.SessionKey);
        if (purpose == SignOnPurpose.Prove)
        {
            (properties.Prompt, properties.MaxAge) = ("login", TimeSpan.Zero);
        }

        var isUsable = provider is not null && (provider.IsOn || purpose == SignOnPurpose.Test);
        var problem = isUsable ? await request.BeginAsync(provider!, properties, context) : SignOnProblem.Off;
        if (problem is null)
        {
            return TypedResults.Empty;
        }

        if (purpose == SignOnPurpose.Test)
        {
            NoteFailed(person, id, problem.Value, context);
        }

        return TypedResults.LocalRedirect(Failed(purpose, id, problem.Value, null));
    }

    private static async Task<IResult> ReturnAsync(Guid id, SignOnRequest request, HttpContext context)
    {
        var provider = await request.FindAsync(id, context.RequestAborted);
        if (provider is null)
        {
            return TypedResults.LocalRedirect(Failed(SignOnPurpose.SignIn, id, SignOnProblem.Off, null));
        }

        var answer = await request.CompleteAsync(provider, context);
        var items = answer.Properties?.Items;
        var purpose = items is not null && items.TryGetValue(PurposeItem, out var noted) ? EnumName.Read<SignOnPurpose>(noted) ?? SignOnPurpose.SignIn : SignOnPurpose.SignIn;
        if (purpose == SignOnPurpose.SignIn)
        {
            var returnUrl = items is not null && items.TryGetValue(ReturnItem, out var to) ? to : null;
            return answer.Claims is null
                ? TypedResults.LocalRedirect(Failed(purpose, id, answer.Problem ?? SignOnProblem.Failed, returnUrl))
                : await EnterAsync(id, answer.Claims, returnUrl, context);
        }

        // The session goes with the request; it must be the one that began this, and not another one of the same person.
        if (context.User.Identity?.IsAuthenticated != true)
        {
            return TypedResults.LocalRedirect(Failed(SignOnPurpose.SignIn, id, SignOnProblem.Expired, null));
        }

        var services = context.RequestServices;
        var own = PersonClaims.PersonOf(context.User);
        if (items![SessionItem] != Sessions.Hash(own.SessionKey))
        {
            if (purpose == SignOnPurpose.Test)
            {
                NoteFailed(own, id, SignOnProblem.Expired, context);
            }

            return TypedResults.LocalRedirect(Failed(purpose, id, SignOnProblem.Expired, null));
        }

        var problem = answer.Problem;
        switch (purpose)
        {
            case SignOnPurpose.Connect when answer.Claims is not null:
                problem = await services.GetRequiredService<ConnectSignOn>().ConnectAsync(own, id, answer.Claims, context.RequestAborted);
                break;
            case SignOnPurpose.Prove when answer.Claims is not null:
                problem = await services.GetRequiredService<ConnectSignOn>().ProveAsync(own, id, answer.Claims, BegunAt(items!), context.RequestAborted);
                break;
            case SignOnPurpose.Test:
                var isOwner = RoleClaim.Of(context.User) == Role.Owner;
                var forecast = answer.Claims is null || !isOwner ? null : await services.GetRequiredService<EnterBySignOn>().ForecastAsync(id, answer.Claims, context.RequestAborted);
                services.GetRequiredService<SignOnTrials>().Note(own.Id, id, new SignOnTrial(answer.Claims?.All ?? [], forecast, answer.Problem));
                return TypedResults.LocalRedirect(SignOnPaths.Provider(id) + "?tested=true");
        }

        return TypedResults.LocalRedirect(problem is { } found ? Failed(purpose, id, found, null) : purpose == SignOnPurpose.Prove ? SignOnPaths.Confirmed : AccountPaths.Own + "?connected=true");
    }

    // The page shows the last test sign-in: without this, one before.
    private static void NoteFailed(SignedInPerson person, Guid id, SignOnProblem problem, HttpContext context) =>
        context.RequestServices.GetRequiredService<SignOnTrials>().Note(person.Id, id, new SignOnTrial([], null, problem));

    private static async Task<IResult> EnterAsync(Guid id, SignOnClaims claims, string? returnUrl, HttpContext context)
    {
        var services = context.RequestServices;

        // Not the request's token: the code is spent, and whoever goes offline now shall be in when they come back.
        var entered = await services.GetRequiredService<EnterBySignOn>().ExecuteAsync(id, claims, context.ClientAddress(), context.ClientNetwork(), CancellationToken.None);
        if (!entered.Succeeded)
        {
            return TypedResults.LocalRedirect(Failed(SignOnPurpose.SignIn, id, entered.Failure.Problem, returnUrl));
        }

        var (person, origin, isNew) = entered.Value;
        if (person.TwoFactorEnabled)
        {
            services.GetRequiredService<SecondStepCookie>().Give(context, new SecondStepTicket(person.Id, person.SecurityStamp ?? "", Stay: false, origin));
            return TypedResults.LocalRedirect(SecondStepPage.Address(returnUrl));
        }

        var devices = services.GetRequiredService<DeviceCookie>();
        var isNewDevice = !isNew && devices.Find(context, person.Id) is null;
        if (await services.GetRequiredService<BrowserSession>().BeginAsync(person, stays: false, CancellationToken.None, isNewDevice, origin) is { } refusal)
        {
            return TypedResults.LocalRedirect(Failed(SignOnPurpose.SignIn, id, refusal is SignedOutThere ? SignOnProblem.SignedOutThere : SignOnProblem.Off, returnUrl));
        }

        devices.Remember(context, person.Id);
        return TypedResults.LocalRedirect(LocalAddress.OrHome(returnUrl));
    }

    private static async Task<IResult> SignOutThereAsync(Guid id, SignOnRequest request, ProviderDocuments documents, PublicAddress address, HttpContext context)
    {
        if (await request.FindAsync(id, context.RequestAborted) is { } provider)
        {
            try
            {
                var document = await documents.Of(provider).GetConfigurationAsync(context.RequestAborted);
                if (!string.IsNullOrEmpty(document.EndSessionEndpoint))
                {
                    return TypedResults.Redirect(QueryHelpers.AddQueryString(document.EndSessionEndpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["client_id"] = provider.ClientId,
                        ["post_logout_redirect_uri"] = address.Of(context.Request).Base + AccountPaths.SignIn,
                    }));
                }
            }
            catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
            {
                // Here they are signed out; there we can't help it.
                return TypedResults.LocalRedirect(Failed(SignOnPurpose.SignIn, id, ProviderFault.Of(fault), null));
            }
        }

        return TypedResults.LocalRedirect(AccountPaths.SignIn);
    }

    // As the standard has it: 200 where it was heeded, else 400 with a reason.
    private static async Task<IResult> SignedOutThereAsync(Guid id, EndBySignOn ending, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var token = context.Request.HasFormContentType && context.Request.ContentLength is null or <= 2 * EndBySignOn.MaxLength
            ? (await context.Request.ReadFormAsync(context.RequestAborted))["logout_token"].ToString() : null;
        var refusal = await ending.ExecuteAsync(id, token, context.RequestAborted);
        return refusal is null ? TypedResults.Ok() : TypedResults.Json(new { error = "invalid_request", error_description = refusal }, statusCode: StatusCodes.Status400BadRequest);
    }

    private static OpenIdConnectChallengeProperties Properties(SignOnPurpose purpose, HttpContext context)
    {
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = LocalAddress.Home };
        properties.Items[PurposeItem] = purpose.ToString();
        properties.Items[BegunItem] = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return properties;
    }

    private static DateTimeOffset BegunAt(IDictionary<string, string?> items) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(items[BegunItem]!, CultureInfo.InvariantCulture));

    private static string Failed(SignOnPurpose purpose, Guid id, SignOnProblem problem, string? returnUrl)
    {
        var path = purpose switch
        {
            SignOnPurpose.Connect => AccountPaths.Own,
            SignOnPurpose.Prove => SignOnPaths.Confirmed,
            SignOnPurpose.Test => SignOnPaths.Provider(id),
            _ => AccountPaths.SignIn,
        };
        var back = LocalAddress.OrHome(returnUrl) is var local && local != LocalAddress.Home && purpose == SignOnPurpose.SignIn ? $"&returnUrl={Uri.EscapeDataString(local)}" : "";
        return purpose == SignOnPurpose.Test ? $"{path}?tested=true" : $"{path}?with={id}&problem={problem}{back}";
    }
}
