using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Limits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "TalentId",
                table: "Notices",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<long>(
                name: "InsightsDueAt",
                table: "Consents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PlatformStates",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    PausedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    LimitsInARow = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitsDay = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitsUsed = table.Column<int>(type: "INTEGER", nullable: false),
                    AccessEndsAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformStates", x => new { x.IsSandbox, x.Platform });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlatformStates");

            migrationBuilder.DropColumn(
                name: "InsightsDueAt",
                table: "Consents");

            migrationBuilder.AlterColumn<Guid>(
                name: "TalentId",
                table: "Notices",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
