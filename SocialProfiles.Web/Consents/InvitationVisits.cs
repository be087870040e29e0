using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Consents;

/// <summary>Where an invitation's page tells, by its script, that somebody looks at it. Whatever only fetches the page does not.</summary>
internal static class InvitationVisits
{
    private const string SameOrigin = "same-origin";

    public static void MapInvitationVisits(this WebApplication app) =>
        app.MapPost(ConsentPaths.Invitations + "/{token}/" + ConsentPaths.VisitPart, NoteAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Visitors)
            .ExcludeFromDescription();

    private static async Task<IResult> NoteAsync(string token, HttpRequest request, NoteVisit visit, CancellationToken cancellationToken)
    {
        if (!IsOfOurPage(request))
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        await visit.ExecuteAsync(token, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Browsers say where a request comes from, and no page can change what they say; older ones say only its origin.</summary>
    private static bool IsOfOurPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site
        ? site == SameOrigin
        : Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value;
}
