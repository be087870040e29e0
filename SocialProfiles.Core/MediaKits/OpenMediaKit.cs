using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.MediaKits;

/// <summary>What a public link or a check code leads to.</summary>
/// <param name="Link">How the link stands; <see cref="KitLinkState.None"/> where there is no such link.</param>
/// <param name="Kit">Only where the link works.</param>
public sealed record OpenedKit(KitLinkState Link, MediaKitView? Kit)
{
    public static OpenedKit Unknown { get; } = new(KitLinkState.None, null);
}

/// <summary>Opens kits for people without an account: by the secret of a public link, or by the code that is printed on a kit. Writes nothing.</summary>
public sealed class OpenMediaKit(Database database, TimeProvider time)
{
    private const int TokenLength = 22;

    // What is looked for where somebody typed what can be no code, so that every check costs the same.
    private static readonly byte[] _noCode = RandomSecret.Hash("");

    /// <param name="token">From the link's path.</param>
    public async Task<OpenedKit> ByLinkAsync(string? token, CancellationToken cancellationToken)
    {
        if (HashOf(token) is not { } hash)
        {
            return OpenedKit.Unknown;
        }

        var found = await database.ReadAsync(
            db => (from kit in db.MediaKits
                   join talent in db.Talents on kit.TalentId equals talent.Id
                   where kit.LinkHash == hash
                   select new { Kit = kit, talent.ArchivedAt }).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
        if (found is null || !CryptographicOperations.FixedTimeEquals(found.Kit.LinkHash, hash))
        {
            return OpenedKit.Unknown;
        }

        // The agency no longer works for whom it has archived, so it no longer shows them around.
        var state = found.ArchivedAt is null ? MediaKitView.LinkOf(found.Kit, time.GetUtcNow()) : KitLinkState.Revoked;
        return new OpenedKit(state, state == KitLinkState.Works ? MediaKitView.Of(found.Kit, time.GetUtcNow()) : null);
    }

    /// <summary>The logo of a kit whose link works; null otherwise.</summary>
    public async Task<Picture?> LogoByLinkAsync(string? token, CancellationToken cancellationToken) =>
        (await ByLinkAsync(token, cancellationToken)).Kit is { } kit
            ? await database.ReadAsync(db => MediaKitList.LogoAsync(db, db.MediaKits.Where(x => x.Id == kit.Id), cancellationToken), cancellationToken)
            : null;

    /// <param name="code">As somebody typed it.</param>
    /// <returns>The kit; null where no kit has this code.</returns>
    public async Task<MediaKitView?> ByCodeAsync(string? code, CancellationToken cancellationToken)
    {
        var hash = CheckCode.Read(code) is { } read ? RandomSecret.Hash(read) : _noCode;
        var found = await database.ReadAsync(db => db.MediaKits.SingleOrDefaultAsync(x => x.CodeHash == hash, cancellationToken), cancellationToken);
        return found is not null && CryptographicOperations.FixedTimeEquals(found.CodeHash, hash) ? MediaKitView.Of(found, time.GetUtcNow()) : null;
    }

    private static byte[]? HashOf(string? token) => token is { Length: TokenLength } && Base64Url.IsValid(token) ? RandomSecret.Hash(token) : null;
}
