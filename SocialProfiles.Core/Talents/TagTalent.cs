using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Talents;

/// <summary>Puts one tag on a talent or takes it off; the other tags stay as they are.</summary>
public sealed class TagTalent(Database database, ActivityLog activity, TimeProvider time)
{
    /// <param name="tag">As somebody typed it.</param>
    /// <param name="isOn">True to put it on, false to take it off.</param>
    /// <returns>Whether that changed the talent; or <see cref="InvalidError"/> (field <c>tag</c>), <see cref="NotFoundError"/>.</returns>
    public async Task<Result<bool, UseCaseError>> ExecuteAsync(Guid talentId, string tag, bool isOn, Actor actor, CancellationToken cancellationToken)
    {
        var read = ReadTag(tag);
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        return await database.WriteAsync<Result<bool, UseCaseError>>(
            async db =>
            {
                var talent = await db.Talents.SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken);
                if (talent is null)
                {
                    return TalentErrors.NoTalent;
                }

                if (talent.Tags.Contains(read.Value, StringComparer.Ordinal) == isOn)
                {
                    return false;
                }

                var (tags, refusal) = TalentName.ReadTags(isOn ? talent.Tags.Append(read.Value) : talent.Tags.Where(one => one != read.Value));
                if (refusal is not null)
                {
                    return new InvalidError("tag", refusal);
                }

                new TalentDetails(talent.Name, tags).ApplyTo(talent, time.GetUtcNow());
                db.Raise(new TalentChanged(talent.Id));
                activity.Add(db, actor, ActivityAction.TalentEdited, talent.Name, talent.Id, isOn ? $"tagged {read.Value}" : $"tag {read.Value} removed");
                return true;
            },
            cancellationToken);
    }

    /// <summary>One tag as it is stored; or what is wrong with it.</summary>
    public static Result<string, UseCaseError> ReadTag(string? text) => TalentName.ReadTags([text ?? ""]) switch
    {
        { Refusal: { } refusal } => new InvalidError("tag", refusal),
        { Tags: [var tag] } => tag,
        _ => new InvalidError("tag", "Enter a tag."),
    };
}
