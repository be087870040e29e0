namespace SocialProfiles.Core.Invitations;

/// <summary>An invitation as the card shows it. Times are UTC.</summary>
public sealed record InvitationView(
    Guid Id, Guid TalentId, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt, IReadOnlyList<InvitedPlatform> Platforms);

/// <param name="Platform">Key of the platform.</param>
/// <param name="DoneAt">When the talent consented, UTC; null while not.</param>
public sealed record InvitedPlatform(string Platform, Guid? ConnectionId, DateTimeOffset? DoneAt);

/// <summary>Reads the invitations of a talent that still wait for something, newest first.</summary>
public sealed class InvitationList
{
    public Task<IReadOnlyList<InvitationView>> OpenOfTalentAsync(Guid talentId, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
