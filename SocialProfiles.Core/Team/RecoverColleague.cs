using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>Helps a colleague who forgot their password, or lost what makes their codes. Only owners may: whoever has the link has the account.</summary>
public sealed class RecoverColleague(Database database, IssueRecoveryLink links, SetUpSecondFactor secondFactor)
{
    /// <returns>The link; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public async Task<Result<IssuedRecoveryLink, UseCaseError>> MakeLinkAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await MayAsync(actor, cancellationToken) ? await links.ExecuteAsync(id, actor, cancellationToken) : TeamRules.NotAllowed;

    /// <summary>They sign in with the password alone until they turn it on again.</summary>
    /// <returns>Null where it is off now; else why not.</returns>
    public async Task<UseCaseError?> TurnOffSecondStepAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await MayAsync(actor, cancellationToken) ? await secondFactor.TurnOffAsync(id, null, actor, cancellationToken) : TeamRules.NotAllowed;

    private Task<bool> MayAsync(Actor actor, CancellationToken cancellationToken) =>
        database.ReadAsync(async db => await TeamRules.RoleOfAsync(db, actor, cancellationToken) == Role.Owner, cancellationToken);
}
