using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Writes activity that goes with no other change: signing in and out.</summary>
public sealed class AccountActivity(Database database, ActivityLog activity)
{
    public Task WriteAsync(Actor actor, ActivityAction action, string subject, string? detail, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                activity.Add(db, actor, action, subject, detail: detail);
                return Task.FromResult(true);
            },
            cancellationToken);
}
