using System;
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
            migrationBuilder.DropIndex(
                name: "IX_SyncAttempts_EndedAt",
                table: "SyncAttempts");

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

            migrationBuilder.AddColumn<Guid>(
                name: "ConnectionId",
                table: "Notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Detail",
                table: "Notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RuleId",
                table: "Notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Title",
                table: "Notices",
                type: "TEXT",
                nullable: true);

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
                name: "AlertRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Threshold = table.Column<double>(type: "REAL", nullable: false),
                    Window = table.Column<int>(type: "INTEGER", nullable: false),
                    Tag = table.Column<string>(type: "TEXT", nullable: true),
                    IsOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Emails = table.Column<string>(type: "TEXT", nullable: false),
                    Endpoints = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertRules", x => x.Id);
                });

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
                name: "MailServers",
                columns: table => new
                {
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Port = table.Column<int>(type: "INTEGER", nullable: false),
                    Security = table.Column<string>(type: "TEXT", nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: true),
                    SealedPassword = table.Column<string>(type: "TEXT", nullable: true),
                    SenderAddress = table.Column<string>(type: "TEXT", nullable: false),
                    SenderName = table.Column<string>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailServers", x => x.IsSandbox);
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
                name: "MetricBreaks",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    ByPermission = table.Column<bool>(type: "INTEGER", nullable: false),
                    Metric = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    IsTrusted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Broken = table.Column<int>(type: "INTEGER", nullable: false),
                    Compared = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MetricBreaks", x => x.Key);
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

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Page = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    FoldedName = table.Column<string>(type: "TEXT", nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
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
                name: "WebhookEndpoints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    SealedSecret = table.Column<string>(type: "TEXT", nullable: false),
                    IsOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    GoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SecretMadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookEndpoints", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AlertMatches",
                columns: table => new
                {
                    RuleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OverAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertMatches", x => new { x.RuleId, x.ConnectionKey, x.Cause });
                    table.ForeignKey(
                        name: "FK_AlertMatches_AlertRules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "AlertRules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AlertMatches_Connections_ConnectionKey",
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
                name: "Deliveries",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsSandbox = table.Column<bool>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    EndpointId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    AttemptsInRound = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => x.Key);
                    table.ForeignKey(
                        name: "FK_Deliveries_WebhookEndpoints_EndpointId",
                        column: x => x.EndpointId,
                        principalTable: "WebhookEndpoints",
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
                name: "IX_SyncAttempts_EndedAt_Outcome",
                table: "SyncAttempts",
                columns: new[] { "EndedAt", "Outcome" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_RuleId",
                table: "Notices",
                column: "RuleId",
                filter: "\"RuleId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AlertMatches_ConnectionKey",
                table: "AlertMatches",
                column: "ConnectionKey");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_CreatedAt",
                table: "Deliveries",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_EndpointId",
                table: "Deliveries",
                column: "EndpointId");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Id",
                table: "Deliveries",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_NextAttemptAt",
                table: "Deliveries",
                column: "NextAttemptAt",
                filter: "\"NextAttemptAt\" IS NOT NULL");

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
                name: "IX_MetricBreaks_Id",
                table: "MetricBreaks",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MetricBreaks_IsSandbox_Platform_ByPermission_Metric",
                table: "MetricBreaks",
                columns: new[] { "IsSandbox", "Platform", "ByPermission", "Metric" },
                unique: true,
                filter: "\"Until\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MetricSources_Platform_ApiVersion_Endpoints_ByPermission",
                table: "MetricSources",
                columns: new[] { "Platform", "ApiVersion", "Endpoints", "ByPermission" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_Page_FoldedName",
                table: "SavedViews",
                columns: new[] { "Page", "FoldedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SelfReportedNumbers_ConnectionKey",
                table: "SelfReportedNumbers",
                column: "ConnectionKey");

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
                name: "AgencyLogos");

            migrationBuilder.DropTable(
                name: "AlertMatches");

            migrationBuilder.DropTable(
                name: "DailyGains");

            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "MailServers");

            migrationBuilder.DropTable(
                name: "MediaKitProfiles");

            migrationBuilder.DropTable(
                name: "MetricBreaks");

            migrationBuilder.DropTable(
                name: "MetricSources");

            migrationBuilder.DropTable(
                name: "PostReadings");

            migrationBuilder.DropTable(
                name: "ProfileReadings");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropTable(
                name: "SelfReportedEvidence");

            migrationBuilder.DropTable(
                name: "AlertRules");

            migrationBuilder.DropTable(
                name: "WebhookEndpoints");

            migrationBuilder.DropTable(
                name: "MediaKits");

            migrationBuilder.DropTable(
                name: "SelfReportedNumbers");

            migrationBuilder.DropTable(
                name: "MediaKitLogos");

            migrationBuilder.DropIndex(
                name: "IX_SyncAttempts_EndedAt_Outcome",
                table: "SyncAttempts");

            migrationBuilder.DropIndex(
                name: "IX_Notices_RuleId",
                table: "Notices");

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
                name: "ConnectionId",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Detail",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "RuleId",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Title",
                table: "Notices");

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

            migrationBuilder.CreateIndex(
                name: "IX_SyncAttempts_EndedAt",
                table: "SyncAttempts",
                column: "EndedAt");
        }
    }
}
