using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Activity;

/// <summary>
/// Takes the words about a person out of the activity log. What happened and when stays, and so does the chain: of each text that
/// goes, the hash stays, without the salt that it could be guessed with. The caller says in an entry of its own that it was done.
/// </summary>
public static class EraseActivity
{
    private const int Slice = 500;

    /// <summary>
    /// Erases, inside the caller's unit of work: what concerns the talent in every entry; actor and network address where the talent
    /// acted; and the text of any other entry in which one of the names stands as a whole word.
    /// </summary>
    /// <param name="names">
    /// Names, handles and ids that nobody else has: texts with one of them are erased wherever they stand. <see cref="NamingWords"/> says what
    /// counts as one.
    /// </param>
    /// <param name="actors">All that the talent was called where they acted themselves, also what others are called; without team members.</param>
    /// <returns>How many entries lost something.</returns>
    public static Task<int> OfTalentAsync(SocialProfilesDbContext db, Guid talentId, IReadOnlyCollection<string> names, IReadOnlyCollection<string> actors, CancellationToken cancellationToken) =>
        OfTalentsAsync(db, [talentId], names, actors, cancellationToken);

    /// <summary>The same of several, or of none: then only what the names say.</summary>
    public static async Task<int> OfTalentsAsync(
        SocialProfilesDbContext db, IReadOnlyCollection<Guid> talentIds, IReadOnlyCollection<string> names, IReadOnlyCollection<string> actors, CancellationToken cancellationToken)
    {
        var what = await FindAsync(db, talentIds, names, cancellationToken);

        // Talents act in a browser; of what came by the API, the actor is the name of a key.
        var who = await db.Activity.Where(x => x.TalentId != null && talentIds.Contains(x.TalentId.Value) && x.Source == ActivitySource.Browser && actors.Contains(x.Actor)).Select(x => x.Key).ToListAsync(cancellationToken);
        foreach (var keys in what.Chunk(Slice))
        {
            await db.Activity.Where(x => keys.Contains(x.Key)).ExecuteUpdateAsync(
                x => x.SetProperty(entry => entry.TalentId, (Guid?)null).SetProperty(entry => entry.Subject, ActivityEntry.Erased).SetProperty(entry => entry.Detail, (string?)null)
                    .SetProperty(entry => entry.WhatSalt, (byte[]?)null),
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

    /// <summary>The keys of the entries that would lose something of what they concern.</summary>
    internal static async Task<List<long>> FindAsync(SocialProfilesDbContext db, IReadOnlyCollection<Guid> talentIds, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var found = await db.Activity.Where(x => x.TalentId != null && talentIds.Contains(x.TalentId.Value)).Select(x => x.Key).ToListAsync(cancellationToken);
        found.AddRange(await ElsewhereAsync(db, talentIds, new NamingWords(names), cancellationToken));
        return found;
    }

    private static async Task<IEnumerable<long>> ElsewhereAsync(SocialProfilesDbContext db, IReadOnlyCollection<Guid> talentIds, NamingWords words, CancellationToken cancellationToken)
    {
        string[] patterns = [.. words.Patterns];
        var candidates = await db.Activity
            .Where(x => (x.TalentId == null || !talentIds.Contains(x.TalentId.Value))
                && patterns.Any(pattern => EF.Functions.Like(x.Subject, pattern, NamingWords.Escape) || EF.Functions.Like(x.Detail!, pattern, NamingWords.Escape)))
            .Select(x => new { x.Key, x.Action, x.Subject, x.Detail }).ToListAsync(cancellationToken);

        // The subject of an import is its file: the name may be all of it but the end.
        return candidates
            .Where(x => words.AreIn(x.Subject) || words.AreIn(x.Detail) || (x.Action == ActivityAction.Imported && words.AreIn(Path.GetFileNameWithoutExtension(x.Subject))))
            .Select(x => x.Key);
    }
}
