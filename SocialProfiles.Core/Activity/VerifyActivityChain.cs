namespace SocialProfiles.Core.Activity;

/// <summary>What is wrong with the activity log.</summary>
public enum ActivityFault
{
    /// <summary>The entry's texts, or its talent, are not those that were written.</summary>
    TextChanged,

    /// <summary>Time, action or source of this entry, or the seal of the one before it, is not as it was written.</summary>
    Changed,

    /// <summary>Entries before this one are missing.</summary>
    MissingBefore,

    /// <summary>The newest entries are missing: this was, or is, the newest.</summary>
    MissingNewest,

    /// <summary>It was put in by something else than SocialProfiles.</summary>
    Added,

    /// <summary>It is older than the beginning of the chain.</summary>
    BeforeBeginning,

    /// <summary>The row that says where the chain begins and ends is missing, or doesn't agree with the entries.</summary>
    EndsUnknown,
}

/// <summary>The first thing that is wrong.</summary>
/// <param name="Key">Of the entry; 0 where it is of none.</param>
/// <param name="At">When that entry says that it happened, UTC; null where it is of none.</param>
/// <param name="Missing">How many entries are missing; 0 where none is, or nobody can tell.</param>
public sealed record ActivityFinding(ActivityFault Fault, long Key, DateTimeOffset? At, long Missing = 0)
{
    /// <summary>One sentence; times in UTC.</summary>
    public override string ToString() => Fault switch
    {
        ActivityFault.TextChanged => $"Entry {Key} of {Time} no longer says what it said when it was written.",
        ActivityFault.Changed => $"Entry {Key} of {Time}, or the one before it, was changed after it was written.",
        ActivityFault.MissingBefore => $"{Entries} missing before entry {Key} of {Time}.",
        ActivityFault.MissingNewest => At is null ? $"{Entries} missing at the end." : $"{Entries} missing at the end, after entry {Key} of {Time}.",
        ActivityFault.Added => $"Entry {Key} of {Time} wasn't written by SocialProfiles.",
        ActivityFault.BeforeBeginning => $"Entry {Key} of {Time} is older than the beginning of the log: the record of where it begins was replaced.",
        _ => "The record of where the log begins and ends is missing or was changed.",
    };

    private string Entries => Missing switch
    {
        0 => "Entries are",
        1 => "1 entry is",
        _ => FormattableString.Invariant($"{Missing} entries are"),
    };

    private string Time => At is { } at ? at.ToString("d MMM yyyy, HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture) : "unknown time";
}

/// <summary>What a look at the whole activity log found.</summary>
/// <param name="Entries">How many were looked at.</param>
/// <param name="Erased">How many of them have texts that were erased.</param>
/// <param name="Head">Hash of the newest entry in hexadecimal: whoever notes it elsewhere can tell later whether the log was replaced as a whole. Null where there is no chain.</param>
/// <param name="SealedAt">When entries of before there was a chain became part of it, UTC: they are protected since then.</param>
/// <param name="Finding">Null where everything is as it was written.</param>
public sealed record ActivityChainReport(long Entries, long Erased, string? Head, DateTimeOffset? SealedAt, ActivityFinding? Finding)
{
    public bool IsWhole => Finding is null;
}

/// <summary>
/// Follows the chain of activity entries from its beginning to its end. Finds an entry that was changed, taken out, put in or put
/// elsewhere past the application, and says which is the first. Reads all of one moment and holds one entry at a time.
/// </summary>
public sealed class VerifyActivityChain
{
    private readonly IStoredActivity _stored;

    internal VerifyActivityChain(IStoredActivity stored) => _stored = stored;

    /// <exception cref="Storage.StorageException">The database can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<ActivityChainReport> ExecuteAsync(CancellationToken cancellationToken) =>
        Task.Run(() => _stored.Read((chain, entries) => Follow(chain, entries, cancellationToken)), cancellationToken);

    /// <summary>How many entries there should be, and the hash of the newest in hexadecimal; null where nothing says so. Looks at no entry.</summary>
    /// <exception cref="Storage.StorageException">The database can't be read.</exception>
    public Task<(long Count, string? Hash)> HeadAsync(CancellationToken cancellationToken) => Task.Run(
        () => _stored.Read((chain, _) => (chain?.Count ?? 0, chain is null ? null : Convert.ToHexStringLower(chain.LastHash))), cancellationToken);

    private static ActivityChainReport Follow(ActivityChain? chain, IEnumerable<StoredEntry> entries, CancellationToken cancellationToken)
    {
        if (chain is null)
        {
            return new ActivityChainReport(0, 0, null, null, new ActivityFinding(ActivityFault.EndsUnknown, 0, null));
        }

        var (seen, erased) = (0L, 0L);
        var (key, at, hash) = (chain.FirstKey - 1, (DateTimeOffset?)null, chain.AnchorHash);
        ActivityFinding? finding = null;
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            finding = Look(chain, entry, key, hash);
            if (finding is not null)
            {
                break;
            }

            seen++;
            erased += entry.IsErased ? 1 : 0;
            (key, at, hash) = (entry.Key, DateTimeOffset.FromUnixTimeMilliseconds(entry.At), entry.Hash!);
        }

        finding ??= LookAtEnd(chain, seen, key, at, hash);
        return new ActivityChainReport(seen, erased, Convert.ToHexStringLower(chain.LastHash), chain.SealedAt, finding);
    }

    private static ActivityFinding? Look(ActivityChain chain, StoredEntry entry, long before, byte[] previous)
    {
        ActivityFault? fault =
            entry.Key < chain.FirstKey ? ActivityFault.BeforeBeginning
            : entry.Key > chain.LastKey || entry.Hash is null ? ActivityFault.Added
            : !entry.HasItsTexts ? ActivityFault.TextChanged
            : entry.Follows(previous) ? null
            : entry.Key > before + 1 ? ActivityFault.MissingBefore
            : ActivityFault.Changed;
        return fault is { } found
            ? new ActivityFinding(found, entry.Key, Time(entry.At), found == ActivityFault.MissingBefore ? entry.Key - before - 1 : 0)
            : null;
    }

    private static ActivityFinding? LookAtEnd(ActivityChain chain, long seen, long key, DateTimeOffset? at, byte[] hash)
    {
        if (key < chain.LastKey)
        {
            return new ActivityFinding(ActivityFault.MissingNewest, at is null ? 0 : key, at, Math.Max(chain.Count - seen, 0));
        }

        return chain.Count != seen || !hash.AsSpan().SequenceEqual(chain.LastHash) ? new ActivityFinding(ActivityFault.EndsUnknown, 0, null) : null;
    }

    // Somebody who changes a time may write any number.
    private static DateTimeOffset? Time(long at) =>
        at >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
