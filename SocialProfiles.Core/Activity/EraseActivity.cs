using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Activity;

/// <summary>Takes the words about a person out of the activity log. What happened and when stays.</summary>
public static class EraseActivity
{
    private const string Erased = "[erased]";

    /// <summary>
    /// Erases, inside the caller's unit of work: what concerns the talent in every entry, who acted where that was the talent, and the text of any
    /// other entry in which one of the names stands as a whole word.
    /// </summary>
    /// <param name="names">The talent's name and what else tells who it was: handles, an e-mail.</param>
    /// <returns>How many entries lost something.</returns>
    public static async Task<int> OfTalentAsync(SocialProfilesDbContext db, Guid talentId, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var words = new NamingWords(names);
        List<long> elsewhere = [];
        foreach (var pattern in words.Patterns)
        {
            var found = await db.Activity.Where(x => (x.TalentId == null || x.TalentId != talentId) && (EF.Functions.Like(x.Subject, pattern, NamingWords.Escape) || EF.Functions.Like(x.Detail!, pattern, NamingWords.Escape)))
                .Select(x => new { x.Key, x.Subject, x.Detail }).ToListAsync(cancellationToken);
            elsewhere.AddRange(found.Where(x => words.AreIn(x.Subject) || words.AreIn(x.Detail)).Select(x => x.Key));
        }

        var erased = await db.Activity.Where(x => elsewhere.Contains(x.Key)).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.Subject, Erased).SetProperty(x => x.Detail, (string?)null), cancellationToken);
        await db.Activity.Where(x => x.TalentId == talentId && names.Contains(x.Actor)).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.Actor, Erased).SetProperty(x => x.Address, (string?)null), cancellationToken);
        erased += await db.Activity.Where(x => x.TalentId == talentId).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.Subject, Erased).SetProperty(x => x.Detail, (string?)null).SetProperty(x => x.TalentId, (Guid?)null), cancellationToken);
        db.Raise(default(ActivityWritten));
        return erased;
    }
}
