using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.Registry;
using Polly.Timeout;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Fetches what one connection can see: the profile, posts up to the configured depth, and by consent the private numbers.
/// Writes nothing.
/// </summary>
internal sealed partial class SyncConnection(
    PlatformCatalog catalog,
    ConsentTokens consents,
    PlatformBudgets budgets,
    ResiliencePipelineProvider<SyncPhase> phases,
    SyncProgress progress,
    ConnectionFeed feed,
    TimeProvider time,
    IOptionsMonitor<IngestionOptions> options,
    ILogger<SyncConnection> logger)
{
    /// <summary>Platforms count private numbers for some days on.</summary>
    private const int DaysReadAgain = 3;

    /// <summary>How long a list that a permission does not open is not asked for again, unless the talent gives access anew.</summary>
    private static readonly TimeSpan _refusedFor = TimeSpan.FromHours(24);

    /// <summary>How far back the first reading goes, days.</summary>
    private const int FirstDays = 30;

    /// <summary>Private numbers that did not arrive are asked for again after this, where the platform does not say when.</summary>
    private static readonly TimeSpan _insightsAgain = TimeSpan.FromHours(1);

    /// <exception cref="OperationCanceledException">The sync was stopped.</exception>
    public async Task<Result<FetchedAccount, PlatformFailure>> FetchAsync(ClaimedSync claim, CancellationToken cancellationToken)
    {
        if (catalog.ClientOf(claim.Platform) is not { } client)
        {
            return new PlatformFailure(FailureKind.NotConfigured, "no client");
        }

        if (claim.Type == ConnectionType.OAuth)
        {
            return await FetchByConsentAsync(client, claim, cancellationToken);
        }

        return catalog.Get(claim.Platform).IsConfigured
            ? await FetchAccountAsync(client, claim, new PlatformAccount(claim.Handle, claim.AccountId), cancellationToken)
            : new PlatformFailure(FailureKind.NotConfigured, "no credentials");
    }

    private async Task<Result<FetchedAccount, PlatformFailure>> FetchByConsentAsync(IPlatformClient client, ClaimedSync claim, CancellationToken cancellationToken)
    {
        var consent = await consents.GetAsync(claim.Id, null, cancellationToken);
        if (!consent.Succeeded)
        {
            return consent.Failure;
        }

        var fetched = await FetchWithAsync(client, claim, consent.Value, isRenewed: false, cancellationToken);
        if (fetched.Succeeded || !fetched.Failure.IsTokenRefused)
        {
            return fetched;
        }

        // A token can die before its time; a renewal tells whether only the token did. Once: a second refusal right after it is
        // a fault of the platform or of something in between, and ends nothing.
        var renewed = await consents.GetAsync(claim.Id, consent.Value.Access.AccessToken, cancellationToken);
        if (renewed.Succeeded)
        {
            return await FetchWithAsync(client, claim, renewed.Value, isRenewed: true, cancellationToken);
        }

        return renewed.Failure;
    }

    private async Task<Result<FetchedAccount, PlatformFailure>> FetchWithAsync(IPlatformClient client, ClaimedSync claim, LiveConsent consent, bool isRenewed, CancellationToken cancellationToken)
    {
        var account = new PlatformAccount(claim.Handle, claim.AccountId, consent.Access);
        var fetched = await FetchAccountAsync(client, claim, account, cancellationToken);
        if (fetched.Succeeded && consent.HasFailed)
        {
            fetched = fetched.Value with { RecoversTheGrant = true };
        }

        var now = time.GetUtcNow();
        var dueAt = consent.InsightsDueAt ?? consent.InsightsReadAt?.AddHours(options.CurrentValue.InsightHours);
        return !fetched.Succeeded || dueAt > now || budgets.Of(claim.Platform).InsightsBlockedUntil is not null
            ? fetched
            : await WithInsightsAsync(client, claim, account, consent, isRenewed, fetched.Value, cancellationToken);
    }

    /// <summary>Whatever becomes of the private numbers, the account that was fetched is worth storing.</summary>
    private async Task<Result<FetchedAccount, PlatformFailure>> WithInsightsAsync(
        IPlatformClient client, ClaimedSync claim, PlatformAccount account, LiveConsent consent, bool isRenewed, FetchedAccount fetched, CancellationToken cancellationToken)
    {
        var budget = budgets.Of(claim.Platform);
        using var aside = budget.SetAside();
        var since = DateOnly.FromDateTime((consent.InsightsReadAt?.AddDays(-DaysReadAgain) ?? time.GetUtcNow().AddDays(-FirstDays)).UtcDateTime);
        var insights = await WithinAsync(
            SyncPhase.Insights, token => client.GetInsightsAsync(account, fetched.Profile, fetched.Posts, since, token), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if ((insights.Succeeded ? insights.Value.EndedBy : insights.Failure) is not { } failure)
        {
            return fetched with { Insights = insights.Value, InsightsReadBefore = consent.InsightsReadAt };
        }

        // A renewal may help; where it was just made, it did not, and what was read is kept.
        if (failure.End is not null || (failure.IsTokenRefused && !isRenewed))
        {
            return failure;
        }

        LogNoInsights(failure.Kind, failure.Detail);
        var wait = failure.RetryAfter ?? _insightsAgain;
        if (failure is { Kind: FailureKind.RateLimited, IsOfOneAccount: false })
        {
            budget.PauseInsights(wait);
        }

        return fetched with { Insights = insights.Succeeded ? insights.Value : PlatformInsights.None, InsightsAgainAt = time.GetUtcNow() + wait, InsightsReadBefore = consent.InsightsReadAt };
    }

    private async Task<Result<FetchedAccount, PlatformFailure>> FetchAccountAsync(IPlatformClient client, ClaimedSync claim, PlatformAccount account, CancellationToken cancellationToken)
    {
        var profile = await WithinAsync(SyncPhase.Profile, token => client.GetProfileAsync(account, token), cancellationToken);
        if (!profile.Succeeded)
        {
            return profile.Failure;
        }

        Report(claim, 0);
        var posts = await WithinAsync(SyncPhase.Posts, token => FetchPostsAsync(client, claim, account, profile.Value, token), cancellationToken);
        return posts.Succeeded ? new FetchedAccount(profile.Value, posts.Value) : posts.Failure;
    }

    private async Task<Result<FetchedPosts, PlatformFailure>> FetchPostsAsync(
        IPlatformClient client, ClaimedSync claim, PlatformAccount account, PlatformProfile profile, CancellationToken cancellationToken)
    {
        if (claim.PostsRefusedAt is { } refused && time.GetUtcNow() - refused < _refusedFor)
        {
            return new FetchedPosts([]) { Gap = MetricGap.NotGranted, RefusedAt = refused };
        }

        var list = new PostCollector(options.CurrentValue.PostDepth);
        while (list.Wanted > 0)
        {
            var page = await client.GetPostsAsync(account, profile, list.Cursor, list.Wanted, cancellationToken);
            if (!page.Succeeded)
            {
                return page.Failure;
            }

            var before = list.Count;
            var goesOn = list.Add(page.Value);
            if (list.Count > before)
            {
                Report(claim, list.Count);
            }

            if (!goesOn)
            {
                break;
            }
        }

        return list.ToFetched(profile.Posts, time.GetUtcNow());
    }

    /// <summary>A platform that is silent for too long has not answered; only the sync's own end throws.</summary>
    private async Task<Result<T, PlatformFailure>> WithinAsync<T>(
        SyncPhase phase, Func<CancellationToken, Task<Result<T, PlatformFailure>>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await phases.GetPipeline(phase).ExecuteAsync(static (ask, token) => new ValueTask<Result<T, PlatformFailure>>(ask(token)), ask, cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            return new PlatformFailure(FailureKind.PlatformDown, string.Create(CultureInfo.InvariantCulture, $"{phase.Name} took longer than {late.Timeout.TotalSeconds} s"));
        }
    }

    private void Report(ClaimedSync claim, int posts)
    {
        progress.Report(claim.Id, new SyncStep(ProfileDone: true, posts));
        feed.Publish(claim.Change);
    }

    [LoggerMessage(LogLevel.Information, "Not all private numbers could be read this time: {Kind}, {Detail}")]
    private partial void LogNoInsights(FailureKind kind, string detail);
}
