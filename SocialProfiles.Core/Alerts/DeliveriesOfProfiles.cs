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
    public async Task ForgetAsync(SocialProfilesDbContext db, IReadOnlyCollection<Connection> gone, CancellationToken cancellationToken)
    {
        var ids = gone.Select(connection => connection.Id).ToHashSet();
        var profiles = await ProfilesAsync(db, gone, cancellationToken);
        var talents = await TalentsAsync(db, gone.First().TalentId, cancellationToken);
        (string Profile, string Talent)[] named = [.. profiles.SelectMany(profile => talents.Select(talent => (profile, talent)))];
        string[] texts = [.. ids.Select(id => id.ToString()), .. profiles];
        var told = await db.Deliveries.AsTracking()
            .Where(x => x.State != DeliveryState.Delivered && texts.Any(text => x.Body.Contains(text))).ToListAsync(cancellationToken);
        foreach (var delivery in told)
        {
            if (delivery.Channel == DeliveryChannel.Webhook)
            {
                Keep(db, delivery, AlertMessage.WebhookWithout(delivery.Body, ids), html: null);
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
    public Task ForgetPrivateAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As messages name the profiles, also those from before a handle changed: the activity still has the former ones.</summary>
    private async Task<IReadOnlyCollection<string>> ProfilesAsync(SocialProfilesDbContext db, IReadOnlyCollection<Connection> gone, CancellationToken cancellationToken)
    {
        var talentId = gone.First().TalentId;
        var keys = gone.Select(connection => connection.Key).ToList();
        var staying = await db.Connections.IgnoreQueryFilters().Where(x => x.TalentId == talentId && !keys.Contains(x.Key)).Select(x => x.Platform).ToListAsync(cancellationToken);
        var entries = await db.Activity.Where(x => x.TalentId == talentId && EF.Functions.Like(x.Subject, "@%"))
            .OrderByDescending(x => x.Key).Select(x => new { x.Action, x.Subject, x.Detail }).ToListAsync(cancellationToken);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var connection in gone)
        {
            var platform = $" on {catalog.NameOf(connection.Platform)}";
            var name = $"@{connection.Handle}{platform}";
            names.Add(name);
            foreach (var entry in entries.Where(x => x.Action == ActivityAction.ProfileRenamed))
            {
                if (string.Equals(entry.Subject, name, StringComparison.OrdinalIgnoreCase) && FormerName.Of(entry.Detail) is { } former)
                {
                    name = former + platform;
                    names.Add(name);
                }
            }

            // With another profile that stays there, the rest may be the other's.
            if (!staying.Contains(connection.Platform, StringComparer.Ordinal))
            {
                names.UnionWith(entries.Where(x => x.Subject.EndsWith(platform, StringComparison.Ordinal)).Select(x => x.Subject));
            }
        }

        return names;
    }

    /// <summary>The talent's name and former ones. A handle alone tells nobody apart: somebody else's profile may have it by now.</summary>
    private static async Task<IReadOnlyCollection<string>> TalentsAsync(SocialProfilesDbContext db, Guid talentId, CancellationToken cancellationToken)
    {
        var names = await db.Talents.Where(x => x.Id == talentId).Select(x => x.Name).ToListAsync(cancellationToken);
        var edits = await db.Activity.Where(x => x.TalentId == talentId && x.Action == ActivityAction.TalentEdited && x.Detail != null).Select(x => x.Detail).ToListAsync(cancellationToken);
        return [.. names.Concat(edits.Select(FormerName.Of).OfType<string>()).Distinct(StringComparer.Ordinal)];
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
