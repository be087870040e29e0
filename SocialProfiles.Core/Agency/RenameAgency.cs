using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>Sets the name that talents read; or takes it away.</summary>
public sealed class RenameAgency(Database database, AgencyDirectory directory, ActivityLog activity)
{
    /// <param name="text">Empty for no name.</param>
    /// <returns>The name as it is kept; or <see cref="InvalidError"/> for <c>name</c>.</returns>
    public Task<Result<AgencyName, UseCaseError>> ExecuteAsync(string? text, Actor actor, CancellationToken cancellationToken) =>
        SaveAsync(text, onlyFirst: false, actor, cancellationToken);

    /// <summary>Takes the name that the configuration holds (<c>Setup:AgencyName</c>), where there is none yet.</summary>
    public Task<Result<AgencyName, UseCaseError>> AdoptAsync(string? text, CancellationToken cancellationToken) =>
        SaveAsync(text, onlyFirst: true, Actor.System, cancellationToken);

    private async Task<Result<AgencyName, UseCaseError>> SaveAsync(string? text, bool onlyFirst, Actor actor, CancellationToken cancellationToken)
    {
        var (name, refusal) = AgencyName.Read(text);
        if (refusal is not null)
        {
            return new InvalidError("name", refusal);
        }

        var kept = await database.WriteAsync(
            async db =>
            {
                var stored = await db.AgencySettings.SingleOrDefaultAsync(x => x.Name == AgencyDirectory.NameSetting, cancellationToken);
                var before = AgencyDirectory.NameOf(stored);
                if (before == name || (onlyFirst && stored is not null))
                {
                    return before;
                }

                // The row stays where the name is taken away, so that a restart does not bring back the configured one.
                stored ??= db.AgencySettings.Add(new AgencySetting { Name = AgencyDirectory.NameSetting, Value = "" }).Entity;
                stored.Value = name.Value ?? "";
                activity.Add(db, actor, ActivityAction.AgencyChanged, name.Value ?? "none");
                return name;
            },
            cancellationToken);
        directory.Forget();
        return kept;
    }
}
