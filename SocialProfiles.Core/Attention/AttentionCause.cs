using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;

namespace SocialProfiles.Core.Attention;

/// <summary>Profiles of one platform that need somebody for one and the same reason.</summary>
/// <param name="Platform">Key of the platform, such as <c>YOUTUBE</c>.</param>
/// <param name="Failure">What their last sync failed of; null for those that work and whose numbers are older than <see cref="RosterFilter.StaleAfter"/>.</param>
/// <param name="Count">How many there are, 1 or more.</param>
/// <param name="Some">Some of them, those longest without a good sync first, at most <see cref="AttentionList.Named"/>.</param>
public sealed record AttentionCause(string Platform, FailureKind? Failure, int Count, IReadOnlyList<AttentionProfile> Some);

/// <param name="LastSyncedAt">End of the last sync that succeeded, UTC; null when none did.</param>
public sealed record AttentionProfile(Guid ConnectionId, Guid TalentId, string TalentName, string Handle, DateTimeOffset? LastSyncedAt);
