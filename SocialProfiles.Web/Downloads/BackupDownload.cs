using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Backups;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Downloads;

/// <summary>A backup as a file, for owners.</summary>
internal static class BackupDownload
{
    public const string Path = "/settings/backups";

    public static void MapBackupDownload(this WebApplication app) =>
        app.MapGet(Path + "/{name}", DownloadAsync).RequireAuthorization(Policies.Owner).ExcludeFromDescription();

    public static string AddressOf(BackupFile backup) => $"{Path}/{Uri.EscapeDataString(backup.Name)}";

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> DownloadAsync(string name, BackupFolder backups, ActivityNote note, HttpContext context)
    {
        if (backups.Find(name) is not { } backup)
        {
            return TypedResults.NotFound();
        }

        var who = context.User.FindFirst(System.Security.Claims.ClaimTypes.Email)?.Value ?? context.User.Identity?.Name ?? "";
        await note.WriteAsync(new Actor(who, ActivitySource.Browser, context.ClientAddress()), ActivityAction.BackupDownloaded, backup.Name, null, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.PhysicalFile(backups.PathOf(backup), "application/octet-stream", backup.Name);
    }
}
