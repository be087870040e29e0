using Microsoft.JSInterop;
using SocialProfiles.Core.Agency;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>The time zone of whoever reads this page: the browser's, or the agency's where it doesn't say.</summary>
public sealed class ReaderZone(IJSRuntime browser, AgencyClock agency)
{
    private TimeZoneInfo? _zone;

    /// <summary>Asks the browser once.</summary>
    public async ValueTask<TimeZoneInfo> GetAsync(CancellationToken cancellationToken) => _zone ??= await ReadAsync(cancellationToken);

    /// <summary>As a person knows it: <c>Europe/Berlin</c>, <c>UTC</c>.</summary>
    public static string Name(TimeZoneInfo? zone) => zone is null || zone.Id is "Etc/UTC" or "Etc/Universal" ? "UTC" : zone.Id;

    /// <summary>Day and time there: <c>3 Mar 2026, 14:05</c>.</summary>
    public static string Text(DateTimeOffset at, TimeZoneInfo? zone) =>
        TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc).ToString("d MMM yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <returns>Null where no zone of this machine has that name.</returns>
    public static TimeZoneInfo? Find(string? id) => id is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    private async Task<TimeZoneInfo> ReadAsync(CancellationToken cancellationToken)
    {
        string? id = null;
        try
        {
            id = await browser.InvokeAsync<string?>("SocialProfiles.timeZone", cancellationToken);
        }
        catch (JSException)
        {
            // An old browser that can't tell.
        }

        return Find(id) ?? (await agency.GetDaysAsync(cancellationToken)).Zone;
    }
}
