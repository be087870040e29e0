using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>What was made of profiles that go.</summary>
internal static class MadeOfProfiles
{
    /// <summary>The profiles are about to go. Each change is in the database before the next is looked for: a message may tell of several of them.</summary>
    public static async Task ForgetAsync(this IEnumerable<IMadeOfProfiles> made, SocialProfilesDbContext db, IEnumerable<Connection> connections, CancellationToken cancellationToken)
    {
        foreach (var connection in connections)
        {
            foreach (var one in made)
            {
                await one.ForgetAsync(db, connection, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }
        }
    }
}
