using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>Writes activity in the same transaction as the change that it tells of.</summary>
public sealed class ActivityLog(TimeProvider time)
{
    /// <summary>Adds an entry to the unit of work; the caller saves.</summary>
    public void Add(SocialProfilesDbContext db, Actor actor, ActivityAction action, string subject, Guid? talentId = null, string? detail = null)
    {
        db.Activity.Add(Entry(actor, action, subject, talentId, detail));
        db.Raise(default(ActivityWritten));
    }

    /// <summary>An entry of now, for a unit of work that writes its rows itself.</summary>
    internal ActivityEntry Entry(Actor actor, ActivityAction action, string subject, Guid? talentId = null, string? detail = null) => new()
    {
        At = time.GetUtcNow(),
        Action = action,
        Actor = actor.Name,
        Source = actor.Source,
        Address = actor.Address,
        TalentId = talentId,
        Subject = subject,
        Detail = detail,
    };
}
