using SocialProfiles.Core.Agency;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Web.Components.MediaKits;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Downloads;

/// <summary>Pictures that people uploaded: the agency's logo, and screenshots as evidence. For signed-in admins, except for the logo on a kit that is public.</summary>
internal static class Pictures
{
    private const string LogoName = "logo";

    /// <summary>Of the agency's present logo.</summary>
    /// <param name="hash">Of the picture, so that a page shows a new one at once.</param>
    public static string Logo(string hash) => $"/agency/logo?v={hash[..12]}";

    /// <summary>Of the screenshot of a self-reported number.</summary>
    public static string Evidence(Guid number) => $"/self-reported/{number}/evidence";

    public static void MapPictures(this WebApplication app)
    {
        app.MapGet("/agency/logo", async (LogoQuery logo, HttpResponse response, CancellationToken cancellationToken) =>
            PictureAnswer.Of(response, await logo.ReadAsync(cancellationToken), LogoName)).ExcludeFromDescription();
        app.MapGet("/self-reported/{id:guid}/evidence", async (Guid id, SelfReportedList list, HttpResponse response, CancellationToken cancellationToken) =>
            PictureAnswer.Of(response, await list.EvidenceAsync(id, cancellationToken), $"evidence-{id}")).ExcludeFromDescription();
        app.MapGet("/talents/{talentId:guid}/kits/{kitId:guid}/logo", async (Guid kitId, MediaKitList kits, HttpResponse response, CancellationToken cancellationToken) =>
            PictureAnswer.Of(response, await kits.LogoAsync(kitId, cancellationToken), LogoName)).ExcludeFromDescription();
        app.MapGet(KitPaths.Public + "/{token}/logo", async (string token, OpenMediaKit kits, HttpResponse response, CancellationToken cancellationToken) =>
            PictureAnswer.Of(response, await kits.LogoByLinkAsync(token, cancellationToken), LogoName)).AllowAnonymous().RequireRateLimiting(RateLimits.Visitors).ExcludeFromDescription();
    }
}
