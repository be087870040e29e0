using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Alerts;

/// <summary>
/// What hasn't arrived yet, and could still be sent, tells nothing of a profile that is gone: its part is taken out, and a message
/// that has no other is deleted. What was delivered is out of the house.
/// </summary>
internal sealed class DeliveriesOfProfiles(PlatformCatalog catalog) : IMadeOfProfiles
{
    public async Task ForgetAsync(SocialProfilesDbContext db, long connectionKey, CancellationToken cancellationToken)
    {
        var profile = await db.Connections.Where(x => x.Key == connectionKey).Select(x => new { x.Id, x.Handle, x.Platform }).SingleOrDefaultAsync(cancellationToken);
        if (profile is null)
        {
            return;
        }

        var named = $"@{profile.Handle} on {catalog.NameOf(profile.Platform)}";
        var id = profile.Id.ToString();
        var told = await db.Deliveries.AsTracking().Where(x => x.State != DeliveryState.Delivered && (x.Body.Contains(named) || x.Body.Contains(id))).ToListAsync(cancellationToken);
        foreach (var delivery in told)
        {
            if (delivery.Channel == DeliveryChannel.Webhook)
            {
                Keep(db, delivery, AlertMessage.WebhookWithout(delivery.Body, profile.Id), html: null);
            }
            else
            {
                Keep(db, delivery, AlertMessage.TextWithout(delivery.Body, named), delivery.Html is { } html ? AlertMessage.HtmlWithout(html, named) : null);
            }
        }

        if (told.Count > 0)
        {
            db.Raise(default(DeliveriesChanged));
        }
    }

    /// <summary>What alerts tell is what everybody can see.</summary>
    public Task ForgetPrivateAsync(SocialProfilesDbContext db, long connectionKey, CancellationToken cancellationToken) => Task.CompletedTask;

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
