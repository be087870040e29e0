using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HomeFindCompare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SyncAttempts_EndedAt",
                table: "SyncAttempts");

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Page = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    FoldedName = table.Column<string>(type: "TEXT", nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SyncAttempts_EndedAt_Outcome",
                table: "SyncAttempts",
                columns: new[] { "EndedAt", "Outcome" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_Page_FoldedName",
                table: "SavedViews",
                columns: new[] { "Page", "FoldedName" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropIndex(
                name: "IX_SyncAttempts_EndedAt_Outcome",
                table: "SyncAttempts");

            migrationBuilder.CreateIndex(
                name: "IX_SyncAttempts_EndedAt",
                table: "SyncAttempts",
                column: "EndedAt");
        }
    }
}
