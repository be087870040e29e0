using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Calendar;

/// <summary>The sets of this part.</summary>
public static class CalendarSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<CalendarRun> CalendarRuns => db.Set<CalendarRun>();
    }
}

internal sealed class CalendarTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) => model.Entity<CalendarRun>().ToTable("CalendarRuns").HasKey(x => x.Name);
}
