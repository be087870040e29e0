using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Permissions : Migration
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

            migrationBuilder.AddColumn<string>(
                name: "AccountId",
                table: "Consents",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AccountId",
                table: "Consents");

            migrationBuilder.RenameColumn(
                name: "FailedOn",
                table: "Consents",
                newName: "RenewalFailedOn");

            migrationBuilder.RenameColumn(
                name: "FailedDays",
                table: "Consents",
                newName: "RenewalFailedDays");
        }
    }
}
