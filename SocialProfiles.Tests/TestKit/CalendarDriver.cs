using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Tests.TestKit;

/// <summary>
/// The calendar on the test's clock, for what is done every few seconds. As with Coravel a job never overtakes itself; a look
/// that comes while it runs is made after it, so that the last one always sees the clock where the test left it.
/// </summary>
internal sealed class CalendarDriver : IAsyncDisposable
{
    private readonly List<ITimer> _timers = [];
    private readonly List<Looks> _looks = [];

    public CalendarDriver(IServiceProvider services, TestClock time)
    {
        foreach (var job in services.GetServices<CalendarJob>().Where(job => job.Times is null))
        {
            var pace = TimeSpan.FromSeconds(job.EverySeconds);
            var looks = new Looks(() => job.Run(services, CancellationToken.None));
            _looks.Add(looks);
            _timers.Add(time.CreateTimer(_ => looks.Look(), null, pace, pace));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timers.ForEach(timer => timer.Dispose());
        await Task.WhenAll(_looks.Select(looks => looks.Running));
    }

    private sealed class Looks(Func<Task> run)
    {
        private int _asked;

        public Task Running { get; private set; } = Task.CompletedTask;

        public void Look()
        {
            if (Interlocked.Increment(ref _asked) == 1)
            {
                Running = RunAsync();
            }
        }

        private async Task RunAsync()
        {
            int seen;
            do
            {
                seen = Volatile.Read(ref _asked);
                try
                {
                    await run();
                }
                catch (StorageException)
                {
                    // The next look finds the database free.
                }
            }
            while (Interlocked.CompareExchange(ref _asked, 0, seen) != seen);
        }
    }
}
