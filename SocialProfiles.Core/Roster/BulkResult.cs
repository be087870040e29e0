using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <param name="Reason">What kept it from being done to this talent.</param>
public sealed record BulkFailure(NamedId Talent, UseCaseError Reason);

/// <summary>What became of something that was done to many talents.</summary>
/// <param name="Changed">To whom it was done; they can be given to the opposite.</param>
/// <param name="Unchanged">Talents with whom it was so already, or to whom it does not apply.</param>
/// <param name="NotReached">Talents who were left as they are, because it was stopped or <paramref name="Fault"/> ended it.</param>
/// <param name="Fault">What was wrong with the database; null where nothing was.</param>
public sealed record BulkResult(
    IReadOnlyList<NamedId> Changed, int Unchanged, IReadOnlyList<BulkFailure> Failures, int NotReached, StorageFault? Fault);
