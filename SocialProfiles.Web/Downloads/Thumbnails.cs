using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Thumbnails;
using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Components.MediaKits;
using SocialProfiles.Web.Consents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Downloads;

/// <summary>
/// Pictures of posts, from our own address. Who may see one is who sees the post: team members; the talent on their own page; and by the public
/// link of a media kit those that this kit shows.
/// </summary>
internal static class Thumbnails
{
    private const string Part = "/thumbnails";

    /// <summary>Where there is no picture, the page's placeholder shows through this.</summary>
    private static readonly byte[] _nothing = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /// <summary>What addresses begin with, for team members.</summary>
    public const string Team = Part;

    /// <summary>The same on a talent's own page.</summary>
    public static string OfInvitation(string token) => $"{ConsentPaths.Invitation(token)}{Part}";

    /// <summary>The same for whoever has the public link of a kit.</summary>
    public static string OfKit(string token) => $"{KitPaths.Public}/{Uri.EscapeDataString(token)}{Part}";

    /// <summary>Of one post.</summary>
    /// <param name="place">One of the above.</param>
    public static string Of(string place, Guid connectionId, string post) => $"{place}/{connectionId}/{Uri.EscapeDataString(post)}";

    public static void MapThumbnails(this WebApplication app)
    {
        const string ofPost = "/{connectionId:guid}/{post}";
        app.MapGet(Team + ofPost, async (Guid connectionId, string post, PostThumbnails thumbnails, HttpResponse response, CancellationToken cancellationToken) =>
            Answer(response, await thumbnails.GetAsync(connectionId, post, cancellationToken))).ExcludeFromDescription();
        app.MapGet(ConsentPaths.Invitations + "/{token}" + Part + ofPost, OfInvitationAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Pictures).ExcludeFromDescription();
        app.MapGet(KitPaths.Public + "/{token}" + Part + ofPost, OfKitAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Pictures).ExcludeFromDescription();
    }

    private static async Task<IResult> OfInvitationAsync(
        string token, Guid connectionId, string post, OpenInvitation opening, PostThumbnails thumbnails, HttpResponse response, CancellationToken cancellationToken) =>
        await opening.ShowsAsync(token, connectionId, cancellationToken) ? Answer(response, await thumbnails.GetAsync(connectionId, post, cancellationToken)) : TypedResults.NotFound();

    private static async Task<IResult> OfKitAsync(
        string token, Guid connectionId, string post, OpenMediaKit kits, PostThumbnails thumbnails, HttpResponse response, CancellationToken cancellationToken)
    {
        var kit = (await kits.ByLinkAsync(token, cancellationToken)).Kit;
        return kit?.Content.Shows(connectionId, post) == true ? Answer(response, await thumbnails.GetAsync(connectionId, post, cancellationToken)) : TypedResults.NotFound();
    }

    private static IResult Answer(HttpResponse response, Picture? picture)
    {
        if (picture is not null)
        {
            return PictureAnswer.Of(response, picture, "post", PictureAnswer.KeptForAnHour);
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(_nothing, "image/gif");
    }
}
