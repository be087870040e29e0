using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>Writes activity that goes with no other change: signing in and out, a consent that was declined.</summary>
public sealed partial class ActivityNote(Database database, ActivityLog activity, ILogger<ActivityNote> logger)
{
    public Task WriteAsync(Actor actor, ActivityAction action, string subject, string? detail, CancellationToken cancellationToken, Guid? talentId = null) =>
        database.WriteAsync(
            db =>
            {
                activity.Add(db, actor, action, subject, talentId, detail);
                return Task.FromResult(true);
            },
            cancellationToken);

    /// <summary>The same for what has to go on also where the database takes nothing: then only the server's log says it.</summary>
    public async Task TryWriteAsync(Actor actor, ActivityAction action, string subject, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(actor, action, subject, null, cancellationToken);
        }
        catch (Exception exception) when (StorageException.IsOfDatabase(exception))
        {
            LogNotWritten(exception, action);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The activity {Action} could not be written")]
    private partial void LogNotWritten(Exception exception, ActivityAction action);
}
