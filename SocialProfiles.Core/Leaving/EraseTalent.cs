using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Leaving;

/// <summary>What was erased. Only for the person who did it; nothing of it is kept.</summary>
/// <param name="Profiles">How many profiles went.</param>
/// <param name="Permissions">What became of each permission at its platform.</param>
/// <param name="IsScrubbed">Whether the free space of the files was overwritten too; else <see cref="FinishErasing"/> tries again.</param>
public sealed record ErasedTalent(string Name, int Profiles, IReadOnlyList<(string Platform, string Handle, Revocation Revocation)> Permissions, bool IsScrubbed);

/// <summary>
/// Erases a talent who leaves: all that hangs on them, every text that names them, and what is left of it in the files. Their permissions are
/// given back at the platforms; one that can't be stops nothing. The activity keeps that somebody was erased, and not who.
/// </summary>
public sealed class EraseTalent(Database database, TalentGrants grants, IEnumerable<IMadeOfProfiles> made, FinishErasing finish, ActivityLog activity, TimeProvider time)
{
    /// <returns>What was erased; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<ErasedTalent, UseCaseError>> ExecuteAsync(Guid talentId, Actor actor, CancellationToken cancellationToken)
    {
        IReadOnlyList<TalentGrant> taken = [];
        IReadOnlyCollection<string> words = [];
        var note = "";
        var erased = await database.WriteAsync<Result<(string Name, int Profiles), UseCaseError>>(
            async db =>
            {
                var talent = await db.Talents.AsNoTracking().SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken);
                if (talent is null)
                {
                    return TalentErrors.NoTalent;
                }

                if (await HiddenProfiles.RefusalAsync(db, talentId, cancellationToken) is { } refusal)
                {
                    return refusal;
                }

                // Of both worlds: a talent who was added by hand may have profiles in the sandbox, too.
                var connections = await db.Connections.IgnoreQueryFilters().AsNoTracking().Where(x => x.TalentId == talentId).ToListAsync(cancellationToken);
                foreach (var connection in connections)
                {
                    SyncRound.TakeLease(db, connection);
                    db.Raise(new ConnectionChanged(connection.Id, talentId));
                }

                taken = await grants.TakeAsync(db, talentId, cancellationToken);
                var naming = await TalentTraces.OfAsync(db, talent, connections, cancellationToken);
                words = naming.All;
                await made.ForgetAsync(db, connections, cancellationToken);
                await db.Talents.Where(x => x.Id == talentId).ExecuteDeleteAsync(cancellationToken);
                await naming.EraseAsync(db, cancellationToken);
                await EraseActivity.OfTalentAsync(db, talentId, naming.All, naming.Own, cancellationToken);
                db.Raise(new TalentChanged(talentId));
                db.Raise(default(NoticesChanged));
                activity.Add(db, actor, ActivityAction.TalentErased, "a talent", detail: Count(connections.Count));
                note = await FinishErasing.NoteAsync(db, time.GetUtcNow(), cancellationToken);
                return (talent.Name, connections.Count);
            },
            cancellationToken);
        if (!erased.Succeeded)
        {
            return erased.Failure;
        }

        // Neither a platform that is away nor a page that is closed stops what was begun.
        // Both at once: a platform may take its time, and the name shouldn't stand in the files as long.
        var scrubbing = finish.ExecuteAsync(words, note, CancellationToken.None);
        var revoked = await grants.GiveBackAsync(taken);
        var isScrubbed = await scrubbing;
        return new ErasedTalent(
            erased.Value.Name, erased.Value.Profiles, [.. taken.Zip(revoked, (grant, revocation) => (grant.Platform, grant.Handle, revocation)).Where(one => one.revocation != Revocation.NotNeeded)], isScrubbed);
    }

    private static string Count(int profiles) => profiles == 1 ? "1 profile" : string.Create(CultureInfo.InvariantCulture, $"{profiles} profiles");
}
