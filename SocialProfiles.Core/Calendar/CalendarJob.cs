namespace SocialProfiles.Core.Calendar;

/// <summary>Something that happens by the clock.</summary>
/// <param name="Name">Of its row, its worker and its lock; a new name is another job.</param>
/// <param name="EverySeconds">How often it is looked at, 1 to 60.</param>
/// <param name="Deadline">One run lasts no longer; it is cancelled then.</param>
/// <param name="Times">
/// When it is due: what is due by a row of the database is made up for after the server was off, and never made twice for one
/// time. Null where each look is a run, and one that is missed does not matter.
/// </param>
/// <param name="Run">Does it. It may be called again right after it was called, and throws what it cannot deal with.</param>
public sealed record CalendarJob(string Name, int EverySeconds, TimeSpan Deadline, DueTimes? Times, Func<IServiceProvider, CancellationToken, Task> Run);
