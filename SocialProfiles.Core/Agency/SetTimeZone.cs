using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>Sets the time zone in which the agency counts its days.</summary>
public sealed class SetTimeZone(Database database, AgencyClock clock, ActivityLog activity)
{
    /// <param name="id">IANA id, such as <c>Europe/Berlin</c>, in any case.</param>
    /// <returns>The zone as it is stored; or <see cref="InvalidError"/> for <c>timeZone</c>.</returns>
    public async Task<Result<ZoneChoice, UseCaseError>> ExecuteAsync(string? id, Actor actor, CancellationToken cancellationToken)
    {
        if (ZoneChoice.Find(id) is not { } choice)
        {
            return new InvalidError("timeZone", string.IsNullOrWhiteSpace(id)
                ? "Choose a time zone, such as Europe/Berlin or UTC."
                : "There is no time zone with that name. Choose one from the list, such as Europe/Berlin or UTC.");
        }

        await database.WriteAsync(
            async db =>
            {
                var stored = await db.AgencySettings.AsTracking().SingleOrDefaultAsync(x => x.Name == AgencyClock.ZoneSetting, cancellationToken);
                if ((stored?.Value ?? ZoneChoice.Utc) != choice.Id)
                {
                    stored ??= db.AgencySettings.Add(new AgencySetting { Name = AgencyClock.ZoneSetting, Value = "" }).Entity;
                    stored.Value = choice.Id;
                    activity.Add(db, actor, ActivityAction.TimeZoneChanged, choice.Id);
                }

                return true;
            },
            cancellationToken);
        clock.Forget();
        return choice;
    }
}
