using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Calendar;

/// <summary>The calendar as it ships, with Coravel's clock.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_AJobHangs_IsHeldUpNoLongerThanTheGrace(bool listens)
    {
        await using var hanging = new Hanging(listens);
        await using var app = await StartAsync(new CalendarJob("hanging", 1, TimeSpan.FromDays(1), null, (_, token) => hanging.RunAsync(token)));
        await hanging.Begun.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);

        // Coravel itself would wait for it for ever.
        await app.StopAsync().WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Job_Throws_IsLoggedAndTheOthersGoOn()
    {
        var others = new TaskCompletionSource();
        var thrown = 0;
        await using var app = await StartAsync(
            new CalendarJob("throwing", 1, TimeSpan.FromMinutes(1), null, (_, _) => Interlocked.Increment(ref thrown) > 0 ? throw new InvalidOperationException("on purpose") : Task.CompletedTask),
            new CalendarJob("other", 1, TimeSpan.FromMinutes(1), null, (_, _) =>
            {
                if (Volatile.Read(ref thrown) > 1)
                {
                    others.TrySetResult();
                }

                return Task.CompletedTask;
            }));

        await others.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);

        var log = await app.LogAsync();
        Assert.Contains("throwing failed; it will be tried again", log, StringComparison.Ordinal);
        Assert.Contains("on purpose", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_IsSlow_NeverOvertakesItselfNorHoldsAnotherUp()
    {
        await using var hanging = new Hanging(listens: true);
        var runs = 0;
        var looks = 0;
        var enough = new TaskCompletionSource();
        await using var app = await StartAsync(
            new CalendarJob("slow", 1, TimeSpan.FromDays(1), null, (_, token) =>
            {
                Interlocked.Increment(ref runs);
                return hanging.RunAsync(token);
            }),
            new CalendarJob("quick", 1, TimeSpan.FromMinutes(1), null, async (_, _) =>
            {
                await hanging.Begun;
                if (Interlocked.Increment(ref looks) == 3)
                {
                    enough.TrySetResult();
                }
            }));

        await enough.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Jobs_OfTheApplication_HaveNamesOfTheirOwnAndADeadline()
    {
        await using var app = await TestApp.StartAsync();

        var jobs = app.Services.GetServices<CalendarJob>().ToArray();

        Assert.Distinct(jobs.Select(job => job.Name));
        Assert.All(jobs, job => Assert.True(job.Deadline > TimeSpan.Zero && job.EverySeconds is >= 1 and <= 60));
        Assert.Equal(["access-ends", "activity-keeping", "alerts", "api-key-ends", "backups", "delivery-log", "finish-erasing", "import-rows", "metric-canary", "renew-consents", "thin-history", "thumbnail-sweep"], jobs.Where(job => job.Times is not null).Select(job => job.Name).Order());
    }

    private static Task<TestApp> StartAsync(params CalendarJob[] jobs) => TestApp.StartAsync(new TestAppOptions
    {
        Configure = builder =>
        {
            foreach (var job in jobs)
            {
                builder.Services.AddSingleton(job);
            }
        },
    });
}
