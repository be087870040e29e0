using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Team;

/// <summary>Helps a colleague who forgot their password, or lost what makes their codes. Only owners may: whoever has the link has the account.</summary>
public sealed class RecoverColleague(IssueRecoveryLink links, SetUpSecondFactor secondFactor)
{
    /// <returns>The link; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<IssuedRecoveryLink, UseCaseError>> MakeLinkAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        links.ExecuteAsync(id, actor, cancellationToken, db => TeamRules.RefuseUnlessOwnerAsync(db, actor, cancellationToken));

    /// <summary>They sign in without a code until they turn it on again.</summary>
    /// <returns>Null where it is off now; else why not.</returns>
    public Task<UseCaseError?> TurnOffSecondStepAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        secondFactor.TurnOffAsync(id, null, actor, cancellationToken, (db, _) => TeamRules.RefuseUnlessOwnerAsync(db, actor, cancellationToken));
}
