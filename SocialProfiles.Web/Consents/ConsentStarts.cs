using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Components.Talents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Consents;

/// <summary>Sends a browser to the platform's consent page: a talent's, by an invitation, or an admin's, by the card.</summary>
internal static class ConsentStarts
{
    public static void MapConsentStarts(this WebApplication app)
    {
        app.MapGet(ConsentPaths.Invitations + "/{token}/{platform}", FromInvitationAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Visitors)
            .ExcludeFromDescription();
        app.MapGet("/talents/{talentId:guid}/consent/{platform}", FromCardAsync).RequireAuthorization(Policies.Editor).ExcludeFromDescription();
    }

    private static async Task<IResult> FromInvitationAsync(
        string token, string platform, HttpContext context, OpenInvitation open, NoteVisit visit, StartConsent start, ConsentCookies cookies, PublicAddress address)
    {
        var page = ConsentPaths.Invitation(token);
        if (!IsFromOurPage(context.Request, address))
        {
            return TypedResults.LocalRedirect(page);
        }

        var invitation = await open.ExecuteAsync(token, context.RequestAborted);
        var account = invitation.Accounts.FirstOrDefault(each => each.Platform.Equals(platform, StringComparison.OrdinalIgnoreCase));
        if (invitation.State != InvitationState.Open || account is not { CanConsent: true })
        {
            // The page says why.
            return TypedResults.LocalRedirect(page);
        }

        var secret = RandomSecret.New();
        var actor = new Actor(invitation.TalentName, ActivitySource.Browser, context.ClientAddress());
        var started = await start.ExecuteAsync(
            new ConsentStart(invitation.TalentId, account.Platform, address.Of(context.Request).Callback, secret) { InvitationId = invitation.Id, ConnectionId = account.Connection?.Id },
            actor,
            context.RequestAborted);
        if (!started.Succeeded)
        {
            return TypedResults.LocalRedirect(page);
        }

        // Also where no script could tell that somebody is there.
        await visit.ExecuteAsync(token, context.RequestAborted);
        return Go(context, cookies, started.Value, new ConsentBearer(secret, page));
    }

    private static async Task<IResult> FromCardAsync(
        Guid talentId, string platform, Guid? connection, HttpContext context, StartConsent start, ConsentCookies cookies, PublicAddress address)
    {
        var page = TalentPage.Address(talentId);
        if (!IsFromOurPage(context.Request, address))
        {
            return TypedResults.LocalRedirect(page);
        }

        var secret = RandomSecret.New();
        var actor = PersonClaims.ActorOf(context.User);
        var started = await start.ExecuteAsync(
            new ConsentStart(talentId, platform, address.Of(context.Request).Callback, secret) { ConnectionId = connection }, actor, context.RequestAborted);
        return started.Succeeded
            ? Go(context, cookies, started.Value, new ConsentBearer(secret, page))
            : TypedResults.LocalRedirect($"{page}?{OutcomeWord.Outcome}={OutcomeWord.NotStarted}&{OutcomeWord.Platform}={Uri.EscapeDataString(platform)}");
    }

    /// <summary>
    /// Nothing but a press on our own page begins a consent: no link of another site, of a message or of a preview. Browsers
    /// say so themselves; where they do not, old ones and all of them on plain http, the page that they come from does.
    /// </summary>
    private static bool IsFromOurPage(HttpRequest request, PublicAddress address) => request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site
        ? site == "same-origin"
        : address.IsOurs(request, request.Headers.Referer);

    private static RedirectHttpResult Go(HttpContext context, ConsentCookies cookies, StartedConsent started, ConsentBearer bearer)
    {
        cookies.Give(context, started.State, bearer);
        return TypedResults.Redirect(started.AuthorizeAddress);
    }
}
