namespace SocialProfiles.Core.Thumbnails;

/// <summary>Fetches a picture from a platform's own hosts.</summary>
public interface IPictureSource
{
    /// <summary>Whether the addresses of a platform's pictures stop working, so that what may be looked at is fetched soon.</summary>
    /// <param name="platform">Key of the platform.</param>
    bool Expires(string platform);

    /// <returns>Its bytes, whatever they are; null where the address isn't the platform's, nothing came, or more than <paramref name="mostBytes"/>.</returns>
    /// <param name="platform">Key of the platform.</param>
    /// <param name="address">As the platform gave it.</param>
    /// <param name="mostBytes">From 1.</param>
    /// <param name="cancellationToken">Only this throws.</param>
    Task<byte[]?> ReadAsync(string platform, string address, int mostBytes, CancellationToken cancellationToken);
}
