using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Consents;

/// <summary>Finishes a consent: state, code, tokens, identity, connection. The one way by which an account becomes OAUTH.</summary>
public sealed partial class CompleteConsent(
    Database database,
    PlatformCatalog catalog,
    TokenVault vault,
    SealingHealth sealing,
    ConsentAttachment attachment,
    ConsentRevoker revoker,
    HoldConsent hold,
    ActivityLog activity,
    ActivityNote note,
    TimeProvider time,
    ILogger<CompleteConsent> logger)
{
    private const int LongestState = 200;
    private const int LongestCode = 4096;

    /// <param name="address">Network address of the caller, for the activity log.</param>
    public async Task<CompletedConsent> ExecuteAsync(ConsentCallback callback, string? address, CancellationToken cancellationToken)
    {
        if (callback.State is not { Length: > 0 and <= LongestState } state)
        {
            return new CompletedConsent(ConsentOutcome.UnknownState);
        }

        var (refusal, begun) = await database.WriteAsync(db => UseStateAsync(db, RandomSecret.Hash(state), callback.BearerSecrets, cancellationToken), cancellationToken);
        if (begun is null)
        {
            return refusal!;
        }

        // From here on the state is spent, so the rest is done even if the browser goes away.
        var done = refusal ?? await ContinueAsync(begun, callback, address);
        LogEnded(begun.Platform, done.Outcome, begun.TalentId);
        return done;
    }

    private async Task<(CompletedConsent? Refusal, ConsentRequest? Begun)> UseStateAsync(
        SocialProfilesDbContext db, byte[] hash, IReadOnlyList<string> bearers, CancellationToken cancellationToken)
    {
        var begun = await db.ConsentRequests.AsNoTracking().SingleOrDefaultAsync(x => x.StateHash == hash, cancellationToken);
        if (begun is null)
        {
            return (new CompletedConsent(ConsentOutcome.UnknownState), null);
        }

        CompletedConsent As(ConsentOutcome outcome) => new(outcome, begun.Platform, begun.TalentId, begun.InvitationId);
        var now = time.GetUtcNow();

        // Before anything else: whoever found somebody's state learns nothing about it, and cannot spend it.
        if (!bearers.Any(secret => RandomSecret.Is(secret, begun.BearerHash)))
        {
            return (new CompletedConsent(ConsentOutcome.OtherBrowser), null);
        }

        // One conditional write: of two answers at once, whatever the database, one spends it.
        var isSpent = await db.ConsentRequests.Where(x => x.StateHash == hash && x.UsedAt == null && x.ExpiresAt >= now)
            .ExecuteUpdateAsync(x => x.SetProperty(request => request.UsedAt, now), cancellationToken) == 0;
        if (isSpent)
        {
            return (As(begun.UsedAt is null && now > begun.ExpiresAt ? ConsentOutcome.ExpiredState : ConsentOutcome.UsedState), null);
        }

        var isOver = begun.InvitationId is { } id && !await db.Invitations.AnyAsync(x => x.Id == id && x.RevokedAt == null && x.ExpiresAt > now, cancellationToken);
        return (isOver ? As(ConsentOutcome.InvitationOver) : null, begun);
    }

    private async Task<CompletedConsent> ContinueAsync(ConsentRequest begun, ConsentCallback callback, string? address)
    {
        var platform = catalog.Get(begun.Platform);
        var consent = catalog.ConsentOf(begun.Platform)!;
        var actor = await ActorOfAsync(begun, address);
        if (callback.Error is not null || callback.Code is not { Length: > 0 and <= LongestCode } code)
        {
            var declined = callback.Error == "access_denied";
            if (declined)
            {
                await note.WriteAsync(actor, ActivityAction.ConsentDeclined, platform.Name, null, CancellationToken.None, begun.TalentId);
            }

            return Ended(begun, declined ? ConsentOutcome.Declined : ConsentOutcome.PlatformFailed);
        }

        if (!sealing.IsWell)
        {
            // Begun before a restart that lost the keys: tokens that cannot be kept are not asked for.
            return Ended(begun, ConsentOutcome.PlatformFailed);
        }

        var verifier = begun.SealedVerifier is { } sealedVerifier ? vault.Open(SealedColumn.Verifier, Convert.ToHexString(begun.StateHash), sealedVerifier) : null;
        var exchanged = await consent.ExchangeAsync(code, begun.RedirectAddress, verifier, CancellationToken.None);
        if (!exchanged.Succeeded)
        {
            LogRefused(begun.Platform, exchanged.Failure.Kind, exchanged.Failure.Detail);
            return Ended(begun, exchanged.Failure.Kind == FailureKind.MissingScope ? ConsentOutcome.ScopeMissing : ConsentOutcome.PlatformFailed);
        }

        // From here on there is a grant at the platform: it ends up stored, or is given back.
        // Some answers leave the scopes out; then all that was asked for was granted.
        var tokens = exchanged.Value.Scopes.Count > 0 ? exchanged.Value : exchanged.Value with { Scopes = [.. consent.Terms.Scopes.Select(scope => scope.Name)] };
        if (consent.Terms.MissingFrom([.. tokens.Scopes]) is not null)
        {
            return await GiveBackAsync(begun, tokens, null, ConsentOutcome.ScopeMissing);
        }

        var access = new ConsentAccess(tokens.AccessToken, tokens.Scopes);
        var profile = await catalog.ClientOf(begun.Platform)!.GetProfileAsync(new PlatformAccount("", null, access), CancellationToken.None);
        if (!profile.Succeeded)
        {
            LogRefused(begun.Platform, profile.Failure.Kind, profile.Failure.Detail);
            return await GiveBackAsync(begun, tokens, null, profile.Failure.Kind switch
            {
                FailureKind.NotFound or FailureKind.Private => ConsentOutcome.NoAccount,
                FailureKind.MissingScope => ConsentOutcome.ScopeMissing,
                _ => ConsentOutcome.PlatformFailed,
            });
        }

        var accountId = profile.Value.AccountId;
        try
        {
            var connected = await database.WriteAsync(db => ConnectAsync(db, begun, platform, profile.Value, tokens, actor), CancellationToken.None);
            return connected.Outcome is ConsentOutcome.ScopeMissing ? await GiveBackAsync(begun, tokens, accountId, connected.Outcome) : connected;
        }
        catch (Exception exception)
        {
            LogNotStored(exception, begun.Platform);
            return await GiveBackAsync(begun, tokens, accountId, ConsentOutcome.NotStored);
        }
    }

    private async Task<CompletedConsent> GiveBackAsync(ConsentRequest begun, PlatformTokens tokens, string? accountId, ConsentOutcome outcome)
    {
        await revoker.ExecuteAsync(begun.Platform, tokens, accountId, begun.TalentId);
        return Ended(begun, outcome);
    }

    private async Task<CompletedConsent> ConnectAsync(
        SocialProfilesDbContext db, ConsentRequest begun, IPlatform platform, PlatformProfile profile, PlatformTokens tokens, Actor actor)
    {
        if (await NameAsync(db, begun, platform, profile) is not { } name)
        {
            return Ended(begun, ConsentOutcome.ScopeMissing);
        }

        var account = new ConsentedAccount(platform, profile.AccountId, name.Handle, tokens, begun.InvitationId);
        db.Raise(ConnectionChanged.OfConsents(begun.TalentId));
        var existing = await ConsentAttachment.FindAsync(db, account.Platform, account.AccountId, account.Handle, CancellationToken.None);
        if (existing is not null && existing.TalentId != begun.TalentId)
        {
            await hold.ExecuteAsync(db, begun, account, HeldBecause.AccountOfAnotherTalent, null, existing.Id, actor);
            return Ended(begun, ConsentOutcome.AccountOfAnotherTalent) with { Handle = account.Handle };
        }

        // A talent, and whoever renews one connection, means an account that is known; an admin without one means a new account.
        if (begun.InvitationId is not null || begun.ConnectionId is not null)
        {
            var expected = await Expected(db, begun).Select(x => new { x.Id, x.Handle }).ToListAsync();
            if (expected.Count > 0 && !expected.Exists(one => one.Id == existing?.Id))
            {
                var handles = string.Join(", ", expected.Select(one => one.Handle));
                await hold.ExecuteAsync(db, begun, account, HeldBecause.OtherAccount, handles, begun.ConnectionId, actor);
                return Ended(begun, ConsentOutcome.OtherAccount) with { Handle = account.Handle, ExpectedHandle = handles };
            }
        }

        if (!name.IsCertain || (existing is not null && await ConsentAttachment.IsOtherAccountAsync(db, existing, account.AccountId, CancellationToken.None)))
        {
            var because = name.IsCertain ? HeldBecause.SameHandleOtherAccount : HeldBecause.HandleNotShared;
            await hold.ExecuteAsync(db, begun, account, because, account.Handle, existing?.Id, actor);
            return Ended(begun, ConsentOutcome.AccountUnclear) with { Handle = account.Handle, ExpectedHandle = account.Handle };
        }

        var connection = await attachment.AttachAsync(db, begun.TalentId, existing, account, CancellationToken.None);
        activity.Add(db, actor, ActivityAction.ConsentGiven, $"@{connection.Handle} on {account.Platform.Name}", begun.TalentId);
        return Ended(begun, ConsentOutcome.Connected) with { Connection = ConnectionList.Fresh(connection), Handle = connection.Handle };
    }

    /// <summary>
    /// The account's handle. Where the talent did not share it: that of the connection with the platform's own id; else that of
    /// the only account which is expected, as a guess; null where nobody can tell.
    /// </summary>
    private static async Task<AccountName?> NameAsync(SocialProfilesDbContext db, ConsentRequest begun, IPlatform platform, PlatformProfile profile)
    {
        if (profile.Handle is { Length: > 0 } shared)
        {
            return new AccountName(shared, IsCertain: true);
        }

        if (profile.AccountId is not null && await ConsentAttachment.FindAsync(db, platform, profile.AccountId, "", CancellationToken.None) is { } known)
        {
            return new AccountName(known.Handle, IsCertain: true);
        }

        var expected = await Expected(db, begun).Select(x => x.Handle).Take(2).ToListAsync();
        return expected is [var only] ? new AccountName(only, IsCertain: false) : null;
    }

    private static IQueryable<Connection> Expected(SocialProfilesDbContext db, ConsentRequest begun) =>
        db.Connections
            .Where(x => x.TalentId == begun.TalentId && x.Platform == begun.Platform && (begun.ConnectionId == null || x.Id == begun.ConnectionId))
            .OrderBy(x => x.Key);

    /// <summary>The talent, where an invitation brought the consent; else whoever began it.</summary>
    private Task<Actor> ActorOfAsync(ConsentRequest begun, string? address) =>
        database.ReadAsync(
            async db => begun.InvitationId is null
                ? new Actor(begun.StartedBy, ActivitySource.Browser, address)
                : new Actor(await db.Talents.Where(x => x.Id == begun.TalentId).Select(x => x.Name).SingleOrDefaultAsync() ?? "Talent", ActivitySource.Browser, address),
            CancellationToken.None);

    private static CompletedConsent Ended(ConsentRequest begun, ConsentOutcome outcome) => new(outcome, begun.Platform, begun.TalentId, begun.InvitationId);

    [LoggerMessage(LogLevel.Information, "A permission request on {Platform} ended: {Outcome}, talent {TalentId}")]
    private partial void LogEnded(string platform, ConsentOutcome outcome, Guid talentId);

    [LoggerMessage(LogLevel.Error, "A permission on {Platform} couldn't be stored; it is given back")]
    private partial void LogNotStored(Exception exception, string platform);

    [LoggerMessage(LogLevel.Warning, "{Platform} refused a permission: {Kind}, {Detail}")]
    private partial void LogRefused(string platform, FailureKind kind, string detail);

    /// <param name="IsCertain">False where it is only what the agency expects.</param>
    private sealed record AccountName(string Handle, bool IsCertain);
}
