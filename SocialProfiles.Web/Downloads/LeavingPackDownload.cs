using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Downloads;

/// <summary>All that the agency has of a talent, as one file to take along.</summary>
internal static class LeavingPackDownload
{
    public static string Address(Guid talentId) => $"/talents/{talentId}/pack.zip";

    public static void MapLeavingPack(this WebApplication app) => app.MapGet("/talents/{id:guid}/pack.zip", MakeAsync).RequireAuthorization(Policies.Admin).ExcludeFromDescription();

    private static async Task<IResult> MakeAsync(Guid id, HttpContext http, MakeLeavingPack make, CancellationToken cancellationToken)
    {
        var pack = await make.ExecuteAsync(id, PersonClaims.ActorOf(http.User), cancellationToken);
        if (!pack.Succeeded)
        {
            return Results.NotFound();
        }

        return Results.File(pack.Value.Zip, "application/zip", pack.Value.FileName);
    }
}
