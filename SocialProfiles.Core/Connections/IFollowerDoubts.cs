using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>Knows whose followers can't be trusted now, because their platform changed its answers.</summary>
public interface IFollowerDoubts
{
    /// <summary>Reads it once, to ask about any number of connections.</summary>
    Task<Func<ConnectionView, bool>> ReadAsync(SocialProfilesDbContext db, CancellationToken cancellationToken);
}
