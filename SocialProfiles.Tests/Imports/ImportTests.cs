using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Imports;

public sealed class ImportTests
{
    private const string OldRecords = """
        [{"id":"ts_1","talentId":"t-7","platform":"fake","handle":"@Mara.Lind","url":null,"followers":1200,"createdAt":"2025-03-01T10:00:00Z"},
         {"id":"ts_2","talentId":"t-7","platform":"LINK","handle":"mara","url":null,"followers":null,"createdAt":"2025-03-02T10:00:00Z"},
         {"id":"ts_3","talentId":"t-8","platform":"FAKE","handle":"ola","url":null,"followers":77,"createdAt":"2025-04-01T10:00:00Z"}]
        """;

    [Fact]
    public async Task Import_OldRecords_MakesTalentsProfilesIdsAndTheFirstPointOfHistory()
    {
        await using var core = await TestCore.CreateAsync();

        var import = await ImportAsync(core, OldRecords);

        Assert.Equal((ImportState.Done, 2, 1), (import.State, import.Counts[ImportOutcome.NewTalent], import.Counts[ImportOutcome.NewProfile]));
        var connections = await core.Database.ReadAsync(db => db.Connections.OrderBy(x => x.Key).ToListAsync(), CancellationToken.None);
        Assert.Equal([("FAKE", "Mara.Lind", ConnectionType.Manual, SyncPriority.Schedule), ("LINK", "mara", ConnectionType.Manual, SyncPriority.Schedule), ("FAKE", "ola", ConnectionType.Manual, SyncPriority.Schedule)],
            connections.Select(x => (x.Platform, x.Handle, x.Type, x.Priority)));
        Assert.Equal(connections[0].TalentId, connections[1].TalentId);
        var ids = await core.Database.ReadAsync(db => db.ImportedIds.OrderBy(x => x.Value).ToListAsync(), CancellationToken.None);
        Assert.Equal(["t-7", "t-8", "ts_1", "ts_2", "ts_3"], ids.Select(id => id.Value));
        Assert.Equal(connections[0].Id, ids[2].ConnectionId);
        var readings = await core.Database.ReadAsync(db => db.ProfileReadings.OrderBy(x => x.ConnectionKey).ToListAsync(), CancellationToken.None);
        Assert.Equal([(1200L, ProfileReading.ImportedSource), (77L, ProfileReading.ImportedSource)], readings.Select(x => (x.Followers!.Value, x.Source)));
        Assert.Equal(new DateTimeOffset(2025, 3, 1, 10, 0, 0, TimeSpan.Zero), readings[0].FirstReadAt);
    }

    [Fact]
    public async Task Import_TheSameFileTwice_DoublesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        await ImportAsync(core, OldRecords);
        var before = await CountsAsync(core);

        var again = await ImportAsync(core, OldRecords);

        Assert.Equal((3, 0), (again.Counts[ImportOutcome.AlreadyThere], again.Counts.Changing));
        Assert.Equal(before, await CountsAsync(core));
    }

    [Fact]
    public async Task Import_DatesFinerThanTheyAreStored_TwiceDoublesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var file = OldRecords.Replace("2025-03-01T10:00:00Z", "2025-03-01T10:00:00.1234567Z", StringComparison.Ordinal);
        await ImportAsync(core, file);
        var before = await CountsAsync(core);

        var again = await ImportAsync(core, file);

        Assert.Equal((ImportState.Done, 3), (again.State, again.Counts[ImportOutcome.AlreadyThere]));
        Assert.Equal(before, await CountsAsync(core));
    }

    [Fact]
    public async Task Import_TalentsWithTheAddressOfTheirBookingOffice_StayApart()
    {
        await using var core = await TestCore.CreateAsync();
        const string Roster = "name,email,platform,handle\nMara Lind,bookings@agency.com,fake,mara\nOla Berg,bookings@agency.com,fake,ola\nIda Holm,bookings@agency.com,fake,ida\n";

        var import = await ImportAsync(core, Roster);
        var again = await ImportAsync(core, Roster + "Ola Berg,bookings@agency.com,fake,ola.two\n");

        Assert.Equal(3, import.Counts[ImportOutcome.NewTalent]);
        Assert.Equal((3, 1), (again.Counts[ImportOutcome.AlreadyThere], again.Counts[ImportOutcome.NewProfile]));
        var ola = await core.Database.ReadAsync(db => db.Talents.SingleAsync(x => x.Name == "Ola Berg"), CancellationToken.None);
        Assert.Equal(["ola", "ola.two"], (await core.Database.ReadAsync(db => db.Connections.Where(x => x.TalentId == ola.Id).ToListAsync(), CancellationToken.None)).Select(x => x.Handle).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_TalentWhoWasRenamedHere_IsFoundByAddressAndFormerName()
    {
        await using var core = await TestCore.CreateAsync();
        const string Roster = "name,email\nMara Lind,mara@agency.com\n";
        await ImportAsync(core, Roster);
        var mara = await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None);
        await core.Get<EditTalent>().ExecuteAsync(mara.Id, new TalentRequest("Mara Lindqvist"), TestCore.Admin, CancellationToken.None);

        var again = await ImportAsync(core, Roster);

        Assert.Equal((1, 1), (again.Counts[ImportOutcome.AlreadyThere], await core.CountAsync<Talent>()));
    }

    [Fact]
    public async Task Import_RecordOfAProfileThatWasDisconnected_LeadsToTheNewOne()
    {
        await using var core = await TestCore.CreateAsync();
        await ImportAsync(core, OldRecords);
        var old = await core.Database.ReadAsync(db => db.Connections.SingleAsync(x => x.Handle == "ola"), CancellationToken.None);
        await core.Get<Disconnect>().ExecuteAsync(old.Id, TestCore.Admin, CancellationToken.None);

        await ImportAsync(core, OldRecords);

        var now = await core.Database.ReadAsync(db => db.Connections.SingleAsync(x => x.Handle == "ola"), CancellationToken.None);
        Assert.NotEqual(old.Id, now.Id);
        Assert.Equal(now.Id, (await core.Database.ReadAsync(db => db.ImportedIds.SingleAsync(x => x.Value == "ts_3"), CancellationToken.None)).ConnectionId);
    }

    [Fact]
    public async Task Run_ImportOfWhichNobodyTold_IsFoundWithinAMinute()
    {
        await using var core = await TestCore.CreateAsync();
        var runs = core.Get<RunImports>();
        await ImportAsync(core, OldRecords);

        // As a command leaves it that was ended.
        await core.Database.WriteAsync(
            db => db.ImportJobs.ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Running).SetProperty(x => x.EndedAt, (DateTimeOffset?)null)), CancellationToken.None);
        await runs.ExecuteAsync(CancellationToken.None);
        Assert.Equal(ImportState.Running, (await core.Database.ReadAsync(db => db.ImportJobs.SingleAsync(), CancellationToken.None)).State);

        core.Time.Advance(TimeSpan.FromMinutes(1));
        await runs.ExecuteAsync(CancellationToken.None);

        Assert.Equal(ImportState.Done, (await core.Database.ReadAsync(db => db.ImportJobs.SingleAsync(), CancellationToken.None)).State);
    }

    [Fact]
    public async Task Run_ImportWhoseRowsWereNeverAllStored_FailsAfterTenMinutes()
    {
        await using var core = await TestCore.CreateAsync();
        var runs = core.Get<RunImports>();
        await ImportAsync(core, OldRecords);
        await core.Database.WriteAsync(
            db => db.ImportJobs.ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Preparing).SetProperty(x => x.EndedAt, (DateTimeOffset?)null)), CancellationToken.None);

        core.Time.Advance(TimeSpan.FromMinutes(9));
        await runs.ExecuteAsync(CancellationToken.None);
        var early = (await core.Database.ReadAsync(db => db.ImportJobs.SingleAsync(), CancellationToken.None)).State;
        core.Time.Advance(TimeSpan.FromMinutes(2));
        await runs.ExecuteAsync(CancellationToken.None);

        Assert.Equal(ImportState.Preparing, early);
        Assert.Equal(ImportState.Failed, (await core.Database.ReadAsync(db => db.ImportJobs.SingleAsync(), CancellationToken.None)).State);
    }

    [Fact]
    public async Task Import_OwnExportOfProfiles_TakesTheFollowersForThoseOfTheLastSync()
    {
        await using var core = await TestCore.CreateAsync();
        var columns = core.Get<AllData>().Tables(CancellationToken.None).Single(table => table.Name == "profiles").Columns;

        var fields = core.Get<PreviewImport>().Fields(new ImportTable(columns, [new ImportLine(2, [.. columns.Select(_ => "")])]));

        Assert.Equal("lastSyncedAt", columns[fields.ToList().IndexOf(ImportField.Date)]);
    }

    [Fact]
    public async Task Import_Roster_SaysOfEachRowWhatHappensAndDoesJustThat()
    {
        await using var core = await TestCore.CreateAsync();
        var mara = await core.TalentAsync();
        await core.ConnectAsync("taken", mara.Id);
        var archived = await core.TalentAsync("Ida Gone");
        await core.Get<ArchiveTalent>().ExecuteAsync(archived.Id, archived: true, TestCore.Admin, CancellationToken.None);
        const string Roster = """
            Talent;E-mail;Tags;Platform;Handle
            Ola Berg;ola@x.co;music, UK;Fake;@ola
            mara lind;;;fake;@mara.new
            Mara Lind;;;fake;@taken
            Ola Berg;;;fake;@taken
            Ida Gone;;;fake;@ida
            Eva;;;myspace;@eva
            ;;;fake;
            =HYPERLINK("x");;;fake;@formula
            """;

        var table = ReadImportTable.Execute(Encoding.UTF8.GetBytes(Roster)).Value;
        var preview = await core.Get<PreviewImport>().ExecuteAsync(table, new ImportChoices(), CancellationToken.None);
        ImportOutcome[] outcomes =
        [
            ImportOutcome.NewTalent, ImportOutcome.NewProfile, ImportOutcome.AlreadyThere, ImportOutcome.OtherTalents, ImportOutcome.RowRefused, ImportOutcome.PlatformUnknown, ImportOutcome.RowRefused, ImportOutcome.NewTalent,
        ];
        Assert.Equal(outcomes, preview.Rows.Select(row => row.Outcome));
        Assert.Equal(2, await core.CountAsync<Talent>());

        var import = await ImportAsync(core, Roster);

        var rows = await core.Get<ImportList>().RowsAsync(import.Id, null, 0, 100, CancellationToken.None);
        Assert.Equal(outcomes, rows.Select(row => row.Outcome));
        Assert.Contains("already connected, to Mara Lind", rows[3].Reason, StringComparison.Ordinal);
        Assert.Contains("in the archive", rows[4].Reason, StringComparison.Ordinal);
        var ola = (await core.Get<TalentRoster>().GetAsync(new RosterRequest("ola"), CancellationToken.None)).Rows.Single(row => row.Name == "Ola Berg");
        Assert.Equal(["music", "uk"], ola.Tags);
        Assert.Equal(2, (await core.Get<ConnectionList>().OfTalentAsync(mara.Id, CancellationToken.None))!.Count);
        Assert.Equal(1, await core.Database.ReadAsync(db => db.Activity.CountAsync(x => x.Action == ActivityAction.Imported), CancellationToken.None));
    }

    [Theory]
    [InlineData("Mara \u202EdniL")]
    [InlineData("\u200B\u200B")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890x")]
    public async Task Preview_HostileName_IsRefusedByTheRuleForTypingOne(string name)
    {
        await using var core = await TestCore.CreateAsync();
        var table = ReadImportTable.Execute(Encoding.UTF8.GetBytes($"name,platform,handle\n{name},fake,@a\n")).Value;

        var preview = await core.Get<PreviewImport>().ExecuteAsync(table, new ImportChoices(), CancellationToken.None);

        Assert.Equal(ImportOutcome.RowRefused, Assert.Single(preview.Rows).Outcome);
    }

    [Fact]
    public async Task Import_NamesakesWithIdsOfTheirOwn_AreTwoAndWithoutIdsRefused()
    {
        await using var core = await TestCore.CreateAsync();

        var import = await ImportAsync(core, "talentId,name,platform,handle\na,Kim Lee,fake,@kim1\nb,Kim Lee,fake,@kim2\na,Kim Lee,fake,@kim3\n,Kim Lee,fake,@kim4\n");

        Assert.Equal((2, 1, 1), (import.Counts[ImportOutcome.NewTalent], import.Counts[ImportOutcome.NewProfile], import.Counts[ImportOutcome.RowRefused]));
    }

    [Fact]
    public async Task Import_OldFollowersOfAProfileThatWasRead_NeverStandAboveWhatWasRead()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var ready = await core.UntilAsync((await core.ConnectAsync()).Id, SyncStatus.Ready);
        var now = core.Time.GetUtcNow();
        var newer = now.AddMinutes(1).ToString("O", CultureInfo.InvariantCulture);
        var older = now.AddDays(-3).ToString("O", CultureInfo.InvariantCulture);

        var import = await ImportAsync(core, $"platform,handle,followers,date\nfake,mara.lind,5,{newer}\nfake,mara.lind,900,{older}\nfake,mara.lind,800,\n");

        var rows = await core.Get<ImportList>().RowsAsync(import.Id, null, 0, 10, CancellationToken.None);
        Assert.Equal([null, 900L, null], rows.Select(row => row.Followers));
        var numbers = Assert.Single((await core.Get<TalentIntelligenceQuery>().GetAsync(ready.TalentId, 7, CancellationToken.None)).Accounts);
        Assert.Equal((1000L, null, 1), (numbers.Followers.Value, numbers.FollowersAtStart, numbers.KnownDays));
        Assert.Equal("public", numbers.Source!.Endpoints);
        var imported = Assert.Single(numbers.Days, day => day.ImportedFollowers is not null);
        Assert.Equal((900L, null, false, null, null), (imported.ImportedFollowers, imported.Followers, imported.IsRead, imported.Views, imported.Interactions));
    }

    [Fact]
    public async Task Import_StoppedAndImportedAgain_SaysWhatWasDoneAndDoesTheRest()
    {
        await using var core = await TestCore.CreateAsync();
        var file = Many(250);
        var table = ReadImportTable.Execute(file).Value;
        var id = (await core.Get<StartImport>().ExecuteAsync(table, "many.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None)).Value;
        using var signal = core.Get<ImportSignal>().Subscribe(() => _ = core.Get<StopImport>().ExecuteAsync(id, CancellationToken.None));

        await core.Get<RunImports>().ExecuteAsync(CancellationToken.None);

        var stopped = (await core.Get<ImportList>().FindAsync(id, CancellationToken.None))!;
        Assert.Equal(stopped.Done, await core.CountAsync<Talent>());
        Assert.Equal(250 - stopped.Done, stopped.Counts[ImportOutcome.NotReached]);
        signal.Dispose();
        var again = await ImportAsync(core, Encoding.UTF8.GetString(file));
        Assert.Equal((250 - stopped.Done, stopped.Done), (again.Counts[ImportOutcome.NewTalent], again.Counts[ImportOutcome.AlreadyThere]));
        Assert.Equal(250, await core.CountAsync<Talent>());
    }

    [Fact]
    public async Task Import_CutOffByTheEndOfTheProcess_GoesOnAfterTheNextStart()
    {
        var folder = Directory.CreateTempSubdirectory("sp-import-").FullName;
        try
        {
            Guid id;
            await using (var core = await TestCore.CreateAsync(folder: folder))
            {
                id = (await core.Get<StartImport>().ExecuteAsync(ReadImportTable.Execute(Many(250)).Value, "many.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None)).Value;
                using var ending = new CancellationTokenSource();
                using var signal = core.Get<ImportSignal>().Subscribe(ending.Cancel);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => core.Get<RunImports>().ExecuteAsync(ending.Token));
            }

            await using var next = await TestCore.CreateAsync(folder: folder);
            await next.Get<RunImports>().ExecuteAsync(CancellationToken.None);

            var import = (await next.Get<ImportList>().FindAsync(id, CancellationToken.None))!;
            Assert.Equal((ImportState.Done, 250, 250), (import.State, import.Counts[ImportOutcome.NewTalent], await next.CountAsync<Talent>()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Compare_BeforeAndAfterTheImport_NamesWhatDiffers()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var table = ReadImportTable.Execute(Encoding.UTF8.GetBytes(OldRecords)).Value;
        var compare = core.Get<CompareImport>();
        Assert.All(await compare.ExecuteAsync(table, new ImportChoices(), CancellationToken.None), row => Assert.Equal(ImportDifference.Missing, row.Difference));

        await ImportAsync(core, OldRecords);
        foreach (var connection in await core.Database.ReadAsync(db => db.Connections.Where(x => x.Platform == "FAKE").ToListAsync(), CancellationToken.None))
        {
            await core.UntilAsync(connection.Id, SyncStatus.Ready);
        }

        var rows = await compare.ExecuteAsync(table, new ImportChoices(), CancellationToken.None);
        Assert.Equal([ImportDifference.None, ImportDifference.None, ImportDifference.Followers], rows.Select(row => row.Difference));
        Assert.Equal(("ts_3", "77 followers in the file, 1000 now."), (rows[2].OldId, rows[2].Sentence));
    }

    internal static byte[] Many(int rows) => Encoding.UTF8.GetBytes(
        "id,talentId,name,platform,handle,followers,createdAt\n" + string.Concat(Enumerable.Range(1, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i},t{i},Talent {i},fake,handle{i},{i},2025-01-01\n"))));

    private static async Task<ImportView> ImportAsync(TestCore core, string file) =>
        (await core.Get<ImportFile>().ExecuteAsync(Encoding.UTF8.GetBytes(file), "file", new ImportChoices(), TestCore.Admin, CancellationToken.None)).Value;

    private static async Task<(int, int, int, int)> CountsAsync(TestCore core) =>
        (await core.CountAsync<Talent>(), await core.CountAsync<Connection>(), await core.CountAsync<ImportedId>(), await core.CountAsync<ProfileReading>());
}
