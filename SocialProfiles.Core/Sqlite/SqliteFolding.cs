using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Sqlite;

/// <summary><see cref="Folded"/> as a function of SQL, for migrations: what is stored folded must be folded again where the rule is new.</summary>
internal static class SqliteFolding
{
    /// <summary>Stands in migrations, so it keeps its name.</summary>
    public const string Function = "sp_folded";

    public static void Register(SqliteConnection connection) =>
        connection.CreateFunction(Function, (string? text) => text is null ? null : Folded.Of(text), isDeterministic: true);
}
