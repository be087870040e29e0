using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Reading : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.AlterColumn<long>(
                name: "PublishedAt",
                table: "SocialPosts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
