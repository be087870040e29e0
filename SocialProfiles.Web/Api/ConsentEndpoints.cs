using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Consents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>Consents for tools that have a page of their own: begin one, and finish it with what the platform sent there.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsentStart(this IEndpointRouteBuilder admin) =>
        admin.MapPost("/socials/oauth/start", StartAsync)
            .RequireAuthorization(Policies.WriteByKey)
            .WithName("startConsent")
            .WithSummary("Start a permission request")
            .WithBodyExample("""{ "talentId": "0198f2c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f", "platform": "INSTAGRAM" }""")
            .WithDescription("Gives the address of the platform's page where the talent gives access. The same key has to finish it within an hour.")
            .Produces<StartedConsentResource>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    public static void MapConsentCompletion(this IEndpointRouteBuilder app) =>
        app.MapPost(PublicLinks.CallbackPath, CompleteAsync)
            .RequireAuthorization(Policies.WriteByKey)
            .RequireRateLimiting(RateLimits.Api)
            .WithMetadata(new RequestSizeLimitAttribute(ApiServices.LargestBody))
            .WithTags("Connections")
            .WithName("completeConsent")
            .WithSummary("Finish a permission request")
            .WithBodyExample("""{ "state": "the state that was given at the start", "code": "the code that the platform sent" }""")
            .WithDescription("Turns the code into a connected profile. `outcome` in a problem says why there is none: " + string.Join(", ", Enum.GetValues<ConsentOutcome>().Where(x => x != ConsentOutcome.Connected).Select(OutcomeWord.Of)) + ".")
            .Produces<ConnectionResource>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status502BadGateway);

    private static async Task<IResult> StartAsync(
        StartConsentRequest body, HttpContext context, StartConsent start, PublicAddress address, IOptions<ConsentOptions> options, CancellationToken cancellationToken)
    {
        var talentId = PathId.Read("talentId", body.TalentId);
        if (!talentId.Succeeded)
        {
            return ApiProblem.Of(talentId.Failure);
        }

        var callback = address.Of(context.Request).Callback;
        var redirect = string.IsNullOrEmpty(body.RedirectUri) ? callback : body.RedirectUri;
        if (redirect != callback && !options.Value.OAuthRedirects.Contains(redirect, StringComparer.Ordinal))
        {
            return ApiProblem.Invalid("redirectUri", "This address isn't one of Web:OAuthRedirects. Add it there exactly as it is, or leave it out.");
        }

        var started = await start.ExecuteAsync(
            new ConsentStart(talentId.Value, body.Platform ?? "", redirect, KeyOf(context)), context.Actor(), cancellationToken);
        return started.Succeeded
            ? TypedResults.Ok(new StartedConsentResource(Absolute(started.Value.AuthorizeAddress, context, address), started.Value.State, started.Value.ExpiresAt))
            : ApiProblem.Of(started.Failure);
    }

    private static async Task<IResult> CompleteAsync(CompleteConsentRequest body, HttpContext context, CompleteConsent complete, PlatformCatalog catalog)
    {
        if (string.IsNullOrEmpty(body.State))
        {
            return ApiProblem.Invalid("state", "state is missing.");
        }

        if (string.IsNullOrEmpty(body.Code) && string.IsNullOrEmpty(body.Error))
        {
            return ApiProblem.Invalid("code", "code is missing.");
        }

        // Not the request's token: a code is good once, and a caller that hangs up must not spoil it.
        var completed = await complete.ExecuteAsync(
            new ConsentCallback(body.State, body.Code, body.Error, [KeyOf(context)]), context.ClientAddress(), CancellationToken.None);
        return completed is { Outcome: ConsentOutcome.Connected, Connection: { } connection }
            ? TypedResults.Ok(ConnectionResource.Of(connection, catalog))
            : Problem(completed, completed.Platform is { } platform ? catalog.Get(platform).Name : "The platform");
    }

    private static ProblemHttpResult Problem(CompletedConsent completed, string platform)
    {
        var (status, title, sentence) = completed.Outcome switch
        {
            ConsentOutcome.Declined => (StatusCodes.Status409Conflict, "Declined", $"The talent said no on {platform}'s page; nothing was connected."),
            ConsentOutcome.OtherAccount => (StatusCodes.Status409Conflict, "Another account", $"The talent gave access to @{completed.Handle}, but @{completed.ExpectedHandle} is connected here. An admin can accept or refuse it on the talent's page."),
            ConsentOutcome.AccountOfAnotherTalent => (StatusCodes.Status409Conflict, "Account of another talent", $"@{completed.Handle} is connected to another talent. An admin can accept or refuse it on the talent's page."),
            ConsentOutcome.AccountUnclear => (StatusCodes.Status409Conflict, "Account unclear", $"It's not certain that the talent gave access to @{completed.ExpectedHandle}. An admin can accept or refuse it on the talent's page."),
            ConsentOutcome.NotStored => (StatusCodes.Status503ServiceUnavailable, "Not stored", "The permission couldn't be saved, so we gave it back. Start again in a moment."),
            ConsentOutcome.ScopeMissing => (StatusCodes.Status409Conflict, "Permission missing", $"The talent left out a permission on {platform}'s page that we can't read anything without. Start again, with every permission ticked."),
            ConsentOutcome.NoAccount => (StatusCodes.Status409Conflict, "No account", $"The person who gave access has no account on {platform} that can be read."),
            ConsentOutcome.PlatformFailed => (StatusCodes.Status502BadGateway, "Platform failed", $"{platform} didn't give us access. Start again. If it keeps happening, check the server log."),
            ConsentOutcome.UsedState => (StatusCodes.Status400BadRequest, "Used already", "This state was already used. Start again."),
            ConsentOutcome.ExpiredState => (StatusCodes.Status400BadRequest, "Too late", "This state is older than an hour. Start again."),
            ConsentOutcome.OtherBrowser => (StatusCodes.Status400BadRequest, "Another key", "This state belongs to a browser or to another key. Finish it with the key that began it."),
            ConsentOutcome.InvitationOver => (StatusCodes.Status409Conflict, "Invitation ended", "The invitation has ended."),
            _ => (StatusCodes.Status400BadRequest, "Unknown state", "This state is unknown. Start again."),
        };
        return ApiProblem.Of(status, title, sentence, new(StringComparer.Ordinal) { ["outcome"] = OutcomeWord.Of(completed.Outcome) });
    }

    // Bound to the key as a browser's consent is to its cookie: the id is no secret, but only the key's owner acts under it.
    private static string KeyOf(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;

    // The sandbox's page is ours.
    private static string Absolute(string authorize, HttpContext context, PublicAddress address) =>
        authorize.StartsWith('/') ? address.Of(context.Request).Base + authorize : authorize;
}
