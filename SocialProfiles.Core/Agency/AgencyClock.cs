using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>Knows in which time zone the agency counts its days; asks the database once, and again after it changed.</summary>
public sealed class AgencyClock(Database database, TimeProvider time)
{
    internal const string ZoneSetting = "TimeZone";

    private readonly KeptSetting<AgencyDays> _days = new(database, ZoneSetting, stored => new AgencyDays(ZoneOf(stored)));

    public ValueTask<AgencyDays> GetDaysAsync(CancellationToken cancellationToken) => _days.GetAsync(cancellationToken);

    /// <summary>The agency's day of now.</summary>
    public async ValueTask<DateOnly> GetTodayAsync(CancellationToken cancellationToken) => (await GetDaysAsync(cancellationToken)).Of(time.GetUtcNow());

    /// <summary>The zone of an IANA id; UTC where there is none or this machine knows none of that name.</summary>
    internal static TimeZoneInfo ZoneOf(AgencySetting? stored) =>
        stored is { Value.Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(stored.Value, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>It changed; call after the commit.</summary>
    internal void Forget() => _days.Forget();
}
