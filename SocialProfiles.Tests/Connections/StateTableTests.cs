using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Connections;

/// <summary>Holds the table of docs/architecture.md and the code together, cell by cell.</summary>
public sealed class StateTableTests
{
    private const string Header = "| what happens |";

    public static TheoryData<string> Events => [.. Table.Keys];

    private static IReadOnlyDictionary<string, Row> Table { get; } = File.ReadAllLines(Repository.PathOf("docs", "architecture.md"))
        .SkipWhile(line => !line.StartsWith(Header, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
        .ToDictionary(cells => cells[1], cells => new Row(cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]), StringComparer.Ordinal);

    [Fact]
    public void Table_AndScenarios_HaveTheSameEvents() => Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), StateScenarios.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Event_OfTheTable_LeadsToWhatTheTableSays(string what)
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var scenario = StateScenarios.All[what];
        var scenarios = new StateScenarios(core);

        var id = await scenario.Before(scenarios);
        var before = await SeenAsync(core, id);
        id = await scenario.Event(scenarios, id ?? Guid.Empty);
        var after = await SeenAsync(core, id);

        Assert.Equal(Table[what], new Row(before.State, after.State, DueOf(after, core.Time.GetUtcNow()), PermissionOf(before, after), NotificationOf(before, after), ActivityOf(before, after)));
    }

    private static async Task<Seen> SeenAsync(TestCore core, Guid? id) => await core.Database.ReadAsync(
        async db =>
        {
            var connection = await db.Connections.SingleOrDefaultAsync(x => x.Id == id);
            return new Seen(
                connection,
                connection is null ? null : await db.Consents.SingleOrDefaultAsync(x => x.ConnectionKey == connection.Key),
                core.Consent.Revoked.Count,
                await db.Notices.Where(x => x.ClosedAt == null).Select(x => x.Kind).ToListAsync(),
                await db.Activity.OrderBy(x => x.Key).Select(x => x.Action.ToString()).ToListAsync());
        },
        CancellationToken.None);

    private static string DueOf(Seen after, DateTimeOffset now) => (after.Connection?.Status, after.Connection?.DueAt - now) switch
    {
        (_, null) => "never",
        (SyncStatus.Syncing, { TotalSeconds: > 0 and <= 60 }) => "when its lease runs out",
        (SyncStatus.Ready, { TotalMinutes: >= 44 and <= 55 }) => "within the hour",
        (_, { Ticks: 0 }) => "now",
        (_, { TotalSeconds: 2 }) => "in 2 s",
        (SyncStatus.Pending, { TotalMinutes: >= 10 and <= 11 }) => "when the platform says",
        (SyncStatus.Error, { TotalMinutes: >= 4 and <= 5 }) => "in 5 min, later more rarely",
        (SyncStatus.Error, { TotalMinutes: >= 48 and <= 60 }) => "in 1 h, later more rarely",
        var (_, due) => $"in {due}",
    };

    private static string PermissionOf(Seen before, Seen after) => (before.Consent, after.Consent) switch
    {
        (_, null) when after.Revoked > before.Revoked => "given back",
        (null, null) => "",
        (_, null) => "dropped",
        (_, { EndedBecause: not null, SealedAccessToken: null, SealedRefreshToken: null }) => "ended",
        (null, _) => "new",
        var (old, now) => now.GrantedAt > old.GrantedAt && now.SealedAccessToken is not null ? "new" : old.SealedAccessToken is not null && now.SealedAccessToken is not null ? "kept" : "?",
    };

    private static string NotificationOf(Seen before, Seen after) =>
        before.Notices.Count > 0 && after.Notices.Count == 0 ? "closed"
        : string.Join(", ", after.Notices.Except(before.Notices));

    private static string ActivityOf(Seen before, Seen after) =>
        string.Join(", ", after.Activity.Skip(before.Activity.Count).Where(action => action is not "TalentAdded"));

    private sealed record Row(string From, string To, string Due, string Permission, string Notification, string Activity);

    private sealed record Seen(Connection? Connection, Consent? Consent, int Revoked, IReadOnlyList<NoticeKind> Notices, IReadOnlyList<string> Activity)
    {
        public string State => Connection is null ? Revoked > 0 ? "gone" : "" : Connection.Status.ToString().ToUpperInvariant();
    }
}
