using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Web.Components.Settings.Deliveries;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Downloads;

/// <summary>The delivery log as a file, filtered as on the page.</summary>
internal static class DeliveriesDownload
{
    public const string Path = DeliveriesView.Path + "/export.csv";

    private static readonly string[] _columns =
        ["Created (UTC)", "By", "To", "Subject", "State", "Attempts", "Last attempt (UTC)", "Next attempt (UTC)", "Status", "Problem", "Answer", "Id"];

    public static void MapDeliveriesDownload(this WebApplication app) => app.MapGet(Path, Export).RequireAuthorization(Policies.Admin).ExcludeFromDescription();

    private static CsvDownload Export(
        DeliveryList list,
        TimeProvider time,
        [FromQuery(Name = DeliveriesView.Channel)] string? channel,
        [FromQuery(Name = DeliveriesView.Endpoint)] string? endpoint,
        [FromQuery(Name = DeliveriesView.State)] string? state) => new(
            string.Create(CultureInfo.InvariantCulture, $"deliveries-{time.GetUtcNow():yyyy-MM-dd}.csv"), _columns, RowsAsync(list, DeliveriesView.Read(channel, endpoint, state)));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(DeliveryList list, DeliveryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in list.AllAsync(filter, cancellationToken))
        {
            foreach (var one in batch)
            {
                yield return
                [
                    one.CreatedAt, DeliveriesView.NameOf(one.Channel), one.Receiver, one.Subject, DeliveriesView.NameOf(one.State), one.Attempts,
                    one.LastAttemptAt, one.NextAttemptAt, one.Status, one.Problem, one.Answer, one.Id,
                ];
            }
        }
    }
}
