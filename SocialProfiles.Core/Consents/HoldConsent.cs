using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>Puts a consent aside for an admin, within a unit of work. Given twice, the newer tokens replace the older ones.</summary>
public sealed class HoldConsent(TokenVault vault, NoticeBoard notices, ActivityLog activity, TimeProvider time)
{
    public async Task ExecuteAsync(
        SocialProfilesDbContext db, ConsentRequest begun, ConsentedAccount account, HeldBecause because, string? expectedHandle, Guid? connectionId, Actor actor)
    {
        var now = time.GetUtcNow();
        var before = await db.HeldConsents.Where(x => x.TalentId == begun.TalentId && x.Platform == begun.Platform && x.Handle == account.Handle).ToListAsync();
        foreach (var older in before)
        {
            await notices.CloseAsync(db, older.Id, CancellationToken.None);
            await db.HeldConsents.Where(x => x.Id == older.Id).ExecuteDeleteAsync();
        }

        var id = Guid.CreateVersion7(now);
        var held = new HeldConsent
        {
            Id = id,
            TalentId = begun.TalentId,
            IsSandbox = begun.IsSandbox,
            Platform = begun.Platform,
            Because = because,
            AccountId = account.AccountId,
            Handle = account.Handle,
            ExpectedHandle = expectedHandle,
            ConnectionId = connectionId,
            InvitationId = begun.InvitationId,
            SealedTokens = vault.SealHeld(id, account.Tokens),
            HeldAt = now,
        };
        db.HeldConsents.Add(held);
        await notices.RaiseDecisionAsync(db, held, CancellationToken.None);
        activity.Add(db, actor, ActivityAction.ConsentHeld, $"@{account.Handle} on {account.Platform.Name}", begun.TalentId);
    }
}
