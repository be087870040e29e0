using System.Text;

namespace SocialProfiles.Core.Activity;

/// <summary>An entry to the letter as it is stored: texts in their bytes, which a hash is made of.</summary>
/// <param name="At">UTC, Unix milliseconds.</param>
internal sealed record StoredEntry(
    long Key, long At, string Action, byte[] Actor, int Source, byte[]? Address, string? TalentId, byte[] Subject, byte[]? Detail,
    byte[]? Hash, byte[]? WhoSalt, byte[]? WhoHash, byte[]? WhatSalt, byte[]? WhatHash)
{
    private static readonly byte[] _erased = Encoding.UTF8.GetBytes(ActivityEntry.Erased);

    public bool IsErased => WhoSalt is null || WhatSalt is null;

    /// <summary>Whether actor, address, subject and detail are those of when it was written, or erased.</summary>
    public bool HasItsTexts => IsOf(WhoHash, WhoSalt, Actor, Address, ActivityHash.OfWho) && IsOf(WhatHash, WhatSalt, Subject, Detail, ActivityHash.OfWhat);

    /// <summary>Whether it follows an entry of this hash.</summary>
    public bool Follows(byte[] previous) =>
        Hash is not null && WhoHash is not null && WhatHash is not null
        && Hash.AsSpan().SequenceEqual(ActivityHash.OfEntry(previous, Key, At, Action, Source, TalentId, WhoHash, WhatHash));

    private static bool IsOf(byte[]? hash, byte[]? salt, byte[] one, byte[]? other, Func<byte[], byte[], byte[]?, byte[]> make) =>
        salt is null ? one.AsSpan().SequenceEqual(_erased) && other is null : hash is not null && hash.AsSpan().SequenceEqual(make(salt, one, other));
}

/// <summary>The provider's side of the chain: reads it to the letter and all of one moment.</summary>
internal interface IStoredActivity
{
    /// <param name="read">Gets the chain, null where its row is gone, and the entries by ascending key, which are read while it takes them.</param>
    T Read<T>(Func<ActivityChain?, IEnumerable<StoredEntry>, T> read);
}
