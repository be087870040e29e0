using Microsoft.EntityFrameworkCore;

namespace SocialProfiles.Core.Storage;

/// <summary>
/// The database. Its tables are the parts' (<see cref="IPartTables"/>). Times are UTC, stored as Unix milliseconds: every
/// provider orders and compares those alike.
/// </summary>
public sealed class SocialProfilesDbContext(DbContextOptions<SocialProfilesDbContext> options, DataWorld world)
    : DbContext(options), ICommitEvents
{
    private HashSet<ICommitEvent>? _events;

    // Read by the query filters on every query, so that one compiled model serves both worlds.
    internal bool IsSandbox { get; } = world.IsSandbox;

    /// <summary>Notes what happened in this unit of work; published once, after the commit.</summary>
    public void Raise(ICommitEvent happened) => (_events ??= []).Add(happened);

    /// <summary>What was raised since the last call. Contexts are pooled: whoever ends a unit of work takes them, also when it failed.</summary>
    internal IReadOnlyCollection<ICommitEvent> TakeEvents()
    {
        var events = _events;
        _events = null;
        return events is null ? [] : events;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var parts = typeof(IPartTables).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IPartTables)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
        foreach (var part in parts)
        {
            ((IPartTables)Activator.CreateInstance(part)!).Configure(modelBuilder, this);
        }
    }
}
