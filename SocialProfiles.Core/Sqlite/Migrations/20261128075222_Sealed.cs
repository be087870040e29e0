using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Sealed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Hash",
                table: "Activity",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "WhatHash",
                table: "Activity",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "WhatSalt",
                table: "Activity",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "WhoHash",
                table: "Activity",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "WhoSalt",
                table: "Activity",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActivityChain",
                columns: table => new
                {
                    Key = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstKey = table.Column<long>(type: "INTEGER", nullable: false),
                    AnchorHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LastKey = table.Column<long>(type: "INTEGER", nullable: false),
                    LastHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivityChain", x => x.Key);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActivityChain");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "Activity");

            migrationBuilder.DropColumn(
                name: "WhatHash",
                table: "Activity");

            migrationBuilder.DropColumn(
                name: "WhatSalt",
                table: "Activity");

            migrationBuilder.DropColumn(
                name: "WhoHash",
                table: "Activity");

            migrationBuilder.DropColumn(
                name: "WhoSalt",
                table: "Activity");
        }
    }
}
