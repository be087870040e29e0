using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>Something that was made of what profiles show, and goes with them; called in the unit of work in which they go.</summary>
public interface IMadeOfProfiles
{
    /// <summary>The profile is about to be disconnected, alone or with its talent.</summary>
    /// <param name="connection">As it is stored.</param>
    Task ForgetAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken);

    /// <summary>The talent withdrew access: what only that showed goes.</summary>
    Task ForgetPrivateAsync(SocialProfilesDbContext db, Connection connection, CancellationToken cancellationToken);
}
