using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>The logo without its bytes.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Hash">Changes with the picture.</param>
/// <param name="Length">Bytes.</param>
public sealed record LogoView(PictureKind Kind, int Width, int Height, string Hash, int Length);

/// <summary>Reads the agency's logo.</summary>
public sealed class LogoQuery(Database database)
{
    /// <summary>Null where there is none.</summary>
    public Task<LogoView?> FindAsync(CancellationToken cancellationToken) => database.ReadAsync(
        db => db.AgencyLogos.Select(x => new LogoView(x.Kind, x.Width, x.Height, x.Hash, x.Bytes.Length)).SingleOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>With its bytes; null where there is none.</summary>
    public Task<Picture?> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        db => db.AgencyLogos.Select(x => new Picture(x.Kind, x.Width, x.Height, x.Bytes)).SingleOrDefaultAsync(cancellationToken),
        cancellationToken);
}
