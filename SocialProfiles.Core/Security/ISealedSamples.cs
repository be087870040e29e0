using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Security;

/// <summary>A sealed value as it is stored.</summary>
/// <param name="Owner">What it was sealed for.</param>
public sealed record SealedSample(SealedColumn Column, string Owner, string SealedValue);

/// <summary>Gives the newest sealed rows of one kind, to find out whether they open with the keys that are there.</summary>
public interface ISealedSamples
{
    /// <param name="count">How many at most.</param>
    Task<IReadOnlyList<SealedSample>> NewestAsync(SocialProfilesDbContext db, int count, CancellationToken cancellationToken);
}
