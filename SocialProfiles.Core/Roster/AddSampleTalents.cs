using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <summary>A made-up talent with the accounts to connect.</summary>
public sealed record SampleTalent(string Name, IReadOnlyList<string> Tags, IReadOnlyList<(string Platform, string Handle)> Accounts);

/// <summary>Fills the roster with made-up talents, in the sandbox only.</summary>
/// <param name="samples">Those whom the sandbox brings; none outside it.</param>
public sealed class AddSampleTalents(
    IEnumerable<SampleTalent> samples, Database database, PlatformCatalog catalog, DataWorld world, ActivityLog activity, TimeProvider time)
{
    /// <returns>How many were added (those whose accounts are connected already are left out); or <see cref="ConflictError"/> outside the sandbox.</returns>
    public async Task<Result<int, UseCaseError>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!world.IsSandbox)
        {
            return new ConflictError("Sample talents exist only while the sandbox is on.");
        }

        return await database.WriteAsync(
            async db =>
            {
                var taken = (await db.Connections.Select(x => x.Platform + x.NormalizedHandle).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
                var now = time.GetUtcNow();
                List<Talent> talents = [];
                foreach (var sample in samples)
                {
                    var targets = sample.Accounts
                        .Select(account => new ConnectTarget(catalog.Get(account.Platform), account.Handle))
                        .ToArray();
                    if (targets.Any(target => !taken.Add(target.Platform.Key + target.NormalizedHandle)))
                    {
                        continue;
                    }

                    var talent = AddTalent.Create(new TalentDetails(sample.Name, sample.Tags), isSample: true, now);
                    db.Connections.AddRange(targets.Select(target => ConnectByHand.Create(db, target, talent.Id, world, now)));
                    db.Raise(new TalentChanged(talent.Id));
                    talents.Add(talent);
                }

                db.Talents.AddRange(talents);
                if (talents.Count > 0)
                {
                    activity.Add(db, actor, ActivityAction.SamplesAdded, $"{talents.Count} sample talents");
                }

                return talents.Count;
            },
            cancellationToken);
    }
}
