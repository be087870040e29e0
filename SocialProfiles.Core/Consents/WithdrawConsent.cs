using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>The talent takes a consent back, on the page of the invitation that brought it. Private numbers go with it.</summary>
public sealed class WithdrawConsent(Database database, TokenVault vault, ConsentEnding ending, ConsentRevoker revoker, IEnumerable<IMadeOfProfiles> made)
{
    /// <param name="address">Network address of the talent, for the activity log.</param>
    /// <returns>What became of the tokens at the platform; or <see cref="NotFoundError"/> where the connection is not this invitation's, or has no consent.</returns>
    public async Task<Result<Revocation, UseCaseError>> ExecuteAsync(Guid invitationId, Guid connectionId, string? address, CancellationToken cancellationToken)
    {
        var withdrawn = await database.WriteAsync<Result<(Connection Connection, PlatformTokens? Tokens, string? AccountId), UseCaseError>>(
            async db =>
            {
                var connection = await db.Connections.AsTracking().Include(x => x.Talent).SingleOrDefaultAsync(x => x.Id == connectionId, cancellationToken);
                var consent = connection is null
                    ? null
                    : await db.Consents.AsTracking().SingleOrDefaultAsync(x => x.ConnectionKey == connection.Key && x.InvitationId == invitationId && x.EndedBecause == null, cancellationToken);
                if (consent is null)
                {
                    return ConsentErrors.NoConsent;
                }

                // Also one that does not open is the talent's to withdraw.
                var tokens = vault.TryTokensOf(consent, connectionId);
                var talent = new Actor(connection!.Talent!.Name, ActivitySource.Browser, address);
                await ending.EndAsync(db, connection, consent, ConsentEndReason.Withdrawn, talent, cancellationToken);
                await db.Insights.Where(x => x.ConnectionKey == connection.Key).ExecuteDeleteAsync(cancellationToken);
                var shown = db.PostInsights.Where(x => x.ConnectionKey == connection.Key);
                var showed = (await shown.AnyAsync(x => x.Views != null, cancellationToken), await shown.AnyAsync(x => x.Shares != null, cancellationToken));
                await shown.ExecuteDeleteAsync(cancellationToken);
                foreach (var one in made)
                {
                    await one.ForgetPrivateAsync(db, connection, cancellationToken);
                }

                await ForgetPrivateHistoryAsync(db, connection.Key, showed, cancellationToken);
                return (connection, tokens, consent.AccountId);
            },
            cancellationToken);
        if (!withdrawn.Succeeded)
        {
            return withdrawn.Failure;
        }

        var (of, given, accountId) = withdrawn.Value;
        return await revoker.ExecuteAsync(of.Platform, given, accountId);
    }

    /// <summary>
    /// Views and shares that not everybody sees of a post were the permission's, in its past as well. What they were added up into goes
    /// whole: nobody can tell there which part was private.
    /// </summary>
    private static async Task ForgetPrivateHistoryAsync(SocialProfilesDbContext db, long key, (bool Views, bool Shares) showed, CancellationToken cancellationToken)
    {
        var posts = db.Posts.Where(x => x.ConnectionKey == key);
        await db.PostReadings.Where(x => x.ConnectionKey == key && posts.Any(post => post.PlatformPostId == x.PlatformPostId && post.Views == null))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Views, (long?)null), cancellationToken);
        await db.PostReadings.Where(x => x.ConnectionKey == key && posts.Any(post => post.PlatformPostId == x.PlatformPostId && post.Shares == null))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Shares, (long?)null), cancellationToken);
        if (showed.Views)
        {
            await db.DailyGains.Where(x => x.ConnectionKey == key).ExecuteUpdateAsync(set => set.SetProperty(x => x.Views, (long?)null), cancellationToken);
            await db.Profiles.Where(x => x.ConnectionKey == key)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.RecentMedianViews, (double?)null).SetProperty(x => x.StandoutPostId, (string?)null)
                    .SetProperty(x => x.StandoutPublishedAt, (DateTimeOffset?)null).SetProperty(x => x.StandoutRatio, (double?)null), cancellationToken);
        }

        if (showed.Shares)
        {
            await db.DailyGains.Where(x => x.ConnectionKey == key).ExecuteUpdateAsync(set => set.SetProperty(x => x.Shares, (long?)null), cancellationToken);
            await db.Profiles.Where(x => x.ConnectionKey == key)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.RecentEngagementRate, (double?)null).SetProperty(x => x.RecentPosts, 0), cancellationToken);
        }
    }
}
