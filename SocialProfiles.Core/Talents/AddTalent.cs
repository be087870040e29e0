using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Talents;

public sealed record TalentRequest(string? Name, IReadOnlyList<string>? Tags = null);

/// <summary>Adds a talent to the roster.</summary>
public sealed class AddTalent(Database database, ActivityLog activity, TimeProvider time)
{
    /// <returns>The talent; or <see cref="InvalidError"/> for its name or tags.</returns>
    public async Task<Result<Talent, UseCaseError>> ExecuteAsync(TalentRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var details = TalentDetails.Read(request);
        if (!details.Succeeded)
        {
            return details.Failure;
        }

        return await database.WriteAsync(
            db =>
            {
                var talent = Create(details.Value, isSample: false, time.GetUtcNow());
                db.Talents.Add(talent);
                db.Raise(new TalentChanged(talent.Id));
                activity.Add(db, actor, ActivityAction.TalentAdded, talent.Name, talent.Id);
                return Task.FromResult(talent);
            },
            cancellationToken);
    }

    /// <param name="id">Where somebody chose it before; else a new one.</param>
    internal static Talent Create(TalentDetails details, bool isSample, DateTimeOffset now, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(now),
        Name = details.Name,
        SortName = details.SortName,
        SearchText = details.SearchText,
        Tags = details.Tags,
        IsSample = isSample,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
