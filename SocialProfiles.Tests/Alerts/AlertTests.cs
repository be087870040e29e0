using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Alerts;

/// <summary>What rules find, and how often they tell it.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private TestCore _core = null!;

    public async ValueTask InitializeAsync() => _core = await TestCore.CreateAsync();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Rule_NewlyMatches_TellsOnceUntilItIsOverAndAgainLater()
    {
        var profile = await ProfileAsync("mara.lind", before: 1000, now: 990);
        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example, bo@agency.example");
        await RunAsync();
        Assert.Empty(await NoticesAsync());

        await ShowAsync(profile, 940);
        await RunAsync();
        await RunAsync();
        var notice = Assert.Single(await NoticesAsync());
        Assert.Equal((NoticeKind.Alert, "Followers fell by 6%", "From 1,000 to 940 within 7 days."), (notice.Kind, notice.Title, notice.Detail));
        Assert.Equal(["ada@agency.example", "bo@agency.example"], (await SentAsync()).Select(one => one.Receiver).Order());

        await ShowAsync(profile, 1000);
        await RunAsync();
        Assert.Empty(await NoticesAsync());

        // To and fro within a day is told once.
        await ShowAsync(profile, 940);
        await RunAsync();
        Assert.Empty(await NoticesAsync());
        await ShowAsync(profile, 1000);
        await RunAsync();

        _core.Time.Advance(TimeSpan.FromDays(2));
        await ShowAsync(profile, 1000);
        await RunAsync();
        await ShowAsync(profile, 900);
        await RunAsync();
        Assert.Single(await NoticesAsync());
        Assert.Equal(4, (await SentAsync()).Count);
    }

    [Fact]
    public async Task Rule_New_SumsUpWhatMatchesAlreadyAndSendsNothing()
    {
        for (var i = 0; i < 30; i++)
        {
            await ProfileAsync($"mara{i}", before: 1000, now: 500);
        }

        var saved = await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example");
        await RunAsync();

        Assert.Equal(30, saved.Matching);
        var notice = Assert.Single(await NoticesAsync());
        Assert.Equal((NoticeKind.AlertSummary, "30 profiles match your new alert already"), (notice.Kind, notice.Title));
        Assert.Empty(await SentAsync());
    }

    [Fact]
    public async Task Rule_ManyMatchAtOnce_IsOneNotificationAndOneMail()
    {
        List<ConnectionView> profiles = [];
        for (var i = 0; i < 21; i++)
        {
            profiles.Add(await ProfileAsync($"mara{i}", before: 1000, now: 1000));
        }

        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example");
        foreach (var profile in profiles)
        {
            await ShowAsync(profile, 100);
        }

        await RunAsync();

        Assert.Equal("21 profiles newly match", Assert.Single(await NoticesAsync()).Title);
        Assert.Single(await SentAsync());
    }

    public static TheoryData<string> Unknowns => ["hidden now", "hidden then", "gap then", "read once", "stale", "unbelievable", "first after a reconnect"];

    [Theory]
    [MemberData(nameof(Unknowns))]
    public async Task Rule_NumberIsUnknown_FindsNothing(string why)
    {
        await AddAsync(AlertKind.FollowersFall, 5, 7);
        await AddAsync(AlertKind.FollowersRise, 5, 7);
        var now = _core.Time.GetUtcNow();
        var profile = await ProfileAsync("mara.lind", before: why == "hidden then" ? null : why == "unbelievable" ? Believable.Most * 1000 : 1000, now: why == "hidden now" ? null : 100);
        await _core.Database.WriteAsync(
            async db =>
            {
                var key = await db.Connections.Where(x => x.Id == profile.Id).Select(x => x.Key).SingleAsync();
                var readings = db.ProfileReadings.Where(x => x.ConnectionKey == key);
                return why switch
                {
                    "gap then" => await readings.Where(x => x.FirstReadAt < now.AddDays(-7)).ExecuteUpdateAsync(x => x.SetProperty(row => row.LastReadAt, now.AddDays(-9))),
                    "read once" => await readings.Where(x => x.FirstReadAt < now.AddDays(-7)).ExecuteUpdateAsync(x => x.SetProperty(row => row.LastReadAt, now.AddDays(-2)))
                        + await readings.Where(x => x.LastReadAt == now).ExecuteUpdateAsync(x => x.SetProperty(row => row.FirstReadAt, now)),
                    "stale" => await db.Connections.ExecuteUpdateAsync(x => x.SetProperty(row => row.LastSyncedAt, now.AddDays(-2))),
                    "first after a reconnect" => await readings.Where(x => x.LastReadAt == now).ExecuteUpdateAsync(x => x.SetProperty(row => row.FirstReadAt, now))
                        + db.Consents.Add(new Consent { ConnectionKey = key, Scopes = "", GrantedAt = now.AddMinutes(-1) }).Entity.FailedDays,
                    _ => 0,
                };
            },
            CancellationToken.None);

        await RunAsync();

        Assert.Empty(await NoticesAsync());
        Assert.Equal(0, await _core.CountAsync<AlertMatch>());
    }

    [Fact]
    public async Task Rule_PlatformsMetricIsBroken_FindsNothingAndEndsNothing()
    {
        var broken = new Broken();
        var evaluate = new EvaluateAlerts(
            _core.Database, _core.Get<PlatformCatalog>(), _core.Get<NoticeBoard>(), _core.Get<DeliveryQueue>(), _core.Get<AlertMessage>(), broken, _core.Get<AgencyClock>(), _core.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<EvaluateAlerts>.Instance);
        var profile = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        await AddAsync(AlertKind.FollowersFall, 5, 7);
        await ShowAsync(profile, 10);
        broken.Platforms = [("FAKE", false)];
        await evaluate.ExecuteAsync(CancellationToken.None);
        Assert.Empty(await NoticesAsync());

        // What breaks for those read with permission says nothing of the others.
        broken.Platforms = [("FAKE", true)];
        await evaluate.ExecuteAsync(CancellationToken.None);
        Assert.Single(await NoticesAsync());
        broken.Platforms = [("FAKE", false)];
        await ShowAsync(profile, 1000);
        await evaluate.ExecuteAsync(CancellationToken.None);
        Assert.Single(await NoticesAsync());
    }

    [Fact]
    public async Task Profile_DisconnectedBeforeItIsSent_IsInNoMessage()
    {
        await _core.Get<SaveMailServer>().ExecuteAsync(new MailRequest("smtp.agency.example", 587, MailSecurity.StartTls, "", "", "alerts@agency.example", ""), TestCore.Admin, CancellationToken.None);
        var endpoint = (await _core.Get<AddWebhook>().ExecuteAsync(new WebhookRequest("CRM", "https://tools.agency.example/x"), TestCore.Admin, CancellationToken.None)).Value.Id;
        var mara = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        var bo = await ProfileAsync("bo", before: 1000, now: 1000);
        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example", endpoints: [endpoint]);
        await ShowAsync(mara, 701);
        await ShowAsync(bo, 602);
        await RunAsync();
        var before = await WaitingAsync();
        Assert.All(before.SelectMany(Texts), text => Assert.True(text.Contains("mara.lind", StringComparison.Ordinal) && text.Contains("602", StringComparison.Ordinal)));

        await _core.Get<Disconnect>().ExecuteAsync(mara.Id, TestCore.Admin, CancellationToken.None);
        var left = await WaitingAsync();

        Assert.Equal((2, 3), (left.Count, left.SelectMany(Texts).Count()));
        Assert.All(left.SelectMany(Texts), text => Assert.True(!text.Contains("mara.lind", StringComparison.Ordinal) && !text.Contains("to 701 ", StringComparison.Ordinal) && text.Contains("602", StringComparison.Ordinal), text));
        using var json = JsonDocument.Parse(left.Single(one => one.Channel == DeliveryChannel.Webhook).Body);
        Assert.Equal((1, bo.Id), (json.RootElement.GetProperty("data").GetProperty("total").GetInt32(), json.RootElement.GetProperty("data").GetProperty("matches")[0].GetProperty("profile").GetProperty("id").GetGuid()));

        await _core.Get<Disconnect>().ExecuteAsync(bo.Id, TestCore.Admin, CancellationToken.None);
        Assert.Empty(await WaitingAsync());

        Task<List<Delivery>> WaitingAsync() => _core.Database.ReadAsync(db => db.Deliveries.OrderBy(x => x.Key).ToListAsync(), CancellationToken.None);
        static IEnumerable<string> Texts(Delivery delivery) => new[] { delivery.Body, delivery.Html }.OfType<string>();
    }

    [Fact]
    public async Task Profile_RenamedTwiceAndDisconnectedBeforeItIsSent_IsInNoMessage()
    {
        await _core.Get<SaveMailServer>().ExecuteAsync(new MailRequest("smtp.agency.example", 587, MailSecurity.StartTls, "", "", "alerts@agency.example", ""), TestCore.Admin, CancellationToken.None);
        var mara = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        var other = await _core.ConnectAsync("mara.two", mara.TalentId);
        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example");

        // A handle from before the activity noted them.
        await _core.Database.WriteAsync(db => db.Connections.Where(x => x.Id == mara.Id).ExecuteUpdateAsync(x => x.SetProperty(row => row.Handle, "mara.mid").SetProperty(row => row.NormalizedHandle, "mara.mid")), CancellationToken.None);
        await ShowAsync(mara, 701);
        await RunAsync();
        await RenameAsync(mara, "mara.late");
        await RenameAsync(mara, "mara.new");
        Assert.Contains("mara.mid", Assert.Single(await WaitingAsync()).Body, StringComparison.Ordinal);

        await _core.Get<Disconnect>().ExecuteAsync(other.Id, TestCore.Admin, CancellationToken.None);
        Assert.Single(await WaitingAsync());
        await _core.Get<Disconnect>().ExecuteAsync(mara.Id, TestCore.Admin, CancellationToken.None);
        Assert.Empty(await WaitingAsync());
        var renamed = await _core.Database.ReadAsync(db => db.Activity.Where(x => x.Action == ActivityAction.ProfileRenamed).OrderBy(x => x.Key).Select(x => x.Subject + ", " + x.Detail).ToListAsync(), CancellationToken.None);
        Assert.Equal(["@mara.late on Fake, was @mara.mid", "@mara.new on Fake, was @mara.late"], renamed);

        Task<List<Delivery>> WaitingAsync() => _core.Database.ReadAsync(db => db.Deliveries.ToListAsync(), CancellationToken.None);
    }

    [Fact]
    public async Task Profile_WhoseFormerHandleIsAnothersBeforeItIsSent_TakesNothingOfTheOtherAlong()
    {
        await _core.Get<SaveMailServer>().ExecuteAsync(new MailRequest("smtp.agency.example", 587, MailSecurity.StartTls, "", "", "alerts@agency.example", ""), TestCore.Admin, CancellationToken.None);
        var mara = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        await RenameAsync(mara, "mara.new");
        var bo = await ProfileAsync("mara.lind", before: 1000, now: 1000, name: "Bo");
        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example");
        await ShowAsync(mara, 701);
        await ShowAsync(bo, 602);
        await RunAsync();
        await _core.Get<EditTalent>().ExecuteAsync(mara.TalentId, new TalentRequest("Mara L."), TestCore.Admin, CancellationToken.None);

        await _core.Get<Disconnect>().ExecuteAsync(mara.Id, TestCore.Admin, CancellationToken.None);
        var left = Assert.Single(await _core.Database.ReadAsync(db => db.Deliveries.ToListAsync(), CancellationToken.None));

        Assert.All([left.Body, left.Html!], text => Assert.True(!text.Contains("mara.new", StringComparison.Ordinal) && text.Contains("@mara.lind on Fake", StringComparison.Ordinal) && text.Contains("602", StringComparison.Ordinal), text));
    }

    [Fact]
    public async Task Talent_WithTwoProfilesWhoseHandlesChanged_IsInNoMessageAfterTheyWereDeleted()
    {
        await _core.Get<SaveMailServer>().ExecuteAsync(new MailRequest("smtp.agency.example", 587, MailSecurity.StartTls, "", "", "alerts@agency.example", ""), TestCore.Admin, CancellationToken.None);
        var mara = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        await _core.ConnectAsync("mara.two", mara.TalentId);
        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example");
        await ShowAsync(mara, 701);
        await RunAsync();

        // From before the activity noted each change of a handle.
        await _core.Database.WriteAsync(db => db.Connections.Where(x => x.Id == mara.Id).ExecuteUpdateAsync(x => x.SetProperty(row => row.Handle, "mara.new").SetProperty(row => row.NormalizedHandle, "mara.new")), CancellationToken.None);
        await _core.Get<DeleteTalent>().ExecuteAsync(mara.TalentId, TestCore.Admin, CancellationToken.None);

        Assert.Empty(await _core.Database.ReadAsync(db => db.Deliveries.ToListAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Talent_DeletedBeforeItIsSent_IsInNoMessage()
    {
        await _core.Get<SaveMailServer>().ExecuteAsync(new MailRequest("smtp.agency.example", 587, MailSecurity.StartTls, "", "", "alerts@agency.example", ""), TestCore.Admin, CancellationToken.None);
        var mara = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        var bo = await ProfileAsync("bo", before: 1000, now: 1000);
        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example");
        await ShowAsync(mara, 701);
        await ShowAsync(bo, 602);
        await RunAsync();

        await _core.Get<DeleteTalent>().ExecuteAsync(mara.TalentId, TestCore.Admin, CancellationToken.None);
        var left = Assert.Single(await WaitingAsync());
        await _core.Get<EraseTalent>().ExecuteAsync(bo.TalentId, TestCore.Admin, CancellationToken.None);

        Assert.DoesNotContain("mara.lind", left.Body + left.Html, StringComparison.Ordinal);
        Assert.Contains("602", left.Body, StringComparison.Ordinal);
        Assert.Empty(await WaitingAsync());

        Task<List<Delivery>> WaitingAsync() => _core.Database.ReadAsync(db => db.Deliveries.ToListAsync(), CancellationToken.None);
    }

    [Fact]
    public async Task Rule_OfATag_LooksAtNobodyElse()
    {
        var mara = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        var bo = await ProfileAsync("bo", before: 1000, now: 1000);
        await _core.Get<TagTalent>().ExecuteAsync(mara.TalentId, "dance", true, TestCore.Admin, CancellationToken.None);
        await AddAsync(AlertKind.FollowersFall, 5, 7, tag: "dance");
        await ShowAsync(mara, 100);
        await ShowAsync(bo, 100);

        await RunAsync();
        Assert.Equal("mara.lind", Assert.Single(await NoticesAsync()).Handle);

        // What leaves the scope is over.
        await _core.Get<TagTalent>().ExecuteAsync(mara.TalentId, "dance", false, TestCore.Admin, CancellationToken.None);
        await RunAsync();
        Assert.Empty(await NoticesAsync());
    }

    [Fact]
    public async Task Rule_NoPost_CountsFromTheLastOneAndEndsWithTheNext()
    {
        var profile = await ProfileAsync("mara.lind", before: 1, now: 1, lastPost: _core.Time.GetUtcNow().AddDays(-13));
        await ProfileAsync("never", before: 1, now: 1);
        await AddAsync(AlertKind.NoPost, null, 14);
        await RunAsync();
        Assert.Empty(await NoticesAsync());

        _core.Time.Advance(TimeSpan.FromDays(1));
        await ShowAsync(profile, 1);
        await RunAsync();
        Assert.Equal("No post for 14 days", Assert.Single(await NoticesAsync()).Title);

        await SetProfileAsync(profile, x => x.SetProperty(row => row.LastPostAt, _core.Time.GetUtcNow()));
        await RunAsync();
        Assert.Empty(await NoticesAsync());
    }

    /// <summary>Half past midnight in Berlin is the day before in UTC.</summary>
    [Fact]
    public async Task Rule_NoPost_SaysTheAgencysDay()
    {
        Assert.True((await _core.Get<SetTimeZone>().ExecuteAsync("Europe/Berlin", TestCore.Admin, CancellationToken.None)).Succeeded);
        var profile = await ProfileAsync("mara.lind", before: 1, now: 1, lastPost: _core.Time.GetUtcNow());
        await AddAsync(AlertKind.NoPost, null, 14);
        await RunAsync();

        await SetProfileAsync(profile, x => x.SetProperty(row => row.LastPostAt, new DateTimeOffset(2026, 10, 31, 23, 30, 0, TimeSpan.Zero)));
        await RunAsync();

        Assert.Equal("The last post was published on 1 Nov 2026.", Assert.Single(await NoticesAsync()).Detail);
    }

    [Fact]
    public async Task Rule_StandoutPost_TellsEachPostThatIsOverItOnce()
    {
        var views = new Dictionary<string, long>(StringComparer.Ordinal) { ["a"] = 426, ["b"] = 120, ["u1"] = 100, ["u2"] = 100, ["u3"] = 100, ["u4"] = 100 };
        await SyncStandoutsAsync(id => FakePlatform.Post(id, 1) with { Views = Metric.Of(views[id]) });
        Assert.Empty(await NoticesAsync());

        await ShowViewsAsync("a", 426);
        Assert.Equal(["A post has 4.2 times the usual views"], await TitlesAsync());

        // Under the highest one all the same.
        await ShowViewsAsync("b", 310);
        Assert.Equal(["A post has 3.1 times the usual views", "A post has 4.2 times the usual views"], await TitlesAsync());
        await ShowViewsAsync("b", 900);
        Assert.Equal(["A post has 3.1 times the usual views", "A post has 4.2 times the usual views"], await TitlesAsync());

        // Each ends for itself.
        await ShowViewsAsync("a", 200);
        Assert.Equal(["A post has 3.1 times the usual views"], await TitlesAsync());
        await ShowViewsAsync("a", 500);
        Assert.Equal(["A post has 3.1 times the usual views"], await TitlesAsync());

        // And when it is a week old.
        await new SyncDriver(_core).LetPassAsync(TimeSpan.FromDays(6), TimeSpan.FromHours(1));
        await RunAsync();
        Assert.Empty(await NoticesAsync());

        async Task ShowViewsAsync(string post, long seen)
        {
            views[post] = seen;
            await new SyncDriver(_core).LetPassAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
            await RunAsync();
        }
    }

    [Fact]
    public async Task Rule_StandoutPostWhoseViewsThePermissionShows_IsToldOfBoth()
    {
        _core.Platform.OnInsights = () => new PlatformInsights(
            [], [], new[] { ("a", 400L), ("b", 600L), ("u1", 100L), ("u2", 100L), ("u3", 100L), ("u4", 100L) }.ToDictionary(post => post.Item1, post => new PostInsights { Views = Metric.Of(post.Item2) }, StringComparer.Ordinal));
        await _core.ConsentAsync("mara.lind");
        await SyncStandoutsAsync(id => FakePlatform.Post(id, 1) with { Views = Metric.Unknown(MetricGap.NotGranted) }, connect: false);

        await new SyncDriver(_core).LetPassAsync(TimeSpan.FromHours(2), TimeSpan.FromHours(1));
        await RunAsync();

        Assert.Equal(["A post has 4 times the usual views", "A post has 6 times the usual views"], await TitlesAsync());
    }

    [Fact]
    public async Task Rule_InError_CountsFromTheFirstFailureAndNotFromTheLastSuccess()
    {
        var profile = await ProfileAsync("mara.lind", before: 1, now: 1);
        await AddAsync(AlertKind.InError, null, 6);

        // The server was off for three days.
        _core.Time.Advance(TimeSpan.FromDays(3));
        await FailAsync();
        await RunAsync();
        Assert.Empty(await NoticesAsync());

        _core.Time.Advance(TimeSpan.FromHours(6));
        await RunAsync();
        Assert.Equal("In error for 6 hours", Assert.Single(await NoticesAsync()).Title);

        await _core.Database.WriteAsync(db => db.Connections.ExecuteUpdateAsync(x => x.SetProperty(row => row.Status, SyncStatus.Syncing)), CancellationToken.None);
        await RunAsync();
        Assert.Single(await NoticesAsync());
        await _core.Get<Disconnect>().ExecuteAsync(profile.Id, TestCore.Admin, CancellationToken.None);
        Assert.Empty(await NoticesAsync());

        Task<bool> FailAsync() => _core.Database.WriteAsync(
            async db =>
            {
                var connection = await db.Connections.SingleAsync();
                (connection.Status, connection.Failure) = (SyncStatus.Error, FailureKind.PlatformDown);
                db.SyncAttempts.Add(new SyncAttempt
                {
                    ConnectionKey = connection.Key,
                    StartedAt = _core.Time.GetUtcNow(),
                    EndedAt = _core.Time.GetUtcNow(),
                    Outcome = SyncOutcome.Failed,
                    Failure = FailureKind.PlatformDown,
                });
                return true;
            },
            CancellationToken.None);
    }

    [Fact]
    public async Task Rule_ReconnectNeeded_SendsBesideTheNotificationThatThereIsAnyway()
    {
        await _core.ConsentAsync("mara.lind");
        await AddAsync(AlertKind.ReconnectNeeded, null, null, emails: "ada@agency.example");
        await _core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("FAKE", "user-mara.lind", _core.Time.GetUtcNow().AddHours(1)), CancellationToken.None);

        await RunAsync();
        await RunAsync();

        Assert.Equal(NoticeKind.ReconnectNeeded, Assert.Single(await NoticesAsync()).Kind);
        Assert.Single(await SentAsync());
    }

    [Fact]
    public async Task Webhook_OfARule_NamesRuleTalentProfileAndNumbers()
    {
        var endpoint = (await _core.Get<AddWebhook>().ExecuteAsync(new WebhookRequest("CRM", "https://tools.agency.example/x"), TestCore.Admin, CancellationToken.None)).Value;
        var profile = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        var rule = (await AddAsync(AlertKind.FollowersRise, 10, 7, endpoints: endpoint.Id)).Rule;
        await ShowAsync(profile, 1500);

        await RunAsync();

        var stored = await _core.Database.ReadAsync(db => db.Deliveries.SingleAsync(), CancellationToken.None);
        using var json = JsonDocument.Parse(stored.Body);
        Assert.Equal("alert.matched", json.RootElement.GetProperty("type").GetString());
        var data = json.RootElement.GetProperty("data");
        Assert.Equal(rule.Id, data.GetProperty("rule").GetProperty("id").GetGuid());
        Assert.False(data.GetProperty("sandbox").GetBoolean());
        var match = Assert.Single(data.GetProperty("matches").EnumerateArray());
        Assert.Equal((1000, 1500, profile.Id, "mara.lind"), (
            match.GetProperty("before").GetInt64(), match.GetProperty("now").GetInt64(), match.GetProperty("profile").GetProperty("id").GetGuid(), match.GetProperty("profile").GetProperty("handle").GetString()));
    }

    [Fact]
    public async Task Mail_HostileName_IsNoMarkup()
    {
        var profile = await ProfileAsync("mara.lind", before: 1000, now: 1000, name: "<script>alert(1)</script>\u202E");
        await AddAsync(AlertKind.FollowersFall, 5, 7, emails: "ada@agency.example");
        await ShowAsync(profile, 10);

        await RunAsync();

        var stored = await _core.Database.ReadAsync(db => db.Deliveries.SingleAsync(), CancellationToken.None);
        Assert.DoesNotContain("<script", stored.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script", stored.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To stop these e-mails", stored.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_DeletedAndRestored_TellsNothingAgain()
    {
        var profile = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        var rule = (await AddAsync(AlertKind.FollowersFall, 5, 7)).Rule;
        await ShowAsync(profile, 10);
        await RunAsync();
        var deleted = await _core.Get<SaveAlertRule>().DeleteAsync(rule.Id, TestCore.Admin, CancellationToken.None);
        Assert.Empty(await NoticesAsync());

        await _core.Get<SaveAlertRule>().RestoreAsync(deleted.Value, TestCore.Admin, CancellationToken.None);
        await RunAsync();

        Assert.Equal(NoticeKind.AlertSummary, Assert.Single(await NoticesAsync()).Kind);
        Assert.Equal(
            [ActivityAction.AlertRuleAdded, ActivityAction.AlertRuleDeleted, ActivityAction.AlertRuleAdded],
            await _core.Database.ReadAsync(db => db.Activity.Where(x => x.Subject == AlertRuleText.Of(rule)).OrderBy(x => x.Key).Select(x => x.Action).ToListAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Notification_Dismissed_StaysAwayWhileTheMatchLastsAndCanBeBroughtBack()
    {
        var profile = await ProfileAsync("mara.lind", before: 1000, now: 1000);
        await AddAsync(AlertKind.FollowersFall, 5, 7);
        await ShowAsync(profile, 10);
        await RunAsync();
        var key = Assert.Single(await NoticesAsync()).Key;

        await _core.Get<DismissNotice>().ExecuteAsync(key, true, CancellationToken.None);
        await RunAsync();
        Assert.Empty(await NoticesAsync());

        await _core.Get<DismissNotice>().ExecuteAsync(key, false, CancellationToken.None);
        Assert.Single(await NoticesAsync());
    }

    [Fact]
    public async Task World_TheOther_SeesNoRuleEndpointOrMailServer()
    {
        await AddAsync(AlertKind.FollowersFall, 5, 7);
        await _core.Get<AddWebhook>().ExecuteAsync(new WebhookRequest("CRM", "https://tools.agency.example/x"), TestCore.Admin, CancellationToken.None);
        await _core.Get<SaveMailServer>().ExecuteAsync(new MailRequest("smtp.agency.example", 587, MailSecurity.StartTls, "", "", "alerts@agency.example", ""), TestCore.Admin, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("sp-other-").FullName;
        DatabasePool.Clear(_core.Folder);
        File.Copy(Path.Combine(_core.Folder, "socialprofiles.db"), Path.Combine(folder, "socialprofiles.db"));
        await using (var sandbox = await TestCore.CreateAsync(world: DataWorld.Sandbox, folder: folder))
        {
            Assert.Equal((0, 0, 0), (await sandbox.CountAsync<AlertRule>(), await sandbox.CountAsync<WebhookEndpoint>(), await sandbox.CountAsync<MailServer>()));
        }

        Assert.Equal((1, 1, 1), (await _core.CountAsync<AlertRule>(), await _core.CountAsync<WebhookEndpoint>(), await _core.CountAsync<MailServer>()));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(AlertKind.FollowersFall, 0.5, 7.0, "", "", "threshold", "Enter a percentage from 1 to 100.")]
    [InlineData(AlertKind.FollowersFall, 101.0, 7.0, "", "", "threshold", "Enter a percentage from 1 to 100.")]
    [InlineData(AlertKind.FollowersFall, null, 7.0, "", "", "threshold", "Enter a percentage from 1 to 100.")]
    [InlineData(AlertKind.FollowersRise, double.NaN, 7.0, "", "", "threshold", "Enter a percentage from 1 to 1000.")]
    [InlineData(AlertKind.FollowersFall, 5.0, 0.0, "", "", "window", "Enter a number of days from 1 to 365, without decimals.")]
    [InlineData(AlertKind.NoPost, null, 1.5, "", "", "window", "Enter a number of days from 1 to 365, without decimals.")]
    [InlineData(AlertKind.InError, null, 145.0, "", "", "window", "Enter a number of hours from 1 to 144, without decimals.")]
    [InlineData(AlertKind.StandoutPost, 1.0, null, "", "", "threshold", "Enter a number from 1.5 to 100.")]
    [InlineData(AlertKind.ReconnectNeeded, null, null, "a|b", "", "tag", "Use letters, digits, spaces and hyphens in tags.")]
    [InlineData(AlertKind.ReconnectNeeded, null, null, "", "ada", "emails", "“ada” isn't an e-mail address. Enter addresses such as name@agency.com, with a comma between them.")]
    public async Task Rule_WrongField_IsRefusedInASentenceAndChangesNothing(AlertKind kind, double? threshold, double? window, string tag, string emails, string field, string sentence)
    {
        var refused = await _core.Get<SaveAlertRule>().AddAsync(new AlertRuleRequest(kind, threshold, window, tag, emails, []), TestCore.Admin, CancellationToken.None);

        Assert.Equal(new InvalidError(field, sentence), refused.Failure);
        Assert.Equal(0, await _core.CountAsync<AlertRule>());
    }

    private async Task<SavedAlertRule> AddAsync(AlertKind kind, double? threshold, double? window, string tag = "", string emails = "", params Guid[] endpoints) =>
        (await _core.Get<SaveAlertRule>().AddAsync(new AlertRuleRequest(kind, threshold, window, tag, emails, endpoints), TestCore.Admin, CancellationToken.None)).Value;

    /// <summary>A profile with two posts of yesterday and four of before, and a rule that looks for three times the usual views.</summary>
    private async Task SyncStandoutsAsync(Func<string, PlatformPost> post, bool connect = true)
    {
        var start = _core.Time.GetUtcNow();
        _core.Platform.Posts = _ => [.. new[] { "a", "b" }.Select(id => post(id) with { PublishedAt = start.AddDays(-1) }), .. new[] { "u1", "u2", "u3", "u4" }.Select(id => post(id) with { PublishedAt = start.AddDays(-20) })];
        if (connect)
        {
            await _core.ConnectAsync();
        }

        await AddAsync(AlertKind.StandoutPost, 3, null);
    }

    private async Task<IEnumerable<string?>> TitlesAsync() => (await NoticesAsync()).Select(notice => notice.Title).Order(StringComparer.Ordinal);

    private Task RunAsync() => _core.Get<EvaluateAlerts>().ExecuteAsync(CancellationToken.None);

    private Task<IReadOnlyList<NoticeView>> NoticesAsync() => _core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 100, CancellationToken.None);

    private Task<List<DeliveryView>> SentAsync() => _core.Get<DeliveryList>().GetAsync(DeliveryFilter.None, null, 100, CancellationToken.None);

    private async Task RenameAsync(ConnectionView profile, string handle)
    {
        var before = (await _core.ReadAsync(profile.Id)).Handle;
        _core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(
            account.Handle == before ? FakePlatform.Profile(handle) with { AccountId = "7" } : FakePlatform.Profile(account.Handle));
        await _core.Get<RefreshConnection>().ExecuteAsync(profile.Id, TestCore.Admin, CancellationToken.None);
        await new SyncDriver(_core).RunDueAsync();
        Assert.Equal(handle, (await _core.ReadAsync(profile.Id)).Handle);
    }

    /// <summary>A profile that was read for ten days, and shows another number for the last hour.</summary>
    private async Task<ConnectionView> ProfileAsync(string handle, long? before, long? now, DateTimeOffset? lastPost = null, string? name = null)
    {
        var talent = await _core.TalentAsync(name is null ? handle : "Mara Lind");
        if (name is not null)
        {
            await _core.Database.WriteAsync(db => db.Talents.Where(x => x.Id == talent.Id).ExecuteUpdateAsync(x => x.SetProperty(row => row.Name, name)), CancellationToken.None);
        }

        var view = await _core.ConnectAsync(handle, talent.Id);
        var at = _core.Time.GetUtcNow();
        await _core.Database.WriteAsync(
            async db =>
            {
                var connection = await db.Connections.AsTracking().SingleAsync(x => x.Id == view.Id);
                (connection.Status, connection.LastSyncedAt) = (SyncStatus.Ready, at);
                db.Profiles.Add(new SocialProfile
                {
                    ConnectionKey = connection.Key,
                    Platform = connection.Platform,
                    DisplayName = handle,
                    Followers = now,
                    LastPostAt = lastPost,
                    UpdatedAt = at,
                });
                db.ProfileReadings.Add(new ProfileReading { ConnectionKey = connection.Key, FirstReadAt = at.AddDays(-10), LastReadAt = at.AddHours(-2), Followers = before });
                db.ProfileReadings.Add(new ProfileReading { ConnectionKey = connection.Key, FirstReadAt = at.AddHours(-1), LastReadAt = at, Followers = now });
                return true;
            },
            CancellationToken.None);
        return view;
    }

    /// <summary>A sync that reads another number, a minute after the one before, and one that reads it again an hour later.</summary>
    private async Task ShowAsync(ConnectionView profile, long followers)
    {
        _core.Time.Advance(TimeSpan.FromMinutes(1));
        var at = _core.Time.GetUtcNow();
        _core.Time.Advance(TimeSpan.FromHours(1));
        await _core.Database.WriteAsync(
            async db =>
            {
                var connection = await db.Connections.AsTracking().SingleAsync(x => x.Id == profile.Id);
                var last = await db.ProfileReadings.Where(x => x.ConnectionKey == connection.Key).MaxAsync(x => x.FirstReadAt);
                await db.ProfileReadings.Where(x => x.ConnectionKey == connection.Key && x.FirstReadAt == last).ExecuteUpdateAsync(x => x.SetProperty(row => row.LastReadAt, at.AddSeconds(-30)));
                db.ProfileReadings.Add(new ProfileReading { ConnectionKey = connection.Key, FirstReadAt = at, LastReadAt = at.AddHours(1), Followers = followers });
                (connection.Status, connection.LastSyncedAt) = (SyncStatus.Ready, at.AddHours(1));
                return await db.Profiles.Where(x => x.ConnectionKey == connection.Key).ExecuteUpdateAsync(x => x.SetProperty(row => row.Followers, followers));
            },
            CancellationToken.None);
    }

    private Task<int> SetProfileAsync(ConnectionView profile, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<SocialProfile>> set) => _core.Database.WriteAsync(
        db => db.Profiles.Where(x => db.Set<Connection>().Any(connection => connection.Id == profile.Id && connection.Key == x.ConnectionKey)).ExecuteUpdateAsync(set),
        CancellationToken.None);

    private sealed class Broken : IBrokenMetrics
    {
        public IReadOnlyCollection<(string Platform, bool ByPermission)> Platforms { get; set; } = [];

        public Task LookAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<IReadOnlyCollection<(string Platform, bool ByPermission)>> FindAsync(CanaryMetric metric, DateTimeOffset since, CancellationToken cancellationToken) => new(Platforms);
    }
}
