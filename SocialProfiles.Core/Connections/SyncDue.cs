using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>A connection became due now: the workers look at once instead of at their next turn.</summary>
public readonly record struct SyncDue : ICommitEvent;

/// <summary>A running sync lost its lease, so that its result will not be written: it need not go on.</summary>
public readonly record struct LeaseTaken(Guid ConnectionId, long Lease) : ICommitEvent;
