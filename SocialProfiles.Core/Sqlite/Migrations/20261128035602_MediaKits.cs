using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MediaKits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AgencyLogos",
                columns: table => new
                {
                    Key = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgencyLogos", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "MediaKitLogos",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MediaKitLogos", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "SelfReportedNumbers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Metric = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<double>(type: "REAL", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    EnteredBy = table.Column<string>(type: "TEXT", nullable: false),
                    EnteredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SelfReportedNumbers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SelfReportedNumbers_Connections_ConnectionKey",
                        column: x => x.ConnectionKey,
                        principalTable: "Connections",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MediaKits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TalentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    LogoHash = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LinkHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    LinkExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LinkRevokedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MediaKits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MediaKits_MediaKitLogos_LogoHash",
                        column: x => x.LogoHash,
                        principalTable: "MediaKitLogos",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MediaKits_Talents_TalentId",
                        column: x => x.TalentId,
                        principalTable: "Talents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SelfReportedEvidence",
                columns: table => new
                {
                    NumberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SelfReportedEvidence", x => x.NumberId);
                    table.ForeignKey(
                        name: "FK_SelfReportedEvidence_SelfReportedNumbers_NumberId",
                        column: x => x.NumberId,
                        principalTable: "SelfReportedNumbers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MediaKitProfiles",
                columns: table => new
                {
                    KitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionKey = table.Column<long>(type: "INTEGER", nullable: false),
                    HasPrivate = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MediaKitProfiles", x => new { x.KitId, x.ConnectionKey });
                    table.ForeignKey(
                        name: "FK_MediaKitProfiles_Connections_ConnectionKey",
                        column: x => x.ConnectionKey,
                        principalTable: "Connections",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MediaKitProfiles_MediaKits_KitId",
                        column: x => x.KitId,
                        principalTable: "MediaKits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MediaKitProfiles_ConnectionKey",
                table: "MediaKitProfiles",
                column: "ConnectionKey");

            migrationBuilder.CreateIndex(
                name: "IX_MediaKits_Code",
                table: "MediaKits",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MediaKits_CodeHash",
                table: "MediaKits",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MediaKits_LinkHash",
                table: "MediaKits",
                column: "LinkHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MediaKits_LogoHash",
                table: "MediaKits",
                column: "LogoHash");

            migrationBuilder.CreateIndex(
                name: "IX_MediaKits_TalentId",
                table: "MediaKits",
                column: "TalentId");

            migrationBuilder.CreateIndex(
                name: "IX_SelfReportedNumbers_ConnectionKey",
                table: "SelfReportedNumbers",
                column: "ConnectionKey");

            // What was read goes with its profile, also where it stands in a kit; and what only an access showed goes with the access.
            migrationBuilder.Sql("CREATE TRIGGER MediaKits_ProfileGone AFTER DELETE ON MediaKitProfiles BEGIN DELETE FROM MediaKits WHERE Id = OLD.KitId; END");
            migrationBuilder.Sql("CREATE TRIGGER MediaKits_AccessWithdrawn AFTER UPDATE OF EndedBecause ON Consents WHEN NEW.EndedBecause = 'Withdrawn' BEGIN DELETE FROM MediaKits WHERE Id IN (SELECT KitId FROM MediaKitProfiles WHERE ConnectionKey = NEW.ConnectionKey AND HasPrivate); END");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER MediaKits_ProfileGone");
            migrationBuilder.Sql("DROP TRIGGER MediaKits_AccessWithdrawn");

            migrationBuilder.DropTable(
                name: "AgencyLogos");

            migrationBuilder.DropTable(
                name: "MediaKitProfiles");

            migrationBuilder.DropTable(
                name: "SelfReportedEvidence");

            migrationBuilder.DropTable(
                name: "MediaKits");

            migrationBuilder.DropTable(
                name: "SelfReportedNumbers");

            migrationBuilder.DropTable(
                name: "MediaKitLogos");
        }
    }
}
