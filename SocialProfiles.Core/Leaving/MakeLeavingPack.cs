using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.History;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Leaving;

/// <param name="FileName">In plain ASCII and without the talent's name, which would stay in the lists of downloads.</param>
public sealed record LeavingPack(string FileName, byte[] Zip);

/// <summary>
/// Packs what the agency has of a talent, for the talent to take along: tables for a spreadsheet, all of it as JSON, the newest media kit as PDF,
/// and a text that explains it. Times are UTC. No token and no secret is in it.
/// </summary>
public sealed partial class MakeLeavingPack(
    Database database, PlatformCatalog catalog, MediaKitList kits, AgencyDirectory agency, IEnumerable<IKitPrinter> printers, ActivityLog activity, TimeProvider time, ILogger<MakeLeavingPack> logger)
{
    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <returns>The pack; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<LeavingPack, UseCaseError>> ExecuteAsync(Guid talentId, Actor actor, CancellationToken cancellationToken)
    {
        var material = await database.ReadAsync(db => ReadAsync(db, talentId, cancellationToken), cancellationToken);
        if (material is null)
        {
            return TalentErrors.NoTalent;
        }

        var made = await kits.OfTalentAsync(talentId, cancellationToken);
        var now = time.GetUtcNow();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var files = Tables(material);
            foreach (var (name, _, columns, rows) in files)
            {
                await WriteTableAsync(zip, name, columns, rows, now);
            }

            Write(zip, "everything.json", JsonSerializer.SerializeToUtf8Bytes(Whole(material, made, now), _json), now);
            foreach (var (number, evidence) in material.Numbers)
            {
                if (evidence is not null)
                {
                    Write(zip, $"screenshots/{number.Id:N}{evidence.Kind.Extension()}", evidence.Bytes, now);
                }
            }

            var kit = made.Count > 0 ? TryPrint(made[0]) : null;
            if (kit is not null)
            {
                Write(zip, "media-kit.pdf", kit, now);
            }

            var agencyName = (await agency.GetNameAsync(cancellationToken)).Value;
            Write(zip, "README.txt", Encoding.UTF8.GetBytes(ReadMe(material, files, kit is not null, agencyName, now).ReplaceLineEndings("\r\n")), now);
        }

        var isStillHere = await database.WriteAsync(
            async db =>
            {
                // Erased meanwhile: an entry would keep the name for ever.
                if (!await db.Talents.AnyAsync(x => x.Id == talentId, cancellationToken))
                {
                    return false;
                }

                activity.Add(db, actor, ActivityAction.LeavingPackMade, material.Talent.Name, talentId);
                return true;
            },
            cancellationToken);
        if (!isStillHere)
        {
            return TalentErrors.NoTalent;
        }

        return new LeavingPack(string.Create(CultureInfo.InvariantCulture, $"talent-pack-{now:yyyy-MM-dd}.zip"), bytes.ToArray());
    }

    private static async Task<Material?> ReadAsync(SocialProfilesDbContext db, Guid talentId, CancellationToken cancellationToken)
    {
        if (await db.Talents.SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken) is not { } talent)
        {
            return null;
        }

        var connections = await db.Connections.Where(x => x.TalentId == talentId).OrderBy(x => x.Key).ToListAsync(cancellationToken);
        var keys = connections.ConvertAll(connection => connection.Key);
        var numbers = await (
            from number in db.SelfReportedNumbers
            join shown in db.SelfReportedEvidence on number.Id equals shown.NumberId into evidence
            from one in evidence.DefaultIfEmpty()
            where keys.Contains(number.ConnectionKey)
            orderby number.Id
            select new { number, one }).ToListAsync(cancellationToken);
        return new Material(talent, connections)
        {
            Profiles = await db.Profiles.Where(x => keys.Contains(x.ConnectionKey)).ToDictionaryAsync(x => x.ConnectionKey, cancellationToken),
            Consents = await db.Consents.Where(x => keys.Contains(x.ConnectionKey)).ToDictionaryAsync(x => x.ConnectionKey, cancellationToken),
            Readings = await db.ProfileReadings.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.FirstReadAt).ToListAsync(cancellationToken),
            Posts = await db.Posts.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.PublishedAt).ToListAsync(cancellationToken),
            PostInsights = await db.PostInsights.Where(x => keys.Contains(x.ConnectionKey)).ToListAsync(cancellationToken),
            PostReadings = await db.PostReadings.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.PlatformPostId).ThenBy(x => x.FirstReadAt).ToListAsync(cancellationToken),
            Gains = await db.DailyGains.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.Day).ToListAsync(cancellationToken),
            Insights = await db.Insights.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.Day).ToListAsync(cancellationToken),
            Numbers = numbers.ConvertAll(x => (x.number, (SelfReportedEvidence?)x.one)),
        };
    }

    private IReadOnlyList<(string Name, string About, string[] Columns, IEnumerable<object?[]> Rows)> Tables(Material m)
    {
        var by = m.Connections.ToDictionary(connection => connection.Key);
        object?[] Of(long key) => [catalog.NameOf(by[key].Platform), by[key].Handle];
        var insights = m.PostInsights.ToDictionary(x => (x.ConnectionKey, x.PlatformPostId));
        return
        [
            ("profiles.csv", "your connected profiles and their numbers when last read", ["Platform", "Handle", "Link", "Name", "Biography", "Followers", "Following", "Posts", "Views", "Likes", "Connected", "Last read"],
                m.Connections.Select(x => m.Profiles.GetValueOrDefault(x.Key) is var p ? (object?[])[.. Of(x.Key), x.ProfileUrl, p?.DisplayName, p?.Biography, p?.Followers, p?.Following, p?.Posts, p?.Views, p?.Likes, x.CreatedAt, x.LastSyncedAt] : [])),
            ("history.csv", "your numbers over time; each row was read from its first to its last time", ["Platform", "Handle", "First read", "Last read", "Followers", "Following", "Posts", "Views", "Likes", "From"],
                m.Readings.Select(x => (object?[])[.. Of(x.ConnectionKey), x.FirstReadAt, x.LastReadAt, x.Followers, x.Following, x.Posts, x.Views, x.Likes, x.IsImported ? "an earlier system" : "the platform"])),
            ("posts.csv", "your posts with their latest numbers", ["Platform", "Handle", "Post", "Kind", "Published", "Text", "Link", "Views", "Likes", "Comments", "Shares", "Reach", "Saves"],
                m.Posts.Select(x => insights.GetValueOrDefault((x.ConnectionKey, x.PlatformPostId)) is var i
                    ? (object?[])[.. Of(x.ConnectionKey), x.PlatformPostId, x.Kind, x.PublishedAt, x.Text, x.Permalink, x.Views ?? i?.Views, x.Likes, x.Comments, x.Shares ?? i?.Shares, i?.Reach, i?.Saves] : [])),
            ("post-history.csv", "numbers that your posts had before", ["Platform", "Handle", "Post", "First read", "Last read", "Views", "Likes", "Comments", "Shares"],
                m.PostReadings.Select(x => (object?[])[.. Of(x.ConnectionKey), x.PlatformPostId, x.FirstReadAt, x.LastReadAt, x.Views, x.Likes, x.Comments, x.Shares])),
            ("daily-gains.csv", "what your posts gained on each day", ["Platform", "Handle", "Day", "Views", "Likes", "Comments", "Shares"],
                m.Gains.Select(x => (object?[])[.. Of(x.ConnectionKey), DateOnly.FromDayNumber(x.Day), x.Views, x.Likes, x.Comments, x.Shares])),
            ("private-numbers.csv", "numbers we could read only with your permission", ["Platform", "Handle", "Number", "Day", "Group", "Value", "Read"],
                m.Insights.Where(x => x.Value is not null).Select(x => (object?[])[.. Of(x.ConnectionKey), x.Metric, DateOnly.FromDayNumber(x.Day), x.Slice, x.Value, x.ReadAt])),
            ("self-reported.csv", "numbers that the agency entered from your screenshots, which are in the folder screenshots", ["Platform", "Handle", "Number", "Day", "Value", "Note", "Entered", "Screenshot"],
                m.Numbers.Select(x => (object?[])[.. Of(x.Number.ConnectionKey), x.Number.Metric.Name(), DateOnly.FromDayNumber(x.Number.Day), x.Number.Value, x.Number.Note, x.Number.EnteredAt, x.Evidence is null ? null : $"screenshots/{x.Number.Id:N}{x.Evidence.Kind.Extension()}"])),
        ];
    }

    /// <summary>The same as the tables and the kits, for programs.</summary>
    private object Whole(Material m, IReadOnlyList<MediaKitView> made, DateTimeOffset now) => new
    {
        MadeAt = now,
        Talent = new { m.Talent.Id, m.Talent.Name, m.Talent.Tags, m.Talent.CreatedAt },
        Profiles = m.Connections.Select(x => new
        {
            x.Id,
            Platform = catalog.NameOf(x.Platform),
            x.Handle,
            x.ProfileUrl,
            ConnectedAt = x.CreatedAt,
            x.LastSyncedAt,
            Permission = m.Consents.GetValueOrDefault(x.Key) is { } consent ? new { consent.ScopeList, consent.GrantedAt, consent.EndsAt, consent.EndedAt } : null,
            Numbers = m.Profiles.GetValueOrDefault(x.Key) is { } profile
                ? new { profile.AccountId, profile.DisplayName, profile.Biography, profile.AvatarUrl, profile.Followers, profile.Following, profile.Posts, profile.Views, profile.Likes } : null,
            History = m.Readings.Where(one => one.ConnectionKey == x.Key).Select(one => new { one.FirstReadAt, one.LastReadAt, one.Followers, one.Following, one.Posts, one.Views, one.Likes, one.IsImported }),
            Posts = m.Posts.Where(one => one.ConnectionKey == x.Key).Select(one => new
            {
                one.PlatformPostId,
                one.Kind,
                one.PublishedAt,
                one.Text,
                one.Permalink,
                one.Views,
                one.Likes,
                one.Comments,
                one.Shares,
            }),
            PrivatePostNumbers = m.PostInsights.Where(one => one.ConnectionKey == x.Key).Select(one => new { one.PlatformPostId, one.Views, one.Reach, one.Shares, one.Saves }),
            PostHistory = m.PostReadings.Where(one => one.ConnectionKey == x.Key).Select(one => new { one.PlatformPostId, one.FirstReadAt, one.LastReadAt, one.Views, one.Likes, one.Comments, one.Shares }),
            DailyGains = m.Gains.Where(one => one.ConnectionKey == x.Key).Select(one => new { Day = DateOnly.FromDayNumber(one.Day), one.Views, one.Likes, one.Comments, one.Shares }),
            PrivateNumbers = m.Insights.Where(one => one.ConnectionKey == x.Key && one.Value != null).Select(one => new { one.Metric, Day = DateOnly.FromDayNumber(one.Day), one.Slice, one.Value }),
            SelfReported = m.Numbers.Where(one => one.Number.ConnectionKey == x.Key).Select(one => new { one.Number.Metric, Day = DateOnly.FromDayNumber(one.Number.Day), one.Number.Value, one.Number.Note }),
        }),
        MediaKits = made.Select(kit => new { kit.CreatedAt, kit.PrintedCode, kit.Content }),
    };

    private static string ReadMe(Material m, IReadOnlyList<(string Name, string About, string[] Columns, IEnumerable<object?[]> Rows)> files, bool hasKit, string? agencyName, DateTimeOffset now)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"What {agencyName ?? "your agency"} stored about {m.Talent.Name} in SocialProfiles on {now:d MMM yyyy}\n\n")
            .Append("These files are yours. You don't need our software to read them.\n\n");
        foreach (var (name, about, _, _) in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {about}\n");
        }

        text.Append("everything.json: all of this for programs, with your media kits and the permissions that you gave\n");
        if (hasKit)
        {
            text.Append("media-kit.pdf: your newest media kit\n");
        }

        return text.Append("\nThe .csv files open in any spreadsheet. Times are UTC. An empty cell means that the number isn't known; it never means 0.\n")
            .Append("Numbers and posts come from the platforms, where your accounts stay as they are.\n").ToString();
    }

    /// <summary>A kit that can't be printed must not keep the talent from the rest; its content is in the JSON.</summary>
    private byte[]? TryPrint(MediaKitView kit)
    {
        try
        {
            return printers.FirstOrDefault()?.Print(kit);
        }
        catch (Exception exception)
        {
            LogNotPrinted(exception);
            return null;
        }
    }

    private static async Task WriteTableAsync(ZipArchive zip, string name, string[] columns, IEnumerable<object?[]> rows, DateTimeOffset now)
    {
        await using var file = Entry(zip, name, now);
        await using var csv = new CsvTable(file);
        foreach (var row in rows.Prepend(columns))
        {
            await csv.WriteAsync(row);
        }
    }

    private static void Write(ZipArchive zip, string name, byte[] content, DateTimeOffset now)
    {
        using var stream = Entry(zip, name, now);
        stream.Write(content);
    }

    private static Stream Entry(ZipArchive zip, string name, DateTimeOffset now)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = now;
        return entry.Open();
    }

    [LoggerMessage(LogLevel.Warning, "A media kit could not be put on paper; the pack goes without it")]
    private partial void LogNotPrinted(Exception exception);

    private sealed record Material(Talent Talent, List<Connection> Connections)
    {
        public required Dictionary<long, SocialProfile> Profiles { get; init; }

        public required Dictionary<long, Consent> Consents { get; init; }

        public required List<ProfileReading> Readings { get; init; }

        public required List<SocialPost> Posts { get; init; }

        public required List<PostInsight> PostInsights { get; init; }

        public required List<FormerPostReading> PostReadings { get; init; }

        public required List<DailyGain> Gains { get; init; }

        public required List<AccountInsight> Insights { get; init; }

        public required List<(SelfReportedNumber Number, SelfReportedEvidence? Evidence)> Numbers { get; init; }
    }
}
