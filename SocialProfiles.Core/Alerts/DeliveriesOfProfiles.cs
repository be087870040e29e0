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
        var id = connection.Id.ToString();
        var told = await db.Deliveries.AsTracking()
            .Where(x => x.State != DeliveryState.Delivered && (x.Body.Contains(id) || names.Any(name => x.Body.Contains(name)))).ToListAsync(cancellationToken);
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
    private async Task<string[]> NamesAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        var platform = $" on {catalog.NameOf(connection.Platform)}";
        var former = await db.Activity.Where(x => x.TalentId == connection.TalentId && EF.Functions.Like(x.Subject, "@%" + platform)).Select(x => new { x.Action, x.Subject, x.Detail }).Distinct().ToListAsync(cancellationToken);
        var others = await db.Connections.IgnoreQueryFilters().Where(x => x.TalentId == connection.TalentId && x.Platform == connection.Platform && x.Key != connection.Key).Select(x => "@" + x.Handle + platform).ToListAsync(cancellationToken);
        return
        [
            .. former.Select(x => x.Subject)
                .Concat(former.Where(x => x.Action == ActivityAction.ProfileRenamed && x.Detail is not null).Select(x => x.Detail![EditTalent.Was.Length..] + platform))
                .Except(others, StringComparer.OrdinalIgnoreCase).Append($"@{connection.Handle}{platform}").Distinct(StringComparer.Ordinal),
        ];
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
