using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SignOn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ProviderId",
                table: "Sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProviderName",
                table: "Sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProviderSession",
                table: "Sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SignOnProviders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Authority = table.Column<string>(type: "TEXT", nullable: false),
                    ClientId = table.Column<string>(type: "TEXT", nullable: false),
                    SealedSecret = table.Column<string>(type: "TEXT", nullable: true),
                    Domains = table.Column<string>(type: "TEXT", nullable: false),
                    NewRole = table.Column<int>(type: "INTEGER", nullable: true),
                    LinksByEmail = table.Column<bool>(type: "INTEGER", nullable: false),
                    TrustsEmail = table.Column<bool>(type: "INTEGER", nullable: false),
                    VerifiesEmail = table.Column<bool>(type: "INTEGER", nullable: false),
                    RoleClaim = table.Column<string>(type: "TEXT", nullable: true),
                    RoleRules = table.Column<string>(type: "TEXT", nullable: false),
                    RolesFollow = table.Column<bool>(type: "INTEGER", nullable: false),
                    SignsOutThere = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignOnProviders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignOnLinks",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignOnLinks", x => new { x.ProviderId, x.Subject });
                    table.ForeignKey(
                        name: "FK_SignOnLinks_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SignOnLinks_SignOnProviders_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "SignOnProviders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SpentLogoutTokens",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IdHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Session = table.Column<string>(type: "TEXT", nullable: true),
                    HeededAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpentLogoutTokens", x => new { x.ProviderId, x.IdHash });
                    table.ForeignKey(
                        name: "FK_SpentLogoutTokens_SignOnProviders_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "SignOnProviders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SignOnLinks_PersonId_ProviderId",
                table: "SignOnLinks",
                columns: new[] { "PersonId", "ProviderId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignOnLinks");

            migrationBuilder.DropTable(
                name: "SpentLogoutTokens");

            migrationBuilder.DropTable(
                name: "SignOnProviders");

            migrationBuilder.DropColumn(
                name: "ProviderId",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "ProviderName",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "ProviderSession",
                table: "Sessions");
        }
    }
}
