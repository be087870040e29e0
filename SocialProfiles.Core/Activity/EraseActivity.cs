using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>
/// Takes the words about a person out of the activity log. What happened and when stays, and so does the chain: of each text that
/// goes, the hash stays, without the salt that it could be guessed with. The caller says in an entry of its own that it was done.
/// </summary>
public static class EraseActivity
{
    private const int Slice = 500;

    private static readonly TimeSpan _longestMatch = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Erases, inside the caller's unit of work: subject and detail of every entry that concerns the talent; actor and network
    /// address where the talent acted; and subject and detail of any other entry in which one of the names stands as a whole word.
    /// </summary>
    /// <param name="names">
    /// The talent's name and what else tells who it was: handles, an e-mail. Names that the talent had before are found in the log.
    /// Of one or two characters only whole texts are matched.
    /// </param>
    /// <returns>How many entries lost something.</returns>
    public static async Task<int> OfTalentAsync(SocialProfilesDbContext db, Guid talentId, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var all = await NamesAsync(db, talentId, names, cancellationToken);
        var what = await db.Activity.Where(x => x.TalentId == talentId && x.WhatSalt != null).Select(x => x.Key).ToListAsync(cancellationToken);
        what.AddRange(await ElsewhereAsync(db, talentId, all, cancellationToken));
        var who = await db.Activity.Where(x => x.TalentId == talentId && x.WhoSalt != null && all.Contains(x.Actor)).Select(x => x.Key).ToListAsync(cancellationToken);
        foreach (var keys in what.Chunk(Slice))
        {
            await db.Activity.Where(x => keys.Contains(x.Key)).ExecuteUpdateAsync(
                x => x.SetProperty(entry => entry.Subject, ActivityEntry.Erased).SetProperty(entry => entry.Detail, (string?)null).SetProperty(entry => entry.WhatSalt, (byte[]?)null),
                cancellationToken);
        }

        foreach (var keys in who.Chunk(Slice))
        {
            await db.Activity.Where(x => keys.Contains(x.Key)).ExecuteUpdateAsync(
                x => x.SetProperty(entry => entry.Actor, ActivityEntry.Erased).SetProperty(entry => entry.Address, (string?)null).SetProperty(entry => entry.WhoSalt, (byte[]?)null),
                cancellationToken);
        }

        db.Raise(default(ActivityWritten));
        return what.Union(who).Count();
    }

    /// <summary>Those given, and those that stood for the talent in the log while it had other ones.</summary>
    private static async Task<string[]> NamesAsync(SocialProfilesDbContext db, Guid talentId, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        ActivityAction[] byName =
        [
            ActivityAction.TalentAdded, ActivityAction.TalentEdited, ActivityAction.TalentArchived, ActivityAction.TalentRestored, ActivityAction.TalentDeleted,
            ActivityAction.TalentInvited, ActivityAction.InvitationOpened,
        ];
        var former = await db.Activity.Where(x => x.TalentId == talentId && x.WhatSalt != null && byName.Contains(x.Action)).Select(x => x.Subject).Distinct().ToListAsync(cancellationToken);
        return [.. names.Concat(former).Where(name => !string.IsNullOrWhiteSpace(name) && name != ActivityEntry.Erased).Distinct(StringComparer.Ordinal)];
    }

    private static async Task<List<long>> ElsewhereAsync(SocialProfilesDbContext db, Guid talentId, string[] names, CancellationToken cancellationToken)
    {
        List<long> found = [];
        foreach (var name in names)
        {
            var candidates = await db.Activity
                .Where(x => x.TalentId != talentId && x.WhatSalt != null && (x.Subject.Contains(name) || x.Detail!.Contains(name)))
                .Select(x => new { x.Key, x.Subject, x.Detail })
                .ToListAsync(cancellationToken);
            found.AddRange(candidates.Where(x => Names(x.Subject, name) || (x.Detail is { } detail && Names(detail, name))).Select(x => x.Key));
        }

        return [.. found.Distinct()];
    }

    private static bool Names(string text, string name) =>
        name.Length < 3
            ? text == name
            : Regex.IsMatch(text, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(name)}(?![\p{{L}}\p{{N}}])", RegexOptions.CultureInvariant, _longestMatch);
}
