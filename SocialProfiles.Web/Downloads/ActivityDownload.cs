using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Activity;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Downloads;

/// <summary>The activity as a file, filtered as on the page.</summary>
internal static class ActivityDownload
{
    public const string Path = "/activity/export.csv";

    private static readonly string[] _columns = ["Time (UTC)", "Activity", "Person", "Action", "Subject", "Talent", "Detail", "Source", "Address"];

    public static void MapDownloads(this WebApplication app) => app.MapGet(Path, Export).RequireAuthorization(Policies.Admin).ExcludeFromDescription();

    private static CsvDownload Export(
        ActivityList list,
        TalentNames names,
        TimeProvider time,
        [FromQuery(Name = ActivityView.Person)] string? person,
        [FromQuery(Name = ActivityView.Kind)] string? kind,
        [FromQuery(Name = ActivityView.Talent)] string? talent,
        [FromQuery(Name = ActivityView.From)] string? from,
        [FromQuery(Name = ActivityView.To)] string? to,
        [FromQuery(Name = ActivityView.Search)] string? search,
        [FromQuery(Name = ActivityView.Profile)] string? profile,
        [FromQuery(Name = ActivityView.Zone)] string? zone) => new(
            string.Create(CultureInfo.InvariantCulture, $"activity-{time.GetUtcNow():yyyy-MM-dd}.csv"),
            _columns,
            RowsAsync(list, names, ActivityView.Read(person, kind, talent, from, to, search, profile, ReaderZone.Find(zone))));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        ActivityList list, TalentNames names, ActivityFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in list.AllAsync(filter, cancellationToken))
        {
            var talents = await names.OfAsync([.. batch.Select(entry => entry.TalentId).OfType<Guid>().Distinct()], cancellationToken);
            foreach (var entry in batch)
            {
                yield return
                [
                    // To the millisecond, so that what happened within a second keeps its order in a spreadsheet that sorts.
                    entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                    ActivityText.Sentence(entry),
                    entry.Actor,
                    entry.Action,
                    entry.Subject,
                    entry.TalentId is { } talent ? talents.GetValueOrDefault(talent) : null,
                    entry.Detail,
                    entry.Source,
                    entry.Address,
                ];
            }
        }
    }
}
