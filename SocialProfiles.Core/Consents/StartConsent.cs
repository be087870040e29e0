using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Consents;

/// <summary>A consent to begin.</summary>
/// <param name="Platform">Key of the platform, in any case.</param>
/// <param name="RedirectAddress">Where the platform sends the browser back to; absolute.</param>
/// <param name="BearerSecret">What only the one who begins it knows: a random secret in the browser's cookie, or the key of the tool.</param>
public sealed record ConsentStart(Guid TalentId, string Platform, string RedirectAddress, string BearerSecret)
{
    /// <summary>The invitation through which a talent came; null for an admin or a tool.</summary>
    public Guid? InvitationId { get; init; }

    /// <summary>The connection that is to be renewed; null for any account of the talent.</summary>
    public Guid? ConnectionId { get; init; }
}

/// <param name="AuthorizeAddress">Where to send the browser; relative only in the sandbox.</param>
/// <param name="State">Comes back with the code. Secret until then.</param>
/// <param name="ExpiresAt">UTC; an answer after that is refused.</param>
public sealed record StartedConsent(string AuthorizeAddress, string State, DateTimeOffset ExpiresAt);

/// <summary>Begins a consent: notes what its state stands for, and gives the address of the platform's page.</summary>
public sealed class StartConsent
{
    /// <returns>The address; or <see cref="NotFoundError"/>, <see cref="InvalidError"/> for a platform that offers no consent, <see cref="ConflictError"/> where it is not configured.</returns>
    public Task<Result<StartedConsent, UseCaseError>> ExecuteAsync(ConsentStart start, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
