using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>What was made of profiles that go.</summary>
internal static class MadeOfProfiles
{
    /// <summary>The profiles are about to go. What is changed is in the database afterwards, for those who look there next.</summary>
    /// <param name="gone">All of one talent.</param>
    public static async Task ForgetAsync(this IEnumerable<IMadeOfProfiles> made, SocialProfilesDbContext db, IReadOnlyCollection<Connection> gone, CancellationToken cancellationToken)
    {
        if (gone.Count == 0)
        {
            return;
        }

        foreach (var one in made)
        {
            await one.ForgetAsync(db, gone, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
