using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Components.Account;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// What <c>passkeys.js</c> asks for: the browser makes and shows passkeys, and only a request can carry the cookie that keeps the
/// challenge. They are called by our own pages alone, with JSON.
/// </summary>
internal static class Passkeys
{
    private const string Json = "application/json";

    public static void MapPasskeys(this WebApplication app)
    {
        var signIn = app.MapGroup("/sign-in/passkey").AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).ExcludeFromDescription().AddEndpointFilter(OnlyFromOurPagesAsync);
        signIn.MapPost("/options", AskAnybodyAsync);
        signIn.MapPost("", SignInAsync);

        var own = app.MapGroup($"{AccountPaths.Own}/passkeys").RequireAuthorization(Policies.Viewer).ExcludeFromDescription().AddEndpointFilter(OnlyFromOurPagesAsync);
        own.MapPost("/new-options", BeginAddingAsync);
        own.MapPost("", AddAsync);
        own.MapPost("/options", AskAsync);
        own.MapPost("/proof", ProveAsync);
    }

    private static async Task<IResult> AskAnybodyAsync(PasskeyCeremony ceremony, HttpContext context) =>
        TypedResults.Text(await ceremony.BeginAskingAsync(null, context.RequestAborted), Json);

    private static async Task<IResult> SignInAsync(PasskeyAnswer answer, PasskeyCeremony ceremony, DeviceCookie devices, HttpContext context)
    {
        if (answer.Text is not { } credential)
        {
            return Refuse(Unreadable);
        }

        var result = await ceremony.SignInAsync(credential, answer.Stay, context.ClientAddress(), context.ClientNetwork(), id => devices.Find(context, id), context.RequestAborted);
        if (!result.Succeeded)
        {
            return Refuse(result.Failure);
        }

        devices.Remember(context, result.Value.Id);
        return TypedResults.Ok(new { location = LocalAddress.OrHome(answer.ReturnUrl) });
    }

    private static async Task<IResult> BeginAddingAsync(PasskeyCeremony ceremony, HttpContext context)
    {
        var options = await ceremony.BeginAddingAsync(PersonClaims.PersonOf(context.User), context.RequestAborted);
        return options.Succeeded ? TypedResults.Text(options.Value, Json) : Refuse(options.Failure);
    }

    private static async Task<IResult> AddAsync(PasskeyAnswer answer, PasskeyCeremony ceremony, HttpContext context)
    {
        if (answer.Text is not { } credential)
        {
            return Refuse(Unreadable);
        }

        var added = await ceremony.AddAsync(PersonClaims.PersonOf(context.User), credential, answer.Name, context.RequestAborted);
        return added.Succeeded ? TypedResults.Ok(new { name = added.Value }) : Refuse(added.Failure);
    }

    private static async Task<IResult> AskAsync(PasskeyCeremony ceremony, HttpContext context) =>
        TypedResults.Text(await ceremony.BeginAskingAsync(PersonClaims.PersonOf(context.User).Id, context.RequestAborted), Json);

    private static async Task<IResult> ProveAsync(PasskeyAnswer answer, PasskeyCeremony ceremony, HttpContext context)
    {
        var problem = answer.Text is { } credential ? await ceremony.ProveAsync(PersonClaims.PersonOf(context.User), credential, context.RequestAborted) : Unreadable;
        return problem is null ? TypedResults.Ok(new { }) : Refuse(problem);
    }

    private static UseCaseError Unreadable { get; } = new ConflictError("The passkey couldn't be read. Try again.");

    private static BadRequest<PasskeyRefusal> Refuse(UseCaseError problem) => TypedResults.BadRequest(new PasskeyRefusal(problem.Sentence));

    // Cookies go with what other sites send, too; browsers say whose page it is.
    private static async ValueTask<object?> OnlyFromOurPagesAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var request = invocation.HttpContext.Request;
        var address = request.HttpContext.RequestServices.GetRequiredService<PublicAddress>();
        return request.Headers.Origin is { Count: 1 } origin && address.IsOurs(request, origin) ? await next(invocation) : Refuse(new ConflictError("Only pages of SocialProfiles may ask for this."));
    }

    /// <param name="Problem">A sentence for the screen.</param>
    internal sealed record PasskeyRefusal(string Problem);

    /// <summary>What the browser sends.</summary>
    /// <param name="Credential">What it made or showed, as the standard writes it.</param>
    /// <param name="Name">Of a new one.</param>
    /// <param name="Stay">At sign-in: over the closing of the browser.</param>
    /// <param name="ReturnUrl">At sign-in: where to go.</param>
    internal sealed record PasskeyAnswer(JsonElement Credential, string? Name = null, bool Stay = false, string? ReturnUrl = null)
    {
        /// <summary>Null where there is none.</summary>
        public string? Text => Credential.ValueKind == JsonValueKind.Object ? Credential.GetRawText() : null;
    }
}
