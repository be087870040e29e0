namespace SocialProfiles.Core.Consents;

/// <summary>The talent takes a consent back, on the page of the invitation that brought it.</summary>
public sealed class WithdrawConsent
{
    /// <param name="address">Network address of the talent, for the activity log.</param>
    /// <returns>What became of the tokens at the platform; or <see cref="NotFoundError"/> where the connection is not this invitation's talent's, or has no consent.</returns>
    public Task<Result<Revocation, UseCaseError>> ExecuteAsync(Guid invitationId, Guid connectionId, string? address, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
