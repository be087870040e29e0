using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Core.Accounts;
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

    // The page asks for the password before it leads here; whoever comes another way is sent there.
    private static async Task<Results<PhysicalFileHttpResult, NotFound, RedirectHttpResult>> DownloadAsync(string name, BackupFolder backups, Sessions sessions, ActivityNote note, HttpContext context)
    {
        if (BrowserSession.KeyOf(context.User) is not { } key || !await sessions.IsProvedAsync(key, context.RequestAborted))
        {
            return TypedResults.Redirect(Path);
        }

        if (backups.Find(name) is not { } backup)
        {
            return TypedResults.NotFound();
        }

        await note.WriteAsync(PersonClaims.ActorOf(context.User), ActivityAction.BackupDownloaded, backup.Name, null, context.RequestAborted);
        return TypedResults.PhysicalFile(backups.PathOf(backup), "application/octet-stream", backup.Name);
    }
}
