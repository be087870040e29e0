using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Ingestion;

namespace SocialProfiles.Tests.TestKit;

/// <summary>
/// The queue by hand: claims, fetches and stores what is due, one after the other, with the parts that the workers use. For
/// tests that let weeks pass, where it must be certain that everything of one moment is over before the next.
/// </summary>
internal sealed class SyncDriver(IServiceProvider services)
{
    public SyncDriver(TestCore core)
        : this(core.Services)
    {
    }

    /// <summary>Every sync that was written, newest last.</summary>
    public List<FinishedSync> Finished { get; } = [];

    /// <summary>Syncs everything that may start now.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> RunDueAsync(int most = int.MaxValue)
    {
        var count = 0;
        while (count < most && await Get<SyncClaims>().TakeAsync(TestContext.Current.CancellationToken) is { Count: > 0 } claims)
        {
            foreach (var claim in claims)
            {
                Get<SyncSlots>().Started(claim);
            }

            List<FinishedSync> ended = [];
            foreach (var claim in claims)
            {
                ended.Add(Get<SyncEnding>().Of(claim, await Get<SyncConnection>().FetchAsync(claim, TestContext.Current.CancellationToken)));
                Get<SyncSlots>().Ended(claim);
            }

            await SaveAsync(ended);
            Finished.AddRange(ended);
            count += ended.Count;
        }

        return count;
    }

    /// <summary>Lets time pass in steps, and syncs after each what is due by then; once a minute the queue is looked after.</summary>
    public async Task LetPassAsync(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            ((TestClock)Get<TimeProvider>()).Advance(step);
            await Get<SyncLeases>().SweepAsync(TestContext.Current.CancellationToken);
            await RunDueAsync();
        }
    }

    /// <summary>As the writer does.</summary>
    private async Task SaveAsync(List<FinishedSync> ended)
    {
        var days = await Get<AgencyClock>().GetDaysAsync(TestContext.Current.CancellationToken);
        await Get<ISyncStore>().SaveAsync(ended.FindAll(sync => !sync.EndsConsent).ConvertAll(sync => Get<SyncMeaning>().Of(sync, days)), TestContext.Current.CancellationToken);
        foreach (var sync in ended)
        {
            if (sync.EndsConsent)
            {
                await Get<ConsentAfterSync>().EndAsync(sync);
            }
            else if (sync.MayMeanTheGrant || sync.RecoversTheGrant)
            {
                await Get<ConsentAfterSync>().NoteAsync(sync);
            }

            Get<SyncRecord>().Written(sync, sync.EndedAt);
        }
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
