using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PostLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "PostFingerprints",
                table: "SocialProfiles",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_SocialPosts_ConnectionKey_PublishedAt_Kind",
                table: "SocialPosts",
                columns: new[] { "ConnectionKey", "PublishedAt", "Kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SocialPosts_ConnectionKey_PublishedAt_Kind",
                table: "SocialPosts");

            migrationBuilder.DropColumn(
                name: "PostFingerprints",
                table: "SocialProfiles");
        }
    }
}
