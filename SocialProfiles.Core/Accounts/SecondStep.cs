using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Accounts;

/// <summary>Somebody whose password was right a moment ago.</summary>
/// <param name="Stamp">Their security stamp then: a password that changes meanwhile ends this too.</param>
/// <param name="Stay">Over the closing of the browser.</param>
/// <param name="Origin">The provider that vouched for them; null where it was the password.</param>
public sealed record SecondStepTicket(Guid PersonId, string Stamp, bool Stay, SessionOrigin? Origin = null);

/// <summary>Not a code that works now.</summary>
public sealed record WrongCode() : SignInRefusal("This code doesn't work. Enter the code your app shows now, or a recovery code you haven't used yet.");

/// <summary>The first step took place too long ago, or counts no more.</summary>
public sealed record FirstStepOver() : SignInRefusal("Your sign-in took too long. Enter your e-mail address and password again.");

/// <param name="Left">How long it still lasts.</param>
public sealed record TooManyCodes(TimeSpan Left) : SignInRefusal($"Too many wrong codes. Wait {SpanText.Wait(Left)}, then try again.");

/// <summary>
/// The second half of signing in, for those who turned it on: six digits of the authenticator app, each worth one sign-in, or a
/// recovery code. Tries are counted before they are checked, like passwords and apart from them.
/// </summary>
public sealed class SecondStep(
    Database database, TokenVault vault, BrowserSession session, SignInGuesses guesses, IEnumerable<ISignInRule> rules, TellPerson tell, ActivityNote activity, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>How long the first step counts.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(10);

    /// <param name="code">What the app shows, or a recovery code.</param>
    /// <param name="address">Network address, for the activity log.</param>
    /// <param name="place">The network that the address belongs to.</param>
    /// <param name="device">The device of the browser, where it signed in to this person before; null for a new one.</param>
    public async Task<Result<Person, SignInRefusal>> ExecuteAsync(
        SecondStepTicket ticket, string? code, string? address, string place, string? device, CancellationToken cancellationToken)
    {
        var person = await database.ReadAsync(
            db => db.Users.SingleOrDefaultAsync(x => x.Id == ticket.PersonId && x.DeactivatedAt == null && x.SecurityStamp == ticket.Stamp, cancellationToken), cancellationToken);
        if (person is null)
        {
            return new FirstStepOver();
        }

        if (await rules.RefusalAsync(database, person.Id, person.Role, ticket.Origin, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var counted = $"{normalizer.NormalizeEmail(person.Email)} second step";
        var (where, isKnown) = (device is null ? place : $"device {device}", device is not null);
        var verdict = guesses.Begin(counted, where, isKnown, GuessKind.Code);
        if (!verdict.MayTry)
        {
            return new TooManyCodes(verdict.Left!.Value);
        }

        var begun = await BeginAsync(person, ticket, code, address, isKnown, () => guesses.WasRight(counted, where, isKnown), cancellationToken);
        if (begun.Succeeded)
        {
            var actor = new Actor(person.Email!, ActivitySource.Browser, address);
            await activity.TryWriteAsync(actor, begun.Value, person.Email!, cancellationToken);
            return person;
        }

        if (begun.Failure is not WrongCode wrong)
        {
            return begun.Failure;
        }

        await activity.TryWriteAsync(
            new Actor(SignIn.Stranger, ActivitySource.Browser, address),
            verdict.IsNewlyLocked ? ActivityAction.LockedOut : ActivityAction.SecondStepFailed,
            person.Email!,
            cancellationToken);
        return verdict.Left is { } left ? new TooManyCodes(left) : wrong;
    }

    /// <summary>Spends the code and begins the session in one transaction: a code whose session can't be stored is still good.</summary>
    /// <param name="wasRight">Called where the code was right, whatever becomes of the session.</param>
    /// <returns>How they signed in; or why they didn't, such as <see cref="WrongCode"/>.</returns>
    private async Task<Result<ActivityAction, SignInRefusal>> BeginAsync(Person person, SecondStepTicket ticket, string? code, string? address, bool isKnown, Action wasRight, CancellationToken cancellationToken)
    {
        ActivityAction? taken = null;
        try
        {
            var refusal = await session.BeginAsync(
                person,
                ticket.Stay,
                isNewDevice: false,
                ticket.Origin,
                async db =>
                {
                    taken = await TakeAsync(db, person.Id, code, cancellationToken);
                    AccountChange? change = taken switch
                    {
                        null => null,
                        ActivityAction.SignedInByRecoveryCode => AccountChange.RecoveryCodeUsed,
                        _ => isKnown ? null : AccountChange.NewDevice,
                    };
                    if (change is { } one)
                    {
                        await tell.ExecuteAsync(db, one, person.Id, session.Device, address, cancellationToken);
                    }

                    return taken is null ? new WrongCode() : null;
                },
                cancellationToken);
            return refusal is null ? taken!.Value : refusal;
        }
        finally
        {
            if (taken is not null)
            {
                wasRight();
            }
        }
    }

    // In one unit of work each: of two who send the same code, one finds it used.
    private async Task<ActivityAction?> TakeAsync(SocialProfilesDbContext db, Guid personId, string? code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (RecoveryCodeText.Hash(code) is { } hash)
        {
            return await db.RecoveryCodes.Where(x => x.PersonId == personId && x.Hash == hash && x.UsedAt == null)
                .ExecuteUpdateAsync(x => x.SetProperty(each => each.UsedAt, now), cancellationToken) == 1 ? ActivityAction.SignedInByRecoveryCode : null;
        }

        var factor = await db.SecondFactors.AsTracking().SingleOrDefaultAsync(x => x.PersonId == personId && x.ConfirmedAt != null, cancellationToken);
        if (factor is null || SecondFactorCode.Find(vault, factor, code, now) is not { } step)
        {
            return null;
        }

        factor.LastStep = step;
        return ActivityAction.SignedIn;
    }
}
