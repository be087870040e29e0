using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Alerts;
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
    // In the addresses of pages.
    private const string Search = "q=";

    // Of these the subject is the talent's name.
    private static readonly ActivityAction[] _byName =
    [
        ActivityAction.TalentAdded, ActivityAction.TalentEdited, ActivityAction.TalentArchived, ActivityAction.TalentRestored, ActivityAction.TalentDeleted,
        ActivityAction.TalentInvited, ActivityAction.InvitationOpened,
    ];

    // Of these the profile is the talent's; of others it may be somebody else's.
    private static readonly ImportOutcome[] _theirs = [ImportOutcome.NewTalent, ImportOutcome.NewProfile, ImportOutcome.AlreadyThere];

    // A shorter id, or a number, may stand anywhere and mean something else: a year, a count, another system's id. So long a number is none of these.
    private const int ShortestId = 8;
    private const int ShortestNumber = 15;

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<Guid> _talentIds;
    private readonly NamingWords _words;
    private readonly NamingWords _wordsAnywhere;
    private readonly NamingWords _names;
    private readonly HashSet<(ImportedIdKind Kind, string Value)> _ids;

    private TalentTraces(
        IEnumerable<Guid> talentIds, IEnumerable<string> names, IReadOnlyCollection<(ImportedIdKind Kind, string Value)> ids, IReadOnlyCollection<string> own, IReadOnlyCollection<string> all)
    {
        _talentIds = [.. talentIds];
        _words = new NamingWords(all);
        _wordsAnywhere = new NamingWords(all, commonToo: true);
        _names = new NamingWords(names);
        _ids = [.. ids];
        Own = own;
        All = all;
    }

    /// <summary>The talents whose traces these are.</summary>
    public IReadOnlyCollection<Guid> TalentIds => _talentIds;

    /// <summary>Names, handles, addresses and ids that the talent has or had, also those that other talents have too; never the address of a team member.</summary>
    public IReadOnlyCollection<string> Own { get; }

    /// <summary>Those of them that tell who the talent is.</summary>
    public IReadOnlyCollection<string> All { get; }

    /// <summary>Collects the words by which the talent is known, and was; before the talent is deleted.</summary>
    public static async Task<TalentTraces> OfAsync(SocialProfilesDbContext db, Talent talent, IReadOnlyList<Connection> connections, CancellationToken cancellationToken)
    {
        var keys = connections.Select(connection => connection.Key).ToList();
        var profiles = await db.Set<Profiles.SocialProfile>().IgnoreQueryFilters().Where(x => keys.Contains(x.ConnectionKey)).Select(x => new { x.AccountId, x.DisplayName }).ToListAsync(cancellationToken);
        var accounts = await db.Consents.Where(x => keys.Contains(x.ConnectionKey)).Select(x => new { x.AccountId, x.UserId }).ToListAsync(cancellationToken);
        var imported = await db.ImportedIds.IgnoreQueryFilters().Where(x => x.TalentId == talent.Id).Select(x => new { x.Kind, x.Value }).ToListAsync(cancellationToken);
        var invitations = await db.Set<Invitations.Invitation>().IgnoreQueryFilters().Where(x => x.TalentId == talent.Id).Select(x => x.Id).ToListAsync(cancellationToken);
        string?[] ids =
        [
            .. profiles.Select(profile => profile.AccountId),
            .. accounts.SelectMany(account => (string?[])[account.AccountId, account.UserId]),
            .. imported.Where(id => id.Kind != ImportedIdKind.Email).Select(id => id.Value),
        ];
        string?[] words =
        [
            talent.Name,
            .. connections.SelectMany(connection => (string[])[connection.Handle, connection.NormalizedHandle, connection.ProfileUrl]),
            .. profiles.Select(profile => profile.DisplayName),
            .. imported.Where(id => id.Kind == ImportedIdKind.Email).Select(id => id.Value),
            .. ids.Where(IsTelling),
            .. await FormerAsync(db, talent.Id, cancellationToken),
            .. connections.Select(connection => connection.Id).Append(talent.Id).Concat(invitations).SelectMany(id => (string[])[id.ToString("D"), id.ToString("N")]),
        ];
        string[] telling = [.. words.Where(word => !string.IsNullOrWhiteSpace(word)).Select(word => word!.Trim()).Distinct(StringComparer.Ordinal)];
        var others = await OthersAsync(db, talent.Id, cancellationToken);

        // What others are called, too, tells nobody apart, and would take their texts along.
        return new TalentTraces(
            [talent.Id],
            [talent.Name],
            imported.ConvertAll(id => (id.Kind, id.Value)),
            await WithoutTeamAsync(db, telling.Concat(ids.OfType<string>()), cancellationToken),
            [.. telling.Where(word => IsTheirs(word, others))]);
    }

    /// <summary>Finds talents who were deleted before, by what somebody remembers of them: the activity still has their names and handles.</summary>
    /// <param name="typed">Names, handles and addresses.</param>
    public static async Task<IReadOnlyList<Guid>> DeletedAsync(SocialProfilesDbContext db, IReadOnlyCollection<string> typed, CancellationToken cancellationToken)
    {
        List<Guid> ids = [];
        foreach (var word in typed)
        {
            var name = NamingWords.Escaped(word);
            var profile = $"@{name} on %";
            ids.AddRange(await db.Activity
                .Where(x => x.TalentId != null && x.WhatSalt != null
                    && ((_byName.Contains(x.Action) && EF.Functions.Like(x.Subject, name, NamingWords.Escape)) || EF.Functions.Like(x.Subject, profile, NamingWords.Escape)))
                .Select(x => x.TalentId!.Value).Distinct().ToListAsync(cancellationToken));
        }

        var known = ids.Distinct().ToList();
        var living = await db.Talents.IgnoreQueryFilters().Where(x => known.Contains(x.Id)).Select(x => x.Id).ToListAsync(cancellationToken);
        return [.. known.Except(living)];
    }

    /// <summary>What tells a deleted talent from others of the same name.</summary>
    public static async Task<DeletedTalent> DescribeAsync(SocialProfilesDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var entries = db.Activity.Where(x => x.TalentId == id && x.WhatSalt != null);
        var named = await entries.Where(x => _byName.Contains(x.Action)).OrderByDescending(x => x.Key).Select(x => new { x.Subject, x.Action, x.At }).ToListAsync(cancellationToken);
        var profiles = await entries.Where(x => EF.Functions.Like(x.Subject, "@%")).Select(x => x.Subject).Distinct().ToListAsync(cancellationToken);
        return new DeletedTalent(id, named.FirstOrDefault()?.Subject, named.Find(x => x.Action == ActivityAction.TalentDeleted)?.At, [.. profiles.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Collects the words of talents who were deleted before; the activity knows what else they were called.</summary>
    /// <param name="typed">What somebody remembers of them.</param>
    /// <param name="talents">Of <see cref="DeletedAsync"/>.</param>
    /// <param name="namesakes">Those of them who are not meant: what they are called, too, stays.</param>
    public static async Task<TalentTraces> OfDeletedAsync(
        SocialProfilesDbContext db, IReadOnlyCollection<string> typed, IReadOnlyCollection<Guid> talents, IEnumerable<Guid> namesakes, CancellationToken cancellationToken)
    {
        List<string?> words = [.. typed];
        foreach (var id in talents)
        {
            words.AddRange(await FormerAsync(db, id, cancellationToken));
            words.AddRange([id.ToString("D"), id.ToString("N")]);
        }

        string[] telling = [.. words.Where(word => !string.IsNullOrWhiteSpace(word)).Select(word => word!.Trim()).Distinct(StringComparer.Ordinal)];
        var others = await OthersAsync(db, null, cancellationToken);
        foreach (var id in namesakes)
        {
            others.AddRange((await FormerAsync(db, id, cancellationToken)).OfType<string>());
        }

        return new TalentTraces(talents, typed, [], await WithoutTeamAsync(db, telling, cancellationToken), [.. telling.Where(word => IsTheirs(word, others))]);
    }

    /// <summary>What a team member did stays theirs in the activity, also where their address was entered for a talent.</summary>
    private static async Task<IReadOnlyCollection<string>> WithoutTeamAsync(SocialProfilesDbContext db, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var team = await db.Users.Where(x => x.Email != null).Select(x => x.Email!).ToListAsync(cancellationToken);
        return [.. words.Except(team, StringComparer.OrdinalIgnoreCase)];
    }

    // What others are called, too, tells nobody apart.
    private static bool IsTheirs(string word, List<string> others) => new NamingWords([word]) is var one && !others.Exists(one.AreIn);

    private static bool IsTelling(string? id) => id is { Length: >= ShortestId } && (id.Length >= ShortestNumber || !id.All(char.IsAsciiDigit));

    /// <summary>What the talent was called before, and handles that were disconnected: the log and the imports still have them.</summary>
    private static async Task<IEnumerable<string?>> FormerAsync(SocialProfilesDbContext db, Guid talentId, CancellationToken cancellationToken)
    {
        var named = await db.Activity.Where(x => x.TalentId == talentId && x.WhatSalt != null && _byName.Contains(x.Action)).Select(x => x.Subject).Distinct().ToListAsync(cancellationToken);
        var renamed = await db.Activity.Where(x => x.TalentId == talentId && (x.Action == ActivityAction.TalentEdited || x.Action == ActivityAction.ProfileRenamed) && x.Detail != null).Select(x => x.Detail).Distinct().ToListAsync(cancellationToken);
        var profiles = await db.Activity.Where(x => x.TalentId == talentId && EF.Functions.Like(x.Subject, "@%")).Select(x => x.Subject).Distinct().ToListAsync(cancellationToken);
        var rows = await db.ImportRows.Where(x => x.TalentId == talentId && _theirs.Contains(x.Outcome)).Select(x => new { x.Talent, x.Handle }).Distinct().ToListAsync(cancellationToken);
        return
        [
            .. named,
            .. renamed.Select(detail => FormerName.Of(detail)?.TrimStart('@')),
            .. profiles.Select(subject => subject[1..].Split(" on ")[0]),
            .. rows.SelectMany(row => (string?[])[row.Talent, row.Handle?.TrimStart('@')]),
        ];
    }

    /// <summary>What others are called: talents, their profiles, the people who work here, and those who get mails.</summary>
    private static async Task<List<string>> OthersAsync(SocialProfilesDbContext db, Guid? talentId, CancellationToken cancellationToken)
    {
        var others = await db.Talents.IgnoreQueryFilters().Where(x => talentId == null || x.Id != talentId).Select(x => x.Name).ToListAsync(cancellationToken);
        others.AddRange(await db.Connections.IgnoreQueryFilters().Where(x => talentId == null || x.TalentId != talentId).Select(x => x.Handle).ToListAsync(cancellationToken));
        others.AddRange(await db.Users.Where(x => x.Email != null).Select(x => x.Email!).ToListAsync(cancellationToken));

        // A booking office may be the address of several talents, and get the agency's mails.
        others.AddRange((await db.AlertRules.IgnoreQueryFilters().Select(x => x.Emails).ToListAsync(cancellationToken)).SelectMany(emails => emails));
        others.AddRange(await db.MailServers.IgnoreQueryFilters().Select(x => x.SenderAddress).ToListAsync(cancellationToken));
        return others;
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
        string[] patterns = [.. _words.Patterns];
        var keys = await db.Deliveries.IgnoreQueryFilters()
            .Where(x => patterns.Any(pattern => EF.Functions.Like(x.Subject, pattern, NamingWords.Escape) || EF.Functions.Like(x.Body, pattern, NamingWords.Escape)
                || EF.Functions.Like(x.Html!, pattern, NamingWords.Escape) || EF.Functions.Like(x.Answer!, pattern, NamingWords.Escape) || EF.Functions.Like(x.Recipient, pattern, NamingWords.Escape)))
            .Select(x => x.Key).ToListAsync(cancellationToken);

        foreach (var key in keys)
        {
            var delivery = await db.Deliveries.IgnoreQueryFilters().AsNoTracking().SingleAsync(x => x.Key == key, cancellationToken);
            var isJson = delivery.Channel == DeliveryChannel.Webhook;
            if (!_words.AreIn(delivery.Subject) && !(isJson ? IsInJson(delivery.Body) : _words.AreIn(delivery.Body)) && !_words.AreIn(delivery.Html) && !_words.AreIn(delivery.Answer) && !_words.AreIn(delivery.Recipient))
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
                var (subject, body, html) = (_words.Replace(delivery.Subject, ActivityEntry.Erased), isJson ? WithoutInJson(delivery.Body) : _words.Replace(delivery.Body, ActivityEntry.Erased), delivery.Html is null ? null : WithoutInHtml(delivery.Html));
                await row.ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.Subject, subject).SetProperty(x => x.Body, body).SetProperty(x => x.Html, html).SetProperty(x => x.Answer, (string?)null), cancellationToken);
            }

            db.Raise(default(DeliveriesChanged));
        }
    }

    /// <summary>It is known to name the talent: between its tags a single short word is theirs, too.</summary>
    private string WithoutInHtml(string html) => string.Join(
        '<',
        _words.Replace(html, ActivityEntry.Erased).Split('<')
            .Select(part => part.IndexOf('>', StringComparison.Ordinal) + 1 is var text && text > 0 ? part[..text] + _wordsAnywhere.Replace(part[text..], ActivityEntry.Erased) : part));

    // Its names are ours: a handle may well be called like one of them.
    private bool IsInJson(string json) => TryParse(json) is { } body ? Texts(body).Any(text => _words.AreIn(text.GetValue<string>())) : _words.AreIn(json);

    private string WithoutInJson(string json)
    {
        if (TryParse(json) is not { } body)
        {
            return _words.Replace(json, ActivityEntry.Erased);
        }

        foreach (var text in Texts(body).Where(text => _words.AreIn(text.GetValue<string>())).ToList())
        {
            text.ReplaceWith(_words.Replace(text.GetValue<string>(), ActivityEntry.Erased));
        }

        return body.ToJsonString(_json);
    }

    private static JsonNode? TryParse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonValue> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        _ => [],
    };

    /// <summary>Those about the talent are gone with the talent; these are summaries of many.</summary>
    private async Task NoticesAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var summaries = await db.Notices.IgnoreQueryFilters().AsNoTracking().Where(x => x.TalentId == null && (x.Title != null || x.Detail != null)).Select(x => new { x.Key, x.Title, x.Detail }).ToListAsync(cancellationToken);
        foreach (var one in summaries.Where(one => _words.AreIn(one.Title) || _words.AreIn(one.Detail)))
        {
            var (title, detail) = (one.Title is null ? null : _words.Replace(one.Title, ActivityEntry.Erased), one.Detail is null ? null : _words.Replace(one.Detail, ActivityEntry.Erased));
            await db.Notices.IgnoreQueryFilters().Where(x => x.Key == one.Key).ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, title).SetProperty(x => x.Detail, detail), cancellationToken);
        }
    }

    /// <summary>A view that looks for the talent finds nobody any more.</summary>
    private async Task ViewsAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var views = await db.SavedViews.AsNoTracking().Select(x => new { x.Id, x.Name, x.Query }).ToListAsync(cancellationToken);
        var naming = views.Where(view => IsInName(view.Name) || _words.AreIn(SearchOf(view.Query))).Select(view => view.Id).ToList();
        await db.SavedViews.Where(x => naming.Contains(x.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    // A view called by one ordinary word means that word, also where somebody's handle is the same.
    private bool IsInName(string name) => !NamingWords.IsCommon(name.Trim()) && _words.AreIn(name);

    /// <summary>What a view looks for; its other values are numbers and choices.</summary>
    private static string? SearchOf(string query) => query.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith(Search, StringComparison.OrdinalIgnoreCase)) is { } pair
        ? Uri.UnescapeDataString(pair[Search.Length..].Replace('+', ' '))
        : null;

    /// <summary>Rows of files, those that wait included: an import that goes on must not bring the talent back.</summary>
    private async Task ImportsAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        await db.ImportRows.Where(x => x.TalentId != null && _talentIds.Contains(x.TalentId.Value)).ExecuteDeleteAsync(cancellationToken);
        string[] patterns = [.. _words.Patterns];

        // Of those that wait, all: by what they name a talent, an id may be too short to look for.
        var rows = await db.ImportRows.AsNoTracking()
            .Where(x => x.Input != null || patterns.Any(pattern =>
                EF.Functions.Like(x.Talent, pattern, NamingWords.Escape) || EF.Functions.Like(x.Handle!, pattern, NamingWords.Escape) || EF.Functions.Like(x.Reason!, pattern, NamingWords.Escape)))
            .Select(x => new { x.JobKey, x.Number, x.Talent, x.Handle, x.Reason, x.Input }).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var one = db.ImportRows.Where(x => x.JobKey == row.JobKey && x.Number == row.Number);
            if (_words.AreIn(row.Talent) || IsInLink(row.Handle) || IsInRecord(row.Input))
            {
                await one.ExecuteDeleteAsync(cancellationToken);
            }
            else if (_words.AreIn(row.Reason))
            {
                // Somebody else's row, which only says whose the profile was.
                await one.ExecuteUpdateAsync(set => set.SetProperty(x => x.Reason, (string?)null), cancellationToken);
            }
        }

        foreach (var job in await db.ImportJobs.IgnoreQueryFilters().AsNoTracking().Select(x => new { x.Key, x.FileName }).ToListAsync(cancellationToken))
        {
            if (_words.AreIn(job.FileName) || _words.AreIn(Path.GetFileNameWithoutExtension(job.FileName)))
            {
                var name = ActivityEntry.Erased + Path.GetExtension(job.FileName);
                await db.ImportJobs.IgnoreQueryFilters().Where(x => x.Key == job.Key).ExecuteUpdateAsync(set => set.SetProperty(x => x.FileName, name), cancellationToken);
            }
        }
    }

    private bool IsInRecord(string? input)
    {
        if (input is null)
        {
            return false;
        }

        var record = ImportRecord.FromJson(input);
        return _words.AreIn(record.Name) || IsOurs(record) || IsInLink(record.Handle) || IsInLink(record.Link);
    }

    /// <summary>By its ids, each among those of its kind. An address may be that of a booking office: it says nothing of a row that names somebody else.</summary>
    private bool IsOurs(ImportRecord record) =>
        (record.TalentId is { } talent && (_ids.Contains((ImportedIdKind.Talent, talent)) || (Guid.TryParse(talent, out var own) && _talentIds.Contains(own))))
        || (record.RecordId is { } id && _ids.Contains((ImportedIdKind.Record, id)))
        || (record.Email is { } email && (record.Name is null || _names.AreIn(record.Name)) && _ids.Contains((ImportedIdKind.Email, email.ToLowerInvariant())));

    // Links are written in many ways; the handle is one of their parts.
    private bool IsInLink(string? text) => _words.AreIn(text) || (text is not null && text.Split('/', '?', '#').Any(_words.AreIn));
}
