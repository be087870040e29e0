using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Talents;

/// <summary>Changes a talent's name and tags.</summary>
public sealed class EditTalent(Database database, ActivityLog activity, TimeProvider time)
{
    /// <returns>The talent as it is now; or <see cref="InvalidError"/>, <see cref="NotFoundError"/>.</returns>
    public async Task<Result<Talent, UseCaseError>> ExecuteAsync(Guid talentId, TalentRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var details = TalentDetails.Read(request);
        if (!details.Succeeded)
        {
            return details.Failure;
        }

        return await database.WriteAsync<Result<Talent, UseCaseError>>(
            async db =>
            {
                var talent = await db.Talents.SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken);
                if (talent is null)
                {
                    return TalentErrors.NoTalent;
                }

                if (talent.Name != details.Value.Name || !talent.Tags.SequenceEqual(details.Value.Tags, StringComparer.Ordinal))
                {
                    var renamedFrom = talent.Name == details.Value.Name ? null : FormerName.Detail(talent.Name);
                    details.Value.ApplyTo(talent, time.GetUtcNow());
                    db.Raise(new TalentChanged(talent.Id));
                    activity.Add(db, actor, ActivityAction.TalentEdited, talent.Name, talent.Id, renamedFrom);
                }

                return talent;
            },
            cancellationToken);
    }
}
