using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// Turns the authenticator app of a person on: a secret is made, and counts once a code of it was shown. All their other sessions
/// end with that. Whoever calls this has asked for the password; see <see cref="ProofRules"/>.
/// </summary>
public sealed class SetUpSecondFactor(Database database, TokenVault vault, AgencyDirectory agency, WaysIn ways, TellPerson tell, ActivityLog activity, TimeProvider time)
{
    private const string Product = "SocialProfiles";

    /// <summary>Makes a secret, in the place of one that was never confirmed.</summary>
    /// <returns>What the app is told; or <see cref="ConflictError"/> where it is on already, or nothing can be sealed now.</returns>
    public async Task<Result<SecondFactorSetup, UseCaseError>> BeginAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        var secret = TimeCode.NewSecret();
        string sealedSecret;
        try
        {
            sealedSecret = vault.Seal(SealedColumn.SecondFactor, person.Id, secret);
        }
        catch (SealedValueException)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var name = (await agency.GetNameAsync(cancellationToken)).Value;
        return await database.WriteAsync<Result<SecondFactorSetup, UseCaseError>>(
            async db =>
            {
                var account = await db.Users.SingleOrDefaultAsync(x => x.Id == person.Id, cancellationToken);
                if (account is null || account.TwoFactorEnabled)
                {
                    return new ConflictError("The second step is already on. Reload the page.");
                }

                await db.SecondFactors.Where(x => x.PersonId == person.Id).ExecuteDeleteAsync(cancellationToken);
                db.SecondFactors.Add(new SecondFactor { PersonId = person.Id, SealedSecret = sealedSecret });
                return new SecondFactorSetup(secret, TimeCode.Address(secret, account.Email!, name is null ? Product : $"{name} {Product}"));
            },
            cancellationToken);
    }

    /// <summary>Turns it on.</summary>
    /// <param name="code">What the app shows.</param>
    /// <returns>The recovery codes, to be shown once; or <see cref="InvalidError"/> for <c>code</c>, <see cref="ConflictError"/> where nothing was begun.</returns>
    public async Task<Result<IReadOnlyList<string>, UseCaseError>> ConfirmAsync(SignedInPerson person, string? code, CancellationToken cancellationToken)
    {
        return await database.WriteAsync<Result<IReadOnlyList<string>, UseCaseError>>(
            async db =>
            {
                var factor = await db.SecondFactors.AsTracking().SingleOrDefaultAsync(x => x.PersonId == person.Id, cancellationToken);
                var account = await db.Users.AsTracking().SingleOrDefaultAsync(x => x.Id == person.Id, cancellationToken);
                if (factor is null or { ConfirmedAt: not null } || account is null)
                {
                    return new ConflictError("This set-up has expired. Reload the page and start again.");
                }

                if (SecondFactorCode.Find(vault, factor, code, time.GetUtcNow()) is not { } step)
                {
                    return new InvalidError("code", "This code doesn't match. Enter the six digits that the app shows now. If it keeps failing, check that your phone's clock is right.");
                }

                (factor.ConfirmedAt, factor.LastStep, account.TwoFactorEnabled) = (time.GetUtcNow(), step, true);
                await Sessions.EndOthersAsync(db, account, person.SessionKey, cancellationToken);
                activity.Add(db, person.Actor, ActivityAction.SecondFactorTurnedOn, account.Email!);
                return await NewCodesAsync(db, person.Id, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Makes new recovery codes; the ones before are worth nothing any more.</summary>
    /// <returns>To be shown once; or <see cref="ConflictError"/> where the second step is off.</returns>
    public Task<Result<IReadOnlyList<string>, UseCaseError>> RenewCodesAsync(SignedInPerson person, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<IReadOnlyList<string>, UseCaseError>>(
            async db =>
            {
                if (!await db.Users.AnyAsync(x => x.Id == person.Id && x.TwoFactorEnabled, cancellationToken))
                {
                    return new ConflictError("The second step is off. Reload the page.");
                }

                await tell.ExecuteAsync(db, AccountChange.RecoveryCodesRenewed, person.Id, person.SessionKey, person.Actor, cancellationToken);
                activity.Add(db, person.Actor, ActivityAction.RecoveryCodesRenewed, person.Actor.Name);
                return await NewCodesAsync(db, person.Id, cancellationToken);
            },
            cancellationToken);

    /// <summary>Somebody turns their own off.</summary>
    /// <returns>Nothing where it is off; or <see cref="ConflictError"/> where they couldn't sign in without it.</returns>
    public Task<UseCaseError?> TurnOffOwnAsync(SignedInPerson person, CancellationToken cancellationToken) => TurnOffAsync(
        person.Id,
        person.SessionKey,
        person.Actor,
        cancellationToken,
        async (db, account) => await ways.RefusalAsync(db, account, new LostWayIn(SecondStep: true), cancellationToken));

    /// <summary>Turns it off for somebody who lost phone and codes. Sessions end, but for the one that does it.</summary>
    /// <param name="keptKey">The session that goes on; null for none.</param>
    /// <param name="refuse">Why it has to stay on, asked in the same unit of work; null where nothing speaks against it.</param>
    /// <returns>Nothing where it is off; or <see cref="NotFoundError"/> where there is no such person.</returns>
    public async Task<UseCaseError?> TurnOffAsync(
        Guid personId, string? keptKey, Actor actor, CancellationToken cancellationToken, Func<SocialProfilesDbContext, Person, Task<UseCaseError?>>? refuse = null)
    {
        return await database.WriteAsync<UseCaseError?>(
            async db =>
            {
                if (await db.Users.AsTracking().SingleOrDefaultAsync(x => x.Id == personId, cancellationToken) is not { } account)
                {
                    return new NotFoundError("There is no such team member. Reload the page.");
                }

                if (refuse is not null && await refuse(db, account) is { } refusal)
                {
                    return refusal;
                }

                if (!account.TwoFactorEnabled)
                {
                    return null;
                }

                account.TwoFactorEnabled = false;
                await db.SecondFactors.Where(x => x.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
                await db.RecoveryCodes.Where(x => x.PersonId == personId).ExecuteDeleteAsync(cancellationToken);

                // First, so that whoever tells them finds how they sign in without it.
                await db.SaveChangesAsync(cancellationToken);
                await tell.ExecuteAsync(db, AccountChange.SecondStepTurnedOff, personId, keptKey, actor, cancellationToken);
                await Sessions.EndOthersAsync(db, account, keptKey, cancellationToken);
                activity.Add(db, actor, ActivityAction.SecondFactorTurnedOff, account.Email!);
                return null;
            },
            cancellationToken);
    }

    /// <summary>How it stands with a person's second step.</summary>
    public Task<SecondFactorView> ViewAsync(Guid personId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db => new SecondFactorView(
                await db.SecondFactors.Where(x => x.PersonId == personId).Select(x => x.ConfirmedAt).SingleOrDefaultAsync(cancellationToken),
                await db.RecoveryCodes.CountAsync(x => x.PersonId == personId && x.UsedAt == null, cancellationToken)),
            cancellationToken);

    private static async Task<Result<IReadOnlyList<string>, UseCaseError>> NewCodesAsync(SocialProfilesDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        await db.RecoveryCodes.Where(x => x.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        string[] codes = [.. Enumerable.Range(0, RecoveryCodeText.Count).Select(_ => RecoveryCodeText.New())];
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { PersonId = personId, Hash = RecoveryCodeText.Hash(code)! }));
        return codes;
    }
}
