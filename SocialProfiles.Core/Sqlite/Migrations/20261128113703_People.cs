using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Only the columns' names: SQLite renames them in the keys between tables too, so no table is built anew.
            migrationBuilder.RenameColumn(
                name: "AdminId",
                table: "Sessions",
                newName: "PersonId");

            migrationBuilder.RenameIndex(
                name: "IX_Sessions_AdminId",
                table: "Sessions",
                newName: "IX_Sessions_PersonId");

            migrationBuilder.RenameColumn(
                name: "AdminId",
                table: "SecondFactors",
                newName: "PersonId");

            migrationBuilder.RenameColumn(
                name: "AdminId",
                table: "RecoveryLinks",
                newName: "PersonId");

            migrationBuilder.RenameIndex(
                name: "IX_RecoveryLinks_AdminId",
                table: "RecoveryLinks",
                newName: "IX_RecoveryLinks_PersonId");

            migrationBuilder.RenameColumn(
                name: "AdminId",
                table: "RecoveryCodes",
                newName: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "PersonId",
                table: "Sessions",
                newName: "AdminId");

            migrationBuilder.RenameIndex(
                name: "IX_Sessions_PersonId",
                table: "Sessions",
                newName: "IX_Sessions_AdminId");

            migrationBuilder.RenameColumn(
                name: "PersonId",
                table: "SecondFactors",
                newName: "AdminId");

            migrationBuilder.RenameColumn(
                name: "PersonId",
                table: "RecoveryLinks",
                newName: "AdminId");

            migrationBuilder.RenameIndex(
                name: "IX_RecoveryLinks_PersonId",
                table: "RecoveryLinks",
                newName: "IX_RecoveryLinks_AdminId");

            migrationBuilder.RenameColumn(
                name: "PersonId",
                table: "RecoveryCodes",
                newName: "AdminId");
        }
    }
}
