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

            migrationBuilder.CreateIndex(
                name: "IX_Connections_Failed",
                table: "Connections",
                columns: new[] { "IsSandbox", "Platform", "Status", "Failure", "DueAt" },
                filter: "Failure IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
