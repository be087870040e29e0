using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialProfiles.Core.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Intelligence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LastPostAt",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastPostId",
                table: "SocialProfiles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "RecentEngagementRate",
                table: "SocialProfiles",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "RecentMedianViews",
                table: "SocialProfiles",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RecentPosts",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "StandoutPostId",
                table: "SocialProfiles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StandoutPublishedAt",
                table: "SocialProfiles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "StandoutRatio",
                table: "SocialProfiles",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NumbersAt",
                table: "SocialPosts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Source",
                table: "SocialPosts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ReadAt",
                table: "PostInsights",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Source",
                table: "PostInsights",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ReadAt",
                table: "AccountInsights",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Source",
                table: "AccountInsights",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "DailyGains",
                columns: table => new
                {
                    ConnectionKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Views = table.Column<long>(type: "INTEGER", nullable: true),
                    Likes = table.Column<long>(type: "INTEGER", nullable: true),
                    Comments = table.Column<long>(type: "INTEGER", nullable: true),
                    Shares = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DailyGains", x => new { x.ConnectionKey, x.Day });
                    table.ForeignKey(
                        name: "FK_DailyGains_Connections_ConnectionKey",
                        column: x => x.ConnectionKey,
                        principalTable: "Connections",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MetricSources",
                columns: table => new
                {
                    Key = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    ApiVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Endpoints = table.Column<string>(type: "TEXT", nullable: false),
                    ByPermission = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MetricSources", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "PostReadings",
                columns: table => new
                {
                    ConnectionKey = table.Column<long>(type: "INTEGER", nullable: false),
                    PlatformPostId = table.Column<string>(type: "TEXT", nullable: false),
                    FirstReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Views = table.Column<long>(type: "INTEGER", nullable: true),
                    Likes = table.Column<long>(type: "INTEGER", nullable: true),
                    Comments = table.Column<long>(type: "INTEGER", nullable: true),
                    Shares = table.Column<long>(type: "INTEGER", nullable: true),
                    Source = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostReadings", x => new { x.ConnectionKey, x.PlatformPostId, x.FirstReadAt });
                    table.ForeignKey(
                        name: "FK_PostReadings_SocialPosts_ConnectionKey_PlatformPostId",
                        columns: x => new { x.ConnectionKey, x.PlatformPostId },
                        principalTable: "SocialPosts",
                        principalColumns: new[] { "ConnectionKey", "PlatformPostId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProfileReadings",
                columns: table => new
                {
                    ConnectionKey = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Followers = table.Column<long>(type: "INTEGER", nullable: true),
                    Following = table.Column<long>(type: "INTEGER", nullable: true),
                    Posts = table.Column<long>(type: "INTEGER", nullable: true),
                    Views = table.Column<long>(type: "INTEGER", nullable: true),
                    Likes = table.Column<long>(type: "INTEGER", nullable: true),
                    Gaps = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProfileReadings", x => new { x.ConnectionKey, x.FirstReadAt });
                    table.ForeignKey(
                        name: "FK_ProfileReadings_Connections_ConnectionKey",
                        column: x => x.ConnectionKey,
                        principalTable: "Connections",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MetricSources_Platform_ApiVersion_Endpoints_ByPermission",
                table: "MetricSources",
                columns: new[] { "Platform", "ApiVersion", "Endpoints", "ByPermission" },
                unique: true);

            // What was written at each sync so far. Reasons of what is unknown were not noted; rounding platforms rounded then, too.
            migrationBuilder.Sql("""
                INSERT INTO ProfileReadings (ConnectionKey, FirstReadAt, LastReadAt, Followers, Following, Posts, Views, Likes, Gaps, Source)
                SELECT s.ConnectionKey, s.TakenAt, s.TakenAt, s.Followers, NULL, s.Posts, s.Views, NULL,
                    (CASE WHEN s.Followers IS NULL THEN 6 ELSE p.Gaps & (1 << 30) END) | (6 << 3) | (CASE WHEN s.Posts IS NULL THEN 6 << 6 ELSE 0 END)
                        | (CASE WHEN s.Views IS NULL THEN 6 << 9 ELSE 0 END) | (6 << 12),
                    0
                FROM ProfileSnapshots s JOIN SocialProfiles p ON p.ConnectionKey = s.ConnectionKey
                """);
            migrationBuilder.Sql("UPDATE SocialPosts SET NumbersAt = coalesce((SELECT LastSyncedAt FROM Connections WHERE Key = ConnectionKey), 0)");

            // So that the next sync works out what the newest posts say, though they are as they were.
            migrationBuilder.Sql("UPDATE SocialProfiles SET Fingerprint = 0");
            migrationBuilder.DropTable(name: "ProfileSnapshots");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DailyGains");

            migrationBuilder.DropTable(
                name: "MetricSources");

            migrationBuilder.DropTable(
                name: "PostReadings");

            migrationBuilder.DropTable(
                name: "ProfileReadings");

            migrationBuilder.DropColumn(
                name: "LastPostAt",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "LastPostId",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "RecentEngagementRate",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "RecentMedianViews",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "RecentPosts",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "StandoutPostId",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "StandoutPublishedAt",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "StandoutRatio",
                table: "SocialProfiles");

            migrationBuilder.DropColumn(
                name: "NumbersAt",
                table: "SocialPosts");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "SocialPosts");

            migrationBuilder.DropColumn(
                name: "ReadAt",
                table: "PostInsights");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "PostInsights");

            migrationBuilder.DropColumn(
                name: "ReadAt",
                table: "AccountInsights");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "AccountInsights");

            migrationBuilder.CreateTable(
                name: "ProfileSnapshots",
                columns: table => new
                {
                    ConnectionKey = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Followers = table.Column<long>(type: "INTEGER", nullable: true),
                    Posts = table.Column<long>(type: "INTEGER", nullable: true),
                    Views = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProfileSnapshots", x => new { x.ConnectionKey, x.TakenAt });
                    table.ForeignKey(
                        name: "FK_ProfileSnapshots_Connections_ConnectionKey",
                        column: x => x.ConnectionKey,
                        principalTable: "Connections",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });
        }
    }
}
