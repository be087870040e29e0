using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Alerts;

/// <summary>
/// What hasn't arrived yet, and could still be sent, tells nothing of a profile that is gone: its part is taken out, and a message
/// that has no other is deleted. What was delivered is out of the house.
/// </summary>
internal sealed class DeliveriesOfProfiles(PlatformCatalog catalog) : IMadeOfProfiles
{
    public async Task ForgetAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(db, connection, cancellationToken);
        string[] texts = [connection.Id.ToString(), .. names];
        var told = await db.Deliveries.AsTracking()
            .Where(x => x.State != DeliveryState.Delivered && texts.Any(text => x.Body.Contains(text))).ToListAsync(cancellationToken);
        foreach (var delivery in told)
        {
            if (delivery.Channel == DeliveryChannel.Webhook)
            {
                Keep(db, delivery, AlertMessage.WebhookWithout(delivery.Body, connection.Id), html: null);
            }
            else
            {
                Keep(db, delivery, AlertMessage.TextWithout(delivery.Body, names), delivery.Html is { } html ? AlertMessage.HtmlWithout(html, names) : null);
            }
        }

        if (told.Count > 0)
        {
            db.Raise(default(DeliveriesChanged));
        }
    }

    /// <summary>What alerts tell is what everybody can see.</summary>
    public Task ForgetPrivateAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As messages name the profile, also those from before its handle changed: the activity still has its former ones.</summary>
    private async Task<IReadOnlyCollection<string>> NamesAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        var platform = $" on {catalog.NameOf(connection.Platform)}";
        var entries = await db.Activity.Where(x => x.TalentId == connection.TalentId && EF.Functions.Like(x.Subject, "@%" + platform))
            .OrderByDescending(x => x.Key).Select(x => new { x.Action, x.Subject, x.Detail }).ToListAsync(cancellationToken);
        var name = $"@{connection.Handle}{platform}";
        HashSet<string> names = new(StringComparer.Ordinal) { name };
        foreach (var entry in entries.Where(x => x.Action == ActivityAction.ProfileRenamed && x.Detail is not null))
        {
            if (string.Equals(entry.Subject, name, StringComparison.OrdinalIgnoreCase))
            {
                name = entry.Detail![EditTalent.Was.Length..] + platform;
                names.Add(name);
            }
        }

        // With another profile there, the rest may be the other's.
        if (!await db.Connections.IgnoreQueryFilters().AnyAsync(x => x.TalentId == connection.TalentId && x.Platform == connection.Platform && x.Key != connection.Key, cancellationToken))
        {
            names.UnionWith(entries.Select(x => x.Subject));
        }

        return names;
    }

    private static void Keep(SocialProfilesDbContext db, Delivery delivery, string? body, string? html)
    {
        if (body is null)
        {
            db.Remove(delivery);
            return;
        }

        (delivery.Body, delivery.Html) = (body, html);
    }
}
