using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>Something that was made of what profiles show, and goes with them; called in the unit of work in which they go.</summary>
public interface IMadeOfProfiles
{
    /// <summary>The profiles are about to be disconnected: one alone, or all with their talent.</summary>
    /// <param name="gone">As they are stored; at least one, and all of one talent.</param>
    Task ForgetAsync(SocialProfilesDbContext db, IReadOnlyCollection<Connection> gone, CancellationToken cancellationToken);

    /// <summary>The talent withdrew access: what only that showed goes.</summary>
    Task ForgetPrivateAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken);
}
