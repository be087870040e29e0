namespace SocialProfiles.Core.Consents;

/// <summary>Reads the consents of a talent that wait for an admin.</summary>
public sealed class HeldConsentList
{
    public Task<IReadOnlyList<HeldConsentView>> OfTalentAsync(Guid talentId, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
