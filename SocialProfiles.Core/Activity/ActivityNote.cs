using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>Writes activity that goes with no other change: signing in and out, a consent that was declined.</summary>
public sealed class ActivityNote(Database database, ActivityLog activity)
{
    public Task WriteAsync(Actor actor, ActivityAction action, string subject, string? detail, CancellationToken cancellationToken, Guid? talentId = null) =>
        database.WriteAsync(
            db =>
            {
                activity.Add(db, actor, action, subject, talentId, detail);
                return Task.FromResult(true);
            },
            cancellationToken);
}
