using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> read the model without starting the application.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<SocialProfilesDbContext>
{
    public SocialProfilesDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SocialProfilesDbContext>().UseSqlite().Options, DataWorld.Real);
}
