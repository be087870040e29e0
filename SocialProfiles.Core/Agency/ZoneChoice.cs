namespace SocialProfiles.Core.Agency;

/// <summary>A time zone that an agency can choose.</summary>
/// <param name="Id">IANA id.</param>
/// <param name="Offset">From UTC without summer time.</param>
public sealed record ZoneChoice(string Id, TimeSpan Offset)
{
    public const string Utc = "UTC";

    // What the machine knows: its own list of zones has one name for each place, and none of those that only stay for old programs.
    private static readonly Lazy<IReadOnlyList<ZoneChoice>> _all = new(() =>
    [
        new ZoneChoice(Utc, TimeSpan.Zero),
        .. TimeZoneInfo.GetSystemTimeZones().Select(Of).OfType<ZoneChoice>().DistinctBy(zone => zone.Id, StringComparer.Ordinal).OrderBy(zone => zone.Id, StringComparer.Ordinal),
    ]);

    /// <summary>UTC, then all others in the order of their ids.</summary>
    public static IReadOnlyList<ZoneChoice> All => _all.Value;

    /// <summary>The one of the server's own clock; null where that is UTC or has no IANA id.</summary>
    public static ZoneChoice? OfServer => Of(TimeZoneInfo.Local) is { } zone ? Find(zone.Id) : null;

    /// <summary>By its id in any case; null where there is none.</summary>
    public static ZoneChoice? Find(string? id)
    {
        var wanted = id?.Trim().Replace(' ', '_');
        return string.IsNullOrEmpty(wanted) ? null : All.FirstOrDefault(zone => string.Equals(zone.Id, wanted, StringComparison.OrdinalIgnoreCase));
    }

    private static ZoneChoice? Of(TimeZoneInfo zone) =>
        (zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : null) is { } id && id.Contains('/', StringComparison.Ordinal)
            && !id.StartsWith("Etc/", StringComparison.Ordinal)
            ? new ZoneChoice(id, zone.BaseUtcOffset)
            : null;
}
