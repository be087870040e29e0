using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Queue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AdminPausedAt",
                table: "PlatformStates",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AdminPausedBy",
                table: "PlatformStates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SyncTimelines",
                columns: table => new
                {
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SyncTimelines", x => x.IsSandbox);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_Failed",
                table: "Connections",
                columns: new[] { "IsSandbox", "Platform", "Status", "Failure", "DueAt" },
                filter: "Failure IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SyncTimelines");

            migrationBuilder.DropIndex(
                name: "IX_Connections_Failed",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "AdminPausedAt",
                table: "PlatformStates");

            migrationBuilder.DropColumn(
                name: "AdminPausedBy",
                table: "PlatformStates");
        }
    }
}
