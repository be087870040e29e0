using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Leaving;

/// <summary>
/// Where a talent is named outside what hangs on them: in messages, notifications, saved views and imports. The database deletes what hangs on
/// the talent; what only names them has to be looked for.
/// </summary>
internal sealed class TalentTraces
{
    private const string Erased = "[erased]";

    private readonly NamingWords _words;

    private TalentTraces(IReadOnlyCollection<string> all)
    {
        All = all;
        _words = new NamingWords(all);
    }

    /// <summary>Names, handles, addresses and ids that tell who the talent is.</summary>
    public IReadOnlyCollection<string> All { get; }

    /// <summary>Collects the words by which the talent is known; before the talent is deleted.</summary>
    public static async Task<TalentTraces> OfAsync(SocialProfilesDbContext db, Talent talent, IReadOnlyList<Connection> connections, CancellationToken cancellationToken)
    {
        var keys = connections.Select(connection => connection.Key).ToList();
        var profiles = await db.Set<Profiles.SocialProfile>().IgnoreQueryFilters().Where(x => keys.Contains(x.ConnectionKey)).Select(x => new { x.AccountId, x.DisplayName }).ToListAsync(cancellationToken);
        var accounts = await db.Consents.Where(x => keys.Contains(x.ConnectionKey)).Select(x => new { x.AccountId, x.UserId }).ToListAsync(cancellationToken);
        var imported = await db.ImportedIds.IgnoreQueryFilters().Where(x => x.TalentId == talent.Id).Select(x => x.Value).ToListAsync(cancellationToken);
        var invitations = await db.Set<Invitations.Invitation>().IgnoreQueryFilters().Where(x => x.TalentId == talent.Id).Select(x => x.Id).ToListAsync(cancellationToken);
        string?[] words =
        [
            talent.Name,
            .. connections.SelectMany(connection => (string[])[connection.Handle, connection.NormalizedHandle, connection.ProfileUrl]),
            .. profiles.SelectMany(profile => (string?[])[profile.AccountId, profile.DisplayName]),
            .. accounts.SelectMany(account => (string?[])[account.AccountId, account.UserId]),
            .. imported,
            .. connections.Select(connection => connection.Id).Append(talent.Id).Concat(invitations).SelectMany(id => (string[])[id.ToString("D"), id.ToString("N")]),
        ];
        var others = await db.Talents.IgnoreQueryFilters().Where(x => x.Id != talent.Id).Select(x => x.Name).ToListAsync(cancellationToken);
        others.AddRange(await db.Connections.IgnoreQueryFilters().Where(x => x.TalentId != talent.Id).Select(x => x.Handle).ToListAsync(cancellationToken));

        // What others are called, too, tells nobody apart, and would take their texts along.
        return new TalentTraces([.. words.Where(word => !string.IsNullOrWhiteSpace(word)).Select(word => word!.Trim()).Distinct(StringComparer.Ordinal).Where(word => new NamingWords([word]) is var one && !others.Exists(one.AreIn))]);
    }

    /// <summary>Erases what names the talent, inside the caller's unit of work. What also speaks of others keeps that.</summary>
    public async Task EraseAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        await DeliveriesAsync(db, cancellationToken);
        await NoticesAsync(db, cancellationToken);
        await ViewsAsync(db, cancellationToken);
        await ImportsAsync(db, cancellationToken);
    }

    /// <summary>What was sent is forgotten. What still waits may tell of others, too: it is sent without the name.</summary>
    private async Task DeliveriesAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        HashSet<long> keys = [];
        foreach (var pattern in _words.Patterns)
        {
            keys.UnionWith(await db.Deliveries.IgnoreQueryFilters()
                .Where(x => EF.Functions.Like(x.Subject, pattern, NamingWords.Escape) || EF.Functions.Like(x.Body, pattern, NamingWords.Escape) || EF.Functions.Like(x.Html!, pattern, NamingWords.Escape)
                    || EF.Functions.Like(x.Answer!, pattern, NamingWords.Escape) || EF.Functions.Like(x.Recipient, pattern, NamingWords.Escape))
                .Select(x => x.Key).ToListAsync(cancellationToken));
        }

        foreach (var key in keys)
        {
            var delivery = await db.Deliveries.IgnoreQueryFilters().AsNoTracking().SingleAsync(x => x.Key == key, cancellationToken);
            if (!_words.AreIn(delivery.Subject) && !_words.AreIn(delivery.Body) && !_words.AreIn(delivery.Html) && !_words.AreIn(delivery.Answer) && !_words.AreIn(delivery.Recipient))
            {
                continue;
            }

            var row = db.Deliveries.IgnoreQueryFilters().Where(x => x.Key == key);
            if (delivery.State != DeliveryState.Waiting || _words.AreIn(delivery.Recipient))
            {
                await row.ExecuteDeleteAsync(cancellationToken);
            }
            else
            {
                var (subject, body, html) = (_words.Replace(delivery.Subject, Erased), _words.Replace(delivery.Body, Erased), delivery.Html is null ? null : _words.Replace(delivery.Html, Erased));
                await row.ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.Subject, subject).SetProperty(x => x.Body, body).SetProperty(x => x.Html, html).SetProperty(x => x.Answer, (string?)null), cancellationToken);
            }

            db.Raise(default(DeliveriesChanged));
        }
    }

    /// <summary>Those about the talent are gone with the talent; these are summaries of many.</summary>
    private async Task NoticesAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var summaries = await db.Notices.IgnoreQueryFilters().AsNoTracking().Where(x => x.TalentId == null && (x.Title != null || x.Detail != null)).Select(x => new { x.Key, x.Title, x.Detail }).ToListAsync(cancellationToken);
        foreach (var one in summaries.Where(one => _words.AreIn(one.Title) || _words.AreIn(one.Detail)))
        {
            var (title, detail) = (one.Title is null ? null : _words.Replace(one.Title, Erased), one.Detail is null ? null : _words.Replace(one.Detail, Erased));
            await db.Notices.IgnoreQueryFilters().Where(x => x.Key == one.Key).ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, title).SetProperty(x => x.Detail, detail), cancellationToken);
        }
    }

    /// <summary>A view that looks for the talent finds nobody any more.</summary>
    private async Task ViewsAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var views = await db.SavedViews.AsNoTracking().Select(x => new { x.Id, x.Name, x.Query }).ToListAsync(cancellationToken);
        var naming = views.Where(view => _words.AreIn(view.Name) || _words.AreIn(view.Query) || _words.AreIn(Uri.UnescapeDataString(view.Query.Replace('+', ' ')))).Select(view => view.Id).ToList();
        await db.SavedViews.Where(x => naming.Contains(x.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Rows of files, those that wait included: an import that goes on must not bring the talent back.</summary>
    private async Task ImportsAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        foreach (var pattern in _words.Patterns)
        {
            var rows = await db.ImportRows.AsNoTracking()
                .Where(x => EF.Functions.Like(x.Talent, pattern, NamingWords.Escape) || EF.Functions.Like(x.Handle!, pattern, NamingWords.Escape) || EF.Functions.Like(x.Reason!, pattern, NamingWords.Escape) || EF.Functions.Like(x.Input!, pattern, NamingWords.Escape))
                .Select(x => new { x.JobKey, x.Number, x.Talent, x.Handle, x.Reason, x.Input }).ToListAsync(cancellationToken);
            foreach (var row in rows.Where(row => _words.AreIn(row.Talent) || _words.AreIn(row.Handle) || _words.AreIn(row.Reason) || _words.AreIn(row.Input)))
            {
                await db.ImportRows.Where(x => x.JobKey == row.JobKey && x.Number == row.Number).ExecuteDeleteAsync(cancellationToken);
            }
        }

        foreach (var job in await db.ImportJobs.IgnoreQueryFilters().AsNoTracking().Select(x => new { x.Key, x.FileName }).ToListAsync(cancellationToken))
        {
            if (_words.AreIn(job.FileName) || _words.AreIn(Path.GetFileNameWithoutExtension(job.FileName)))
            {
                var name = Erased + Path.GetExtension(job.FileName);
                await db.ImportJobs.IgnoreQueryFilters().Where(x => x.Key == job.Key).ExecuteUpdateAsync(set => set.SetProperty(x => x.FileName, name), cancellationToken);
            }
        }
    }
}
