using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Makes the tables that hang on a connection WITHOUT ROWID, which EF Core has no word for: their rows then lie in
/// the order of their key, so a sync touches a few neighbouring pages. Measured in bench/RESULTS.md.
/// <para>
/// And keeps each migration in one transaction. EF Core leaves it in the middle to switch foreign keys off where it rebuilds
/// a table; a process killed there could not migrate again. <see cref="DatabaseMigration"/> switches them off before.
/// </para>
/// </summary>
internal sealed class SqliteTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    private const string RebuildPrefix = "ef_temp_";

    private static readonly HashSet<string> _withoutRowId = new(StringComparer.Ordinal) { "SocialPosts", "SyncAttempts", "AccountInsights", "PostInsights", "ProfileReadings", "PostReadings", "DailyGains", "AlertMatches" };

    public override IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations, IModel? model = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default) =>
        [.. base.Generate(operations, model, options).Where(command => !command.CommandText.StartsWith("PRAGMA foreign_keys", StringComparison.OrdinalIgnoreCase))];

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        if (!_withoutRowId.Contains(operation.Name.Replace(RebuildPrefix, "", StringComparison.Ordinal)))
        {
            base.Generate(operation, model, builder, terminate);
            return;
        }

        base.Generate(operation, model, builder, terminate: false);
        builder.Append(" WITHOUT ROWID");
        if (terminate)
        {
            builder.AppendLine(";");
            EndStatement(builder);
        }
    }
}
