using Microsoft.EntityFrameworkCore;

namespace SocialProfiles.Core.Storage;

/// <summary>
/// The tables of one part. Each part brings its own beside what is stored in them, together with the sets by which they are
/// queried, so that the context knows no part. Found by the context; needs a constructor without parameters.
/// </summary>
internal interface IPartTables
{
    /// <param name="model">What the tables are added to.</param>
    /// <param name="db">For query filters: each query sees its own context in it.</param>
    void Configure(ModelBuilder model, SocialProfilesDbContext db);
}
