namespace SocialProfiles.Core.Activity;

/// <summary>
/// Where the chain of entries begins and ends: one row, written in the same transaction as each entry, so that entries missing at
/// either end show too. Each entry's hash is made of the one before; <see cref="VerifyActivityChain"/> follows it.
/// </summary>
public sealed class ActivityChain
{
    /// <summary>The key of the only row.</summary>
    public const int TheOnly = 1;

    public int Key { get; init; } = TheOnly;

    /// <summary>No entry of the chain has a lower key.</summary>
    public long FirstKey { get; set; }

    /// <summary>The hash that the first entry follows: of the newest that was removed, or 32 zeros.</summary>
    public required byte[] AnchorHash { get; set; }

    /// <summary>Of the newest entry; <see cref="FirstKey"/> less one where there is none.</summary>
    public long LastKey { get; set; }

    /// <summary>Of the newest entry; <see cref="AnchorHash"/> where there is none.</summary>
    public required byte[] LastHash { get; set; }

    /// <summary>Entries from the first to the last.</summary>
    public long Count { get; set; }

    /// <summary>When all that was written before there was a chain had become part of it, UTC; null while that goes on. Later, nothing without a hash becomes part of it.</summary>
    public DateTimeOffset? SealedAt { get; set; }

    /// <summary>A chain whose first entry will have the key after <paramref name="before"/>.</summary>
    internal static ActivityChain After(long before, DateTimeOffset? sealedAt) => new()
    {
        FirstKey = before + 1,
        AnchorHash = ActivityHash.Beginning,
        LastKey = before,
        LastHash = ActivityHash.Beginning,
        SealedAt = sealedAt,
    };
}
