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

    /// <summary>Whether actor, address, talent, subject and detail are those of when it was written, or erased.</summary>
    public bool HasItsTexts =>
        (WhoSalt is null ? IsErasedText(Actor) && Address is null : Is(WhoHash, ActivityHash.OfWho(WhoSalt, Actor, Address)))
        && (WhatSalt is null ? IsErasedText(Subject) && Detail is null && TalentId is null : Is(WhatHash, ActivityHash.OfWhat(WhatSalt, Subject, Detail, TalentId)));

    /// <summary>Whether it follows an entry of this hash.</summary>
    public bool Follows(byte[] previous) =>
        Hash is not null && WhoHash is not null && WhatHash is not null
        && Hash.AsSpan().SequenceEqual(ActivityHash.OfEntry(previous, Key, At, Action, Source, WhoHash, WhatHash));

    private static bool IsErasedText(byte[] text) => text.AsSpan().SequenceEqual(_erased);

    private static bool Is(byte[]? hash, byte[] made) => hash is not null && hash.AsSpan().SequenceEqual(made);
}

/// <summary>The provider's side of the chain: reads it to the letter and all of one moment.</summary>
internal interface IStoredActivity
{
    /// <param name="read">Gets the chain, null where its row is gone, and the entries by ascending key, which are read while it takes them.</param>
    T Read<T>(Func<ActivityChain?, IEnumerable<StoredEntry>, T> read);
}
