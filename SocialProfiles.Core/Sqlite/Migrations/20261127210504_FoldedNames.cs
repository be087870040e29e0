using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FoldedNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Talents",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE Talents SET SortName = sp_folded(Name), SearchText = sp_folded(Name || TagText)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Talents");
        }
    }
}
