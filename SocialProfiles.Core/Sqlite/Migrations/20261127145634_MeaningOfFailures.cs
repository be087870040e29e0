using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MeaningOfFailures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "RenewalFailedOn",
                table: "Consents",
                newName: "FailedOn");

            migrationBuilder.RenameColumn(
                name: "RenewalFailedDays",
                table: "Consents",
                newName: "FailedDays");

            migrationBuilder.AddColumn<long>(
                name: "Likes",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ListedPosts",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "PostsGap",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "PostsRefusedAt",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UnreadablePosts",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<long>(
                name: "PublishedAt",
                table: "SocialPosts",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<Guid>(
                name: "TalentId",
                table: "Notices",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<long>(
                name: "LastUsedAt",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AccountId",
                table: "Consents",
                type: "TEXT",
                nullable: true);

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

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    KeyHash = table.Column<string>(type: "TEXT", nullable: false),
                    AdminId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", nullable: false),
                    Stays = table.Column<bool>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.KeyHash);
                    table.ForeignKey(
                        name: "FK_Sessions_AspNetUsers_AdminId",
                        column: x => x.AdminId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_AdminId",
                table: "Sessions",
                column: "AdminId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlatformStates");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropColumn(
                name: "Likes",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "ListedPosts",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "PostsGap",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "PostsRefusedAt",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "UnreadablePosts",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "LastUsedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "AccountId",
                table: "Consents");

            migrationBuilder.DropColumn(
                name: "InsightsDueAt",
                table: "Consents");

            migrationBuilder.RenameColumn(
                name: "FailedOn",
                table: "Consents",
                newName: "RenewalFailedOn");

            migrationBuilder.RenameColumn(
                name: "FailedDays",
                table: "Consents",
                newName: "RenewalFailedDays");

            migrationBuilder.AlterColumn<long>(
                name: "PublishedAt",
                table: "SocialPosts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);

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
