using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Leaving;

public sealed class EraseTalentTests
{
    private const string Name = "Zuzana Žižková";
    private const string Handle = "zuzana.zizkova";

    [Fact]
    public async Task Erase_TalentWithEverything_LeavesNoTraceInAnyFileAndOthersAsTheyWere()
    {
        await using var core = await TestCore.CreateAsync();
        var (talent, other) = await FillAsync(core);
        var before = await OthersAsync(core, other);
        Directory.CreateDirectory(Path.Combine(core.Folder, "logs"));
        var log = Path.Combine(core.Folder, "logs", "socialprofiles-test.log");
        await File.WriteAllTextAsync(log, $"Renewed the permission of talent {talent.Id:D} here\n");
        Assert.Contains(Name, await TracesAsync(core, Name, Handle, talent.Id.ToString()));

        var erased = (await core.Get<EraseTalent>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None)).Value;

        Assert.Equal((Name, 2, true), (erased.Name, erased.Profiles, erased.IsScrubbed));
        Assert.Equal(Revocation.Done, Assert.Single(erased.Permissions).Revocation);
        Assert.Single(core.Consent.Revoked);
        Assert.Empty(await TracesAsync(core, Name, Handle, "Zuzana", $"id-{Handle}", $"user-{Handle}", $"Post {Handle}", "old-talent-99", talent.Id.ToString("D"), talent.Id.ToString("D").ToUpperInvariant(), talent.Id.ToString("N")));
        Assert.Equal("Renewed the permission of talent ************************************ here\n", await File.ReadAllTextAsync(log));
        Assert.Equal(before, await OthersAsync(core, other));
        var entry = await core.Database.ReadAsync(db => db.Activity.SingleAsync(x => x.Action == ActivityAction.TalentErased), CancellationToken.None);
        Assert.Equal(("a talent", "2 profiles", TestCore.Admin.Name), (entry.Subject, entry.Detail, entry.Actor));
        var waiting = await core.Database.ReadAsync(db => db.Deliveries.SingleAsync(), CancellationToken.None);
        Assert.Equal("Down: @[erased] and @other.one", waiting.Subject);
    }

    /// <summary>Nobody sees them there, and no platform would be told.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Talent_WithRealProfiles_IsNotDeletedFromTheSandbox(bool isErased)
    {
        var folder = Directory.CreateTempSubdirectory("sp-worlds-").FullName;
        try
        {
            Guid talent;
            await using (var real = await TestCore.CreateAsync(world: DataWorld.Real, folder: folder))
            {
                talent = (await real.ConnectAsync()).TalentId;
            }

            await using (var sandbox = await TestCore.CreateAsync(world: DataWorld.Sandbox, folder: folder))
            {
                var refused = isErased
                    ? (await sandbox.Get<EraseTalent>().ExecuteAsync(talent, TestCore.Admin, CancellationToken.None)).Failure
                    : (await sandbox.Get<DeleteTalent>().ExecuteAsync(talent, TestCore.Admin, CancellationToken.None)).Failure;
                Assert.Contains("aren't shown while the sandbox is on", Assert.IsType<ConflictError>(refused).Sentence, StringComparison.Ordinal);
            }

            await using var after = await TestCore.CreateAsync(world: DataWorld.Real, folder: folder);
            Assert.Equal(1, await after.CountAsync<Connection>());
            Assert.True((await after.Get<DeleteTalent>().ExecuteAsync(talent, TestCore.Admin, CancellationToken.None)).Succeeded);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task EraseLeftovers_TalentDeletedBefore_LeavesNoTraceAndOthersAsTheyWere()
    {
        await using var core = await TestCore.CreateAsync();
        var (talent, other) = await FillAsync(core);
        var before = await OthersAsync(core, other);
        Directory.CreateDirectory(Path.Combine(core.Folder, "logs"));
        var log = Path.Combine(core.Folder, "logs", "socialprofiles-test.log");
        await File.WriteAllTextAsync(log, $"Opened @{Handle} here\n");
        await core.Get<DeleteTalent>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None);
        Assert.NotEmpty(await TracesAsync(core, Name));
        var typed = $"  {Name}\n\nMara Lind\n";

        var found = (await core.Get<EraseLeftovers>().FindAsync(typed, null, CancellationToken.None)).Value;
        var erased = (await core.Get<EraseLeftovers>().ExecuteAsync(typed, null, TestCore.Admin, CancellationToken.None)).Value;

        Assert.Equal((talent.Id, Name), (Assert.Single(found.Talents).Id, found.Talents[0].Name));
        Assert.Contains(Handle, found.Words);
        Assert.True(erased.IsScrubbed);
        Assert.Equal(found.Entries, erased.Entries);
        Assert.Empty(await TracesAsync(core, Name, Handle, talent.Id.ToString("D"), talent.Id.ToString("D").ToUpperInvariant(), talent.Id.ToString("N")));
        Assert.Equal(before, await OthersAsync(core, other));
        var entry = await core.Database.ReadAsync(db => db.Activity.OrderBy(x => x.Key).LastAsync(), CancellationToken.None);
        Assert.Equal((ActivityAction.TracesErased, "what was left of somebody", null, TestCore.Admin.Name), (entry.Action, entry.Subject, entry.Detail, entry.Actor));
        Assert.NotNull(await core.Get<LastErasing>().AtAsync(CancellationToken.None));
    }

    [Fact]
    public async Task EraseLeftovers_NameOfSomebodyWhoIsThere_ErasesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        await core.TalentAsync(Name);

        var found = (await core.Get<EraseLeftovers>().FindAsync(Name, null, CancellationToken.None)).Value;
        var erased = await core.Get<EraseLeftovers>().ExecuteAsync(Name, null, TestCore.Admin, CancellationToken.None);

        Assert.Equal((0, Name), (found.Words.Count, Assert.Single(found.Kept)));
        Assert.Equal("words", Assert.IsType<InvalidError>(erased.Failure).Field);
        Assert.Equal(Name, (await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None)).Name);
    }

    [Fact]
    public async Task EraseLeftovers_OneOfTwoNamesakes_LeavesTheOther()
    {
        await using var core = await TestCore.CreateAsync();
        var (one, other) = (await core.TalentAsync(Name), await core.TalentAsync(Name));
        await core.ConnectAsync("zuzana.one", one.Id);
        await core.ConnectAsync("zuzana.two", other.Id);
        await core.Get<DeleteTalent>().ExecuteAsync(one.Id, TestCore.Admin, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromDays(1));
        await core.Get<DeleteTalent>().ExecuteAsync(other.Id, TestCore.Admin, CancellationToken.None);

        var found = (await core.Get<EraseLeftovers>().FindAsync(Name, [one.Id], CancellationToken.None)).Value;
        await core.Get<EraseLeftovers>().ExecuteAsync(Name, [one.Id], TestCore.Admin, CancellationToken.None);

        Assert.Equal(["@zuzana.one on Fake", "@zuzana.two on Fake"], found.Talents.SelectMany(talent => talent.Profiles).Order());
        Assert.Equal(TimeSpan.FromDays(1), found.Talents.Max(talent => talent.DeletedAt) - found.Talents.Min(talent => talent.DeletedAt));
        Assert.Equal(["zuzana.one"], found.Words);
        Assert.Equal([Name], found.Kept);
        Assert.Empty(await TracesAsync(core, "zuzana.one", one.Id.ToString("D")));
        var left = await core.Database.ReadAsync(db => db.Activity.Where(x => x.TalentId == other.Id).OrderBy(x => x.Key).Select(x => x.Subject).ToListAsync(), CancellationToken.None);
        Assert.Equal([Name, "@zuzana.two on Fake", Name], left);

        Assert.Equal(other.Id, Assert.Single((await core.Get<EraseLeftovers>().FindAsync(Name, null, CancellationToken.None)).Value.Talents).Id);
        await core.Get<EraseLeftovers>().ExecuteAsync(Name, null, TestCore.Admin, CancellationToken.None);
        Assert.Empty(await TracesAsync(core, Name, "zuzana.two"));
    }

    [Fact]
    public async Task EraseLeftovers_AddressOfATeamMemberAndNameOfAKey_LeavesThemAsActors()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(db => Task.FromResult(db.Users.Add(new Person { Id = Guid.NewGuid(), UserName = TestCore.Admin.Name, Email = TestCore.Admin.Name.ToUpperInvariant() })), CancellationToken.None);
        var talent = await core.TalentAsync(Name);
        var note = core.Get<ActivityNote>();
        await note.WriteAsync(new Actor(Name, ActivitySource.Api), ActivityAction.TalentEdited, Name, null, CancellationToken.None, talent.Id);
        await note.WriteAsync(new Actor(Name, ActivitySource.Browser), ActivityAction.InvitationOpened, Name, null, CancellationToken.None, talent.Id);
        await core.Get<DeleteTalent>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None);

        await core.Get<EraseLeftovers>().ExecuteAsync($"{Name}\n{TestCore.Admin.Name}", null, TestCore.Admin, CancellationToken.None);

        var actors = await core.Database.ReadAsync(db => db.Activity.OrderBy(x => x.Key).Select(x => x.Actor).ToListAsync(), CancellationToken.None);
        Assert.Equal([TestCore.Admin.Name, Name, "[erased]", TestCore.Admin.Name, TestCore.Admin.Name], actors);
    }

    [Fact]
    public async Task Erase_PlatformRefusesThePermission_ErasesAndSaysSo()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Consent.RevokeFails = new PlatformFailure(FailureKind.PlatformDown, "HTTP 503");

        var erased = (await core.Get<EraseTalent>().ExecuteAsync(connection.TalentId, TestCore.Admin, CancellationToken.None)).Value;

        Assert.Equal((Revocation.Failed, "mara.lind"), (Assert.Single(erased.Permissions).Revocation, erased.Permissions[0].Handle));
        Assert.Equal(0, await core.CountAsync<Talent>());
    }

    [Fact]
    public async Task Erase_WhileAnImportWaitsThatNamesTheTalent_DoesNotBringThemBack()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync(Name);
        var table = ReadImportTable.Execute(Encoding.UTF8.GetBytes($"name,platform,handle\n{Name},fake,{Handle}\nOla Berg,fake,ola\n")).Value;
        var id = (await core.Get<StartImport>().ExecuteAsync(table, $"{Name}.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None)).Value;

        await core.Get<EraseTalent>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None);
        await core.Get<RunImports>().ExecuteAsync(CancellationToken.None);

        Assert.Equal("Ola Berg", (await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None)).Name);
        Assert.Equal("[erased].csv", (await core.Get<ImportList>().FindAsync(id, CancellationToken.None))!.FileName);
    }

    [Fact]
    public async Task Erase_TalentWithANamesake_LeavesTheOthersActivity()
    {
        await using var core = await TestCore.CreateAsync();
        var gone = await core.TalentAsync();
        var other = await core.TalentAsync();
        await core.ConnectAsync("mara.two", other.Id);

        await core.Get<EraseTalent>().ExecuteAsync(gone.Id, TestCore.Admin, CancellationToken.None);

        var entries = await core.Database.ReadAsync(db => db.Activity.OrderBy(x => x.Key).Select(x => x.Subject).ToListAsync(), CancellationToken.None);
        Assert.Equal(["[erased]", "Mara Lind", "@mara.two on Fake", "a talent"], entries);
    }

    [Fact]
    public async Task Erase_NameOfOneWord_TakesNothingOfThoseWhoseNamesHoldItAndNoNameOfAField()
    {
        await using var core = await TestCore.CreateAsync();
        var anna = await core.TalentAsync("Anna");
        await core.ConnectAsync("link", anna.Id);
        await core.Get<ActivityNote>().WriteAsync(TestCore.Admin, ActivityAction.TalentDeleted, "Anna Schmidt", "by anna@agency.com", CancellationToken.None, Guid.NewGuid());
        await core.Get<StartImport>().ExecuteAsync(
            ReadImportTable.Execute(Encoding.UTF8.GetBytes("name,platform,handle,link\nAnna Schmidt,fake,schmidt,\nAnna,fake,later,\n")).Value, "roster.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None);
        await core.Database.WriteAsync(
            db =>
            {
                db.Deliveries.Add(new Delivery { Id = Guid.NewGuid(), Recipient = "anna@agency.com", Subject = "Anna Schmidt", Body = "Of Anna Schmidt", State = DeliveryState.Delivered, CreatedAt = core.Time.GetUtcNow() });
                db.Deliveries.Add(new Delivery { Id = Guid.NewGuid(), Channel = DeliveryChannel.Webhook, Recipient = "", Subject = "2 profiles", Body = """{"link":1,"of":["@link","Anna","Anna Schmidt"]}""", CreatedAt = core.Time.GetUtcNow() });
                return Task.FromResult(true);
            },
            CancellationToken.None);

        await core.Get<EraseTalent>().ExecuteAsync(anna.Id, TestCore.Admin, CancellationToken.None);
        await core.Get<RunImports>().ExecuteAsync(CancellationToken.None);

        Assert.Equal("Anna Schmidt", (await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None)).Name);
        Assert.Equal("by anna@agency.com", (await core.Database.ReadAsync(db => db.Activity.SingleAsync(x => x.Action == ActivityAction.TalentDeleted), CancellationToken.None)).Detail);
        var bodies = await core.Database.ReadAsync(db => db.Deliveries.OrderBy(x => x.Key).Select(x => x.Body).ToListAsync(), CancellationToken.None);
        Assert.Equal(["Of Anna Schmidt", """{"link":1,"of":["@[erased]","[erased]","Anna Schmidt"]}"""], bodies);
    }

    [Fact]
    public async Task Erase_TalentWhoHadAnotherNameAndHandle_LeavesNeither()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Get<ImportFile>().ExecuteAsync(
            Encoding.UTF8.GetBytes($"name,platform,handle\n{Name},fake,{Handle}\n"), $"{Name}.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None);
        var connection = await core.Database.ReadAsync(db => db.Connections.SingleAsync(), CancellationToken.None);
        await core.Get<EditTalent>().ExecuteAsync(connection.TalentId, new TalentRequest("Somebody New"), TestCore.Admin, CancellationToken.None);
        await core.Get<Disconnect>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        await core.Get<ActivityNote>().WriteAsync(TestCore.Admin, ActivityAction.AlertRuleAdded, $"Followers of {Name} drop", $"@{Handle}", CancellationToken.None);
        Assert.Equal(2, (await TracesAsync(core, Name, Handle)).Count);

        await core.Get<EraseTalent>().ExecuteAsync(connection.TalentId, TestCore.Admin, CancellationToken.None);

        Assert.Empty(await TracesAsync(core, Name, Handle, "Somebody New"));
    }

    [Fact]
    public async Task Erase_LogThatCannotBeSearched_IsRememberedUntilNoFileOfThenIsLeft()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync(Name);
        var (old, today) = (Path.Combine(core.Folder, "logs", "socialprofiles-1.log"), Path.Combine(core.Folder, "logs", "socialprofiles-2.log"));
        await File.WriteAllTextAsync(old, Name);
        await File.WriteAllTextAsync(today, Name);
        var now = core.Time.GetUtcNow().UtcDateTime;
        File.SetLastWriteTimeUtc(old, now.AddDays(-2));
        File.SetLastWriteTimeUtc(today, now);
        var unreadable = File.CreateSymbolicLink(Path.Combine(core.Folder, "logs", "socialprofiles-0.log"), "nowhere");
        var isErased = (await core.Get<EraseTalent>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None)).Value.IsScrubbed;
        unreadable.Delete();

        var finish = core.Get<FinishErasing>();
        await finish.AgainAsync(CancellationToken.None);
        Assert.Equal((false, false, true), (isErased, File.Exists(old), File.Exists(today)));
        core.Time.Advance(TimeSpan.FromDays(1));
        var tomorrow = Path.Combine(core.Folder, "logs", "socialprofiles-3.log");
        await File.WriteAllTextAsync(tomorrow, "");
        File.SetLastWriteTimeUtc(tomorrow, core.Time.GetUtcNow().UtcDateTime);
        await finish.AgainAsync(CancellationToken.None);

        Assert.Equal((false, true), (File.Exists(today), File.Exists(tomorrow)));
        Assert.False(await core.Database.ReadAsync(db => db.AgencySettings.AnyAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Erase_TalentWithSerialIds_TakesNothingOfOthersThatHoldsTheseNumbers()
    {
        await using var core = await TestCore.CreateAsync();
        await ImportAsync(core, "id,talentId,name,platform,handle\n1000,2026,Mara Lind,fake,fresh\n", "roster.csv");
        var mara = await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None);
        await core.Get<SavedViews>().SaveAsync(SavedViewPage.Find, "Big ones", "?followers=1000&state=fresh", TestCore.Admin, CancellationToken.None);
        await core.Get<SavedViews>().SaveAsync(SavedViewPage.Roster, "Fresh", "?q=ola", TestCore.Admin, CancellationToken.None);
        await core.Get<ActivityNote>().WriteAsync(TestCore.Admin, ActivityAction.AlertRuleAdded, "Followers above 1000", "in 2026", CancellationToken.None);
        await core.Get<StartImport>().ExecuteAsync(
            ReadImportTable.Execute(Encoding.UTF8.GetBytes("id,talentId,name,platform,handle\n2026,1000,Ola Berg,fake,ola\n7,2026,Mara L.,fake,again\n")).Value, "more.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None);
        var log = Path.Combine(core.Folder, "logs", "socialprofiles-test.log");
        await File.WriteAllTextAsync(log, "2026-11-28 Synced 1000 profiles\n");

        await core.Get<EraseTalent>().ExecuteAsync(mara.Id, TestCore.Admin, CancellationToken.None);
        await core.Get<RunImports>().ExecuteAsync(CancellationToken.None);

        Assert.Equal("2026-11-28 Synced 1000 profiles\n", await File.ReadAllTextAsync(log));
        Assert.Equal(2, await core.CountAsync<SavedView>());
        Assert.Equal("in 2026", (await core.Database.ReadAsync(db => db.Activity.SingleAsync(x => x.Action == ActivityAction.AlertRuleAdded), CancellationToken.None)).Detail);
        Assert.Equal("Ola Berg", (await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None)).Name);
    }

    [Fact]
    public async Task Erase_TalentWithTheAddressOfTheirBookingOffice_LeavesItsMailsAndTheOthersRows()
    {
        await using var core = await TestCore.CreateAsync();
        const string Office = "bookings@agency.com";
        await ImportAsync(core, $"name,email,platform,handle\nMara Lind,{Office},fake,mara\n", "roster.csv");
        var mara = await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None);
        await core.Database.WriteAsync(
            db =>
            {
                db.AlertRules.Add(new AlertRule { Id = Guid.NewGuid(), Emails = [Office], CreatedAt = core.Time.GetUtcNow() });
                db.Deliveries.Add(new Delivery { Id = Guid.NewGuid(), Recipient = Office, Subject = "2 profiles need attention (Mara Lind)", Body = "See there", CreatedAt = core.Time.GetUtcNow() });
                return Task.FromResult(true);
            },
            CancellationToken.None);
        await core.Get<StartImport>().ExecuteAsync(
            ReadImportTable.Execute(Encoding.UTF8.GetBytes($"name,email,platform,handle\nOla Berg,{Office},fake,ola\nMara Lind,{Office},fake,mara.two\n")).Value, "more.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None);

        await core.Get<EraseTalent>().ExecuteAsync(mara.Id, TestCore.Admin, CancellationToken.None);
        await core.Get<RunImports>().ExecuteAsync(CancellationToken.None);

        var waiting = await core.Database.ReadAsync(db => db.Deliveries.SingleAsync(), CancellationToken.None);
        Assert.Equal((Office, "2 profiles need attention ([erased])"), (waiting.Recipient, waiting.Subject));
        Assert.Equal("Ola Berg", (await core.Database.ReadAsync(db => db.Talents.SingleAsync(), CancellationToken.None)).Name);
    }

    [Fact]
    public async Task Erase_TalentAfterWhomAFileIsNamed_LeavesWhatItBroughtForOthers()
    {
        await using var core = await TestCore.CreateAsync();
        await ImportAsync(core, "name,platform,handle\nRosalía,fake,rosalia\nOla Berg,fake,ola\n", "Rosalía.csv");
        await ImportAsync(core, "name,platform,handle\nOla Berg,fake,rosalia\nRosalía,fake,ola\n", "more.csv");
        var rosalia = await core.Database.ReadAsync(db => db.Talents.SingleAsync(x => x.Name == "Rosalía"), CancellationToken.None);
        await core.Database.WriteAsync(
            db =>
            {
                core.Get<DeliveryQueue>().AddMail(db, ["boss@agency.example"], new MailText("Down: @x (Rosalía)", "Fell", "<p>@x on Fake · Rosal&#237;a</p><a href=\"/rosalia\">Open Rosal&#237;a</a>"));
                return Task.FromResult(true);
            },
            CancellationToken.None);

        await core.Get<EraseTalent>().ExecuteAsync(rosalia.Id, TestCore.Admin, CancellationToken.None);

        var subjects = await core.Database.ReadAsync(db => db.Activity.OrderBy(x => x.Key).Select(x => x.Subject).ToListAsync(), CancellationToken.None);
        Assert.Equal(["[erased]", "[erased]", "Ola Berg", "@ola on Fake", "[erased]", "more.csv", "a talent"], subjects);
        var waiting = await core.Database.ReadAsync(db => db.Deliveries.SingleAsync(), CancellationToken.None);
        Assert.Equal(("Down: @x ([erased])", "<p>@x on Fake · [erased]</p><a href=\"/rosalia\">Open [erased]</a>"), (waiting.Subject, waiting.Html));
    }

    [Fact]
    public async Task Erase_WhileTheFileIsRebuiltForAnother_IsStillRemembered()
    {
        await using var core = await TestCore.CreateAsync();
        var scrub = new SlowScrub(core);
        var finish = new FinishErasing(core.Database, scrub, core.Get<LogScrub>(), core.Time);
        var note = await core.Database.WriteAsync(db => FinishErasing.NoteAsync(db, core.Time.GetUtcNow(), CancellationToken.None), CancellationToken.None);

        Assert.True(await finish.ExecuteAsync([], note, CancellationToken.None));
        Assert.Equal(2, await core.CountAsync<AgencySetting>());
        await finish.AgainAsync(CancellationToken.None);

        Assert.Equal((2, 0), (scrub.Times, await core.CountAsync<AgencySetting>()));
    }

    [Fact]
    public async Task Overwrite_LogWithBrokenAndEncodedText_StarsTheWordsAndMovesNoByte()
    {
        await using var core = await TestCore.CreateAsync();
        var log = Path.Combine(core.Folder, "logs", "socialprofiles-test.log");
        byte[] broken = [.. "Of Zuzana Žižková: "u8, 0xC5, (byte)'\n'];
        byte[] before = [.. "Zuzanamaria stays\n/find?q=Zuzana%20%C5%BDi%C5%BEkov%C3%A1&page=2\n"u8, .. broken, .. "\"zuzana Žižková\" and Zuzana"u8];
        await File.WriteAllBytesAsync(log, before);

        Assert.True(core.Get<LogScrub>().Overwrite([Name, "Zuzana"]));

        var after = await File.ReadAllBytesAsync(log);
        Assert.Equal(before.Length, after.Length);
        Assert.Equal($"Zuzanamaria stays\n/find?q={new string('*', 31)}&page=2\nOf {new string('*', 17)}: �\n\"{new string('*', 17)}\" and ******", Encoding.UTF8.GetString(after));
    }

    [Fact]
    public async Task Pack_OfATalentWhoIsErasedMeanwhile_LeavesNoNameBehind()
    {
        await using var core = await TestCore.CreateAsync();
        var (talent, _) = await FillAsync(core);
        var make = new MakeLeavingPack(
            core.Database, core.Get<PlatformCatalog>(), core.Get<MediaKitList>(), core.Get<AgencyDirectory>(), [new ErasingPrinter(core, talent.Id)], core.Get<ActivityLog>(), core.Time, NullLogger<MakeLeavingPack>.Instance);

        var pack = await make.ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None);

        Assert.False(pack.Succeeded);
        Assert.Empty(await TracesAsync(core, Name, Handle));
    }

    [Fact]
    public async Task Pack_OfATalent_HoldsTheirNumbersAndNoSecret()
    {
        await using var core = await TestCore.CreateAsync();
        var (talent, _) = await FillAsync(core);

        var pack = (await core.Get<MakeLeavingPack>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None)).Value;

        using var zip = new ZipArchive(new MemoryStream(pack.Zip));
        var files = zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }, StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["README.txt", "everything.json", "profiles.csv", "history.csv", "posts.csv"], StringComparer.Ordinal), files.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.Contains($"What Nordlicht Talents stored about {Name}", files["README.txt"], StringComparison.Ordinal);
        Assert.Contains($"Fake,{Handle},", files["profiles.csv"], StringComparison.Ordinal);
        Assert.Contains("'=1+1", files["posts.csv"], StringComparison.Ordinal);
        Assert.Contains(",900,,,,,an earlier system", files["history.csv"], StringComparison.Ordinal);
        Assert.DoesNotContain(core.Consent.Issued, token => files.Values.Any(file => file.Contains(token, StringComparison.Ordinal)));
        Assert.DoesNotContain("other.one", string.Concat(files.Values), StringComparison.Ordinal);
        Assert.DoesNotContain("uzana", pack.FileName, StringComparison.Ordinal);
    }

    private static Task<Result<ImportView, UseCaseError>> ImportAsync(TestCore core, string file, string name) =>
        core.Get<ImportFile>().ExecuteAsync(Encoding.UTF8.GetBytes(file), name, new ImportChoices(), TestCore.Admin, CancellationToken.None);

    /// <summary>A talent of whom something is in every table that can hold it, and another one beside.</summary>
    private static async Task<(Talent Talent, Talent Other)> FillAsync(TestCore core)
    {
        core.Platform.Posts = account => [FakePlatform.Post($"{account.Handle}-2", 2), FakePlatform.Post($"{account.Handle}-1", 1) with { Text = "=1+1" }];
        await core.StartAsync();
        var other = await core.TalentAsync("Other One");
        var talent = await core.TalentAsync(Name);
        await core.Get<ImportFile>().ExecuteAsync(
            Encoding.UTF8.GetBytes($"id,talentId,name,platform,handle,followers,createdAt\nrec-{Handle},old-talent-99,{Name},fake,{Handle},900,2025-11-01\n"), $"roster of {Name}.csv", new ImportChoices(), TestCore.Admin, CancellationToken.None);
        var invited = await core.InviteAsync(new InviteRequest(talent.Id, [core.Platform.Key], 7));
        Assert.True(invited.Succeeded);
        await core.UntilAsync((await core.ConsentAsync(Handle, talent.Id)).Id, SyncStatus.Ready);
        await core.ConnectAsync("zuzana-link", talent.Id, "LINK");
        await core.UntilAsync((await core.ConnectAsync("other.one", other.Id)).Id, SyncStatus.Ready);
        await core.StopAsync();
        await core.Get<EditTalent>().ExecuteAsync(talent.Id, new TalentRequest(Name, ["zuzana"]), TestCore.Admin, CancellationToken.None);
        var all = (await core.Get<KitNumbers>().GetAsync(talent.Id, 28, CancellationToken.None))!.Everything;
        var choice = new KitChoice(28, null, all.Profiles.Select(profile => profile.ConnectionId).ToHashSet(), new HashSet<KitFigure> { KitFigure.Followers }, false, false, [], new HashSet<Guid>());
        Assert.True((await core.Get<CreateMediaKit>().ExecuteAsync(talent.Id, choice, TestCore.Admin, CancellationToken.None)).Succeeded);
        await core.Get<SavedViews>().SaveAsync(SavedViewPage.Roster, "Czech", $"?q={Uri.EscapeDataString(Name)}", TestCore.Admin, CancellationToken.None);
        await core.Get<SavedViews>().SaveAsync(SavedViewPage.Roster, "Others", "?q=other", TestCore.Admin, CancellationToken.None);
        await core.Database.WriteAsync(
            db =>
            {
                core.Get<DeliveryQueue>().AddMail(db, ["boss@agency.example"], new MailText($"Down: @{Handle} and @other.one", $"{Name} fell", $"<p>{System.Net.WebUtility.HtmlEncode(Name)}</p>"));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        await core.Database.WriteAsync(
            db =>
            {
                db.Deliveries.Add(new Delivery { Id = Guid.NewGuid(), Recipient = "x@y.co", Subject = $"Sent: {Name}", Body = "{\"name\":\"" + Name + "\"}", State = DeliveryState.Delivered, CreatedAt = core.Time.GetUtcNow() });
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return (talent, other);
    }

    private static Task<(string, int, int, int, string)> OthersAsync(TestCore core, Talent other) => core.Database.ReadAsync(
        async db =>
        {
            var key = await db.Connections.Where(x => x.TalentId == other.Id).Select(x => x.Key).SingleAsync();
            var activity = await db.Activity.Where(x => x.TalentId == other.Id).OrderBy(x => x.Key).Select(x => x.Subject + x.Detail).ToListAsync();
            return ((await db.Talents.SingleAsync(x => x.Id == other.Id)).Name, await db.Posts.CountAsync(x => x.ConnectionKey == key), await db.ProfileReadings.CountAsync(x => x.ConnectionKey == key), await db.SavedViews.CountAsync(x => x.Name == "Others"), string.Join('|', activity));
        },
        CancellationToken.None);

    /// <summary>Which of the words stand anywhere in the bytes of the data folder.</summary>
    private static async Task<IReadOnlyList<string>> TracesAsync(TestCore core, params string[] words)
    {
        List<string> found = [];
        foreach (var path in Directory.EnumerateFiles(core.Folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != ".lock"))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            found.AddRange(words.Where(word => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0 || bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Folded.Of(word))) >= 0));
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>While it rebuilds the file for the first time, somebody else is erased.</summary>
    private sealed class SlowScrub(TestCore core) : IStorageScrub
    {
        public int Times { get; private set; }

        public async Task<bool> DatabaseAsync(CancellationToken cancellationToken)
        {
            if (++Times == 1)
            {
                core.Time.Advance(TimeSpan.FromSeconds(1));
                await core.Database.WriteAsync(db => FinishErasing.NoteAsync(db, core.Time.GetUtcNow(), cancellationToken), cancellationToken);
            }

            return true;
        }
    }

    private sealed class ErasingPrinter(TestCore core, Guid talentId) : IKitPrinter
    {
        public byte[] Print(MediaKitView kit)
        {
            Task.Run(() => core.Get<EraseTalent>().ExecuteAsync(talentId, TestCore.Admin, CancellationToken.None)).GetAwaiter().GetResult();
            return [];
        }
    }
}
