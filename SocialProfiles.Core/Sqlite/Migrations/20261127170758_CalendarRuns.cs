using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CalendarRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CalendarRuns",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    LastStartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSucceededAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarRuns", x => x.Name);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CalendarRuns");
        }
    }
}
