using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>Sets the agency's logo, replaces it, or takes it away. Media kits keep the one that they were made with.</summary>
public sealed class SetLogo(Database database, ActivityLog activity, TimeProvider time)
{
    /// <summary>Bytes of the largest file: 512 KB.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>Pixels of the longest side.</summary>
    public const int MostPixels = 4000;

    /// <param name="bytes">The file as it was uploaded.</param>
    /// <returns>What is stored now; or <see cref="InvalidError"/> for <c>logo</c>.</returns>
    public async Task<Result<LogoView, UseCaseError>> ExecuteAsync(ReadOnlyMemory<byte> bytes, Actor actor, CancellationToken cancellationToken)
    {
        var (picture, refusal) = Picture.Read(bytes.Span, "The logo", MostBytes, MostPixels);
        if (picture is null)
        {
            return new InvalidError("logo", refusal!);
        }

        return await database.WriteAsync<Result<LogoView, UseCaseError>>(
            async db =>
            {
                var stored = await db.AgencyLogos.AsTracking().SingleOrDefaultAsync(cancellationToken);
                if (stored?.Hash != picture.Hash)
                {
                    var isNew = stored is null;
                    stored ??= db.AgencyLogos.Add(new AgencyLogo { Key = AgencyLogo.OnlyKey, Hash = "", Bytes = [] }).Entity;
                    (stored.Kind, stored.Width, stored.Height, stored.Hash, stored.Bytes, stored.UpdatedAt) =
                        (picture.Kind, picture.Width, picture.Height, picture.Hash, picture.Bytes, time.GetUtcNow());
                    activity.Add(db, actor, ActivityAction.LogoChanged, isNew ? "added" : "replaced");
                }

                return new LogoView(picture.Kind, picture.Width, picture.Height, picture.Hash, picture.Bytes.Length);
            },
            cancellationToken);
    }

    /// <returns>Whether there was one.</returns>
    public Task<bool> RemoveAsync(Actor actor, CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            var removed = await db.AgencyLogos.ExecuteDeleteAsync(cancellationToken) > 0;
            if (removed)
            {
                activity.Add(db, actor, ActivityAction.LogoChanged, "removed");
            }

            return removed;
        },
        cancellationToken);
}
