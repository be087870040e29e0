using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Imports;

/// <summary>Asks an import to stop. What was done stays done.</summary>
public sealed class StopImport(Database database)
{
    /// <returns>Whether it went on until now; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<bool, UseCaseError>> ExecuteAsync(Guid id, CancellationToken cancellationToken) => database.WriteAsync<Result<bool, UseCaseError>>(
        async db =>
        {
            var job = await db.ImportJobs.AsTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
            if (job is null)
            {
                return new NotFoundError("This import doesn't exist. Go back to the imports.");
            }

            if (job.State is not ImportState.Running)
            {
                return false;
            }

            job.State = ImportState.Stopping;
            db.Raise(default(ImportsChanged));
            return true;
        },
        cancellationToken);
}
