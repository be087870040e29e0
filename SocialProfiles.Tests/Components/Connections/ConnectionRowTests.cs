using AngleSharp.Dom;
using Bunit;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Connections;

namespace SocialProfiles.Tests.Components.Connections;

public sealed class ConnectionRowTests() : ComponentTests(("Platforms:Instagram:AppId", "1234567890"), ("Platforms:Instagram:AppSecret", "secret"))
{
    [Fact]
    public void Row_Pending_WaitsForItsFirstSync()
    {
        var row = Row(View(SyncStatus.Pending) with { NextAttemptAt = Now });

        Assert.Contains("state-pending", Badge(row).ClassList);
        Assert.Equal("Waiting for its first sync.", Note(row));
        Assert.Contains("Last sync Not yet", Text(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_Retrying_CountsDownToTheNextAttemptAndSaysWhy()
    {
        var row = Row(View(SyncStatus.Pending) with { Attempt = 1, NextAttemptAt = Now.AddSeconds(2), Failure = FailureKind.PlatformDown });

        Assert.Equal("Attempt 2 of 3 in 2 s: Instagram didn't answer.", Note(row));
        Assert.Equal("2026-11-24 12:00:02 UTC", row.QuerySelector(".connection-note time")!.GetAttribute("title"));
    }

    [Fact]
    public void Row_WaitingWhileTheDiskIsFull_SaysSoInsteadOfWaitingForItsTurn()
    {
        Get<StorageHealth>().Failed(StorageFault.Full);

        var row = Row(View(SyncStatus.Pending) with { NextAttemptAt = Now, LastSyncedAt = Now.AddHours(-1) });

        Assert.StartsWith("Nothing can be saved now. The server's disk is full. Free some disk space.", Note(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_RateLimited_SaysWhenItIsTriedAgainAndNamesNoAttempt()
    {
        var row = Row(View(SyncStatus.Pending) with { NextAttemptAt = Now.AddMinutes(14), Failure = FailureKind.RateLimited });

        Assert.Equal("Next try in 14 min: Instagram asked us to slow down.", Note(row));
    }

    [Theory]
    [InlineData(PauseReason.SlowDown, "Instagram asked us to slow down. Next try in 14 min")]
    [InlineData(PauseReason.NotAnswering, "Instagram isn't answering. Next try in 14 min")]
    [InlineData(PauseReason.DayUsedUp, "Today's units for Instagram are used up. Next try in 14 min")]
    public void Row_PlatformIsPaused_SaysUntilWhenAndWhy(PauseReason reason, string note)
    {
        var until = Now.AddMinutes(14);

        var pending = Row(View(SyncStatus.Pending) with { NextAttemptAt = until, Pause = new PlatformPause(reason, until) });
        var ready = Row(View(SyncStatus.Ready) with { LastSyncedAt = Now, NextAttemptAt = until, Pause = new PlatformPause(reason, until) });

        Assert.Equal((note, note), (Note(pending), Note(ready)));
    }

    [Fact]
    public void Row_OfAnArchivedTalent_IsPausedAndCannotBeRefreshed()
    {
        var row = Row(View(SyncStatus.Pending), isPaused: true);

        Assert.Contains("archived", Note(row), StringComparison.Ordinal);
        Assert.Equal(["Disconnect @mara.lind on Instagram"], Buttons(row));
    }

    [Fact]
    public void Row_Syncing_SaysHowFarItIs()
    {
        var view = View(SyncStatus.Syncing) with { Attempt = 1 };
        Assert.Equal("Fetching the profile…", Note(Row(view)));

        Get<SyncProgress>().Report(view.Id, new SyncStep(ProfileDone: true, Posts: 25));

        Assert.Equal("Profile read, posts so far: 25", Note(Row(view)));
    }

    [Fact]
    public void Row_SyncingAfterAFailure_NamesTheAttempt()
    {
        var row = Row(View(SyncStatus.Syncing) with { Attempt = 2, Failure = FailureKind.PlatformDown });

        Assert.Equal("Attempt 2 of 3. Fetching the profile…", Note(row));
    }

    [Fact]
    public void Row_Ready_ShowsNumbersTimeAndWhatOnlyAConsentWouldAdd()
    {
        var row = Row(View(SyncStatus.Ready) with { LastSyncedAt = Now.AddMinutes(-3), Followers = Metric.Of(12_431), DisplayName = "Mara Lind" });

        Assert.Contains("state-ready", Badge(row).ClassList);
        Assert.Contains("12.4K", Text(row), StringComparison.Ordinal);
        Assert.Contains("3 min ago", Text(row), StringComparison.Ordinal);
        Assert.Contains("permission", Note(row), StringComparison.Ordinal);
        Assert.Equal("MANUAL", row.QuerySelector(".connection-type")!.TextContent);
    }

    [Fact]
    public void Row_ReadyByConsent_SaysSoAndAsksForNoConsent()
    {
        var row = Row(View(SyncStatus.Ready) with { Type = ConnectionType.OAuth, LastSyncedAt = Now });

        Assert.Equal("OAUTH", row.QuerySelector(".connection-type")!.TextContent);
        Assert.Null(row.QuerySelector(".connection-note"));
    }

    [Fact]
    public void Row_ReadyWithNameOnly_SaysWhatIsMissingInsteadOfZero()
    {
        var row = Row(View(SyncStatus.Ready, "TIKTOK") with { LastSyncedAt = Now, Followers = Metric.Unknown(MetricGap.NotGranted) });

        Assert.Equal("Followers and videos need the talent's permission.", Note(row));
        Assert.Contains("Unknown: needs the talent's permission.", Text(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_LinkOnlyPlatform_SaysSoAndHasNothingToRefresh()
    {
        var row = Row(View(SyncStatus.Ready, "LINKEDIN"));

        Assert.Equal("We only keep the handle and the link, and fetch nothing from LinkedIn.", Note(row));
        Assert.Equal(["Disconnect @mara.lind on LinkedIn"], Buttons(row));
        Assert.Empty(row.QuerySelectorAll("dd"));
    }

    [Fact]
    public void Row_Error_HasItsReasonAndOneThingToDo()
    {
        var row = Row(View(SyncStatus.Error) with { Failure = FailureKind.NotFound });

        Assert.Contains("state-error", Badge(row).ClassList);
        Assert.StartsWith("Instagram doesn't show us an account called “mara.lind”. You can fix this. Check the spelling.", Note(row), StringComparison.Ordinal);
        Assert.Empty(row.QuerySelectorAll(".connection-note time"));
    }

    [Fact]
    public void Row_ErrorThatPassesByItself_SaysWhenItIsTriedAgainAndKeepsTheNumbers()
    {
        var row = Row(View(SyncStatus.Error) with
        {
            Failure = FailureKind.PlatformDown,
            NextAttemptAt = Now.AddHours(1),
            LastSyncedAt = Now.AddHours(-2),
            Followers = Metric.Of(500),
        });

        Assert.EndsWith("Next try in 60 min.", Note(row), StringComparison.Ordinal);
        Assert.Contains("500", Text(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_NotConfigured_SaysWhatIsMissingAndLinksToTheSettings()
    {
        var row = Row(View(SyncStatus.Error, "YOUTUBE") with { Failure = FailureKind.NotConfigured });

        Assert.Contains("YouTube isn't set up here yet. YouTube needs an API key", Note(row), StringComparison.Ordinal);
        Assert.Equal("/settings/platforms/youtube", row.QuerySelector(".connection-note a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(FailureKind.RateLimited, "This usually clears up on its own.", false)]
    [InlineData(FailureKind.PlatformDown, "Only Instagram can fix this.", false)]
    [InlineData(FailureKind.AccessRefused, "Only Instagram can fix this.", false)]
    [InlineData(FailureKind.AgencyRefused, "You can fix this.", true)]
    [InlineData(FailureKind.Private, "Only the talent can fix this.", false)]
    [InlineData(FailureKind.InvalidRequest, "Only SocialProfiles itself can fix this.", false)]
    public void Row_Error_SaysWhoCanFixItAndLinksToWhereTheyDo(FailureKind failure, string sentence, bool isInSettings)
    {
        var row = Row(View(SyncStatus.Error) with { Failure = failure });

        Assert.Equal(sentence, row.QuerySelector(".connection-mender")!.TextContent);
        Assert.Equal(isInSettings ? "/settings/platforms/instagram" : null, row.QuerySelector(".connection-note a")?.GetAttribute("href"));
    }

    [Fact]
    public void Row_Link_OpensTheProfileInANewTabWithoutHandingOverThePage()
    {
        var link = Row(View(SyncStatus.Ready)).QuerySelector("a.connection-handle")!;

        Assert.Equal("https://www.instagram.com/mara.lind/", link.GetAttribute("href"));
        Assert.Equal(("_blank", "noopener noreferrer"), (link.GetAttribute("target"), link.GetAttribute("rel")));
        Assert.Equal("@mara.lind on Instagram, opens in a new tab", RenderedText.Fold(link.TextContent));
    }

    [Fact]
    public void Row_EveryFailure_HasAReasonAndARemedy()
    {
        foreach (var failure in Enum.GetValues<FailureKind>())
        {
            var row = Row(View(SyncStatus.Error) with { Failure = failure });

            Assert.NotEmpty(RenderedText.Fold(row.QuerySelector(".connection-remedy")!.TextContent));
        }
    }

    [Theory]
    [InlineData(14.0, "Permission ends in 14 days.")]
    [InlineData(4.2, "Permission ends in 5 days.")]
    [InlineData(0.5, "Permission ends within a day.")]
    [InlineData(-0.1, "Permission ends now.")]
    public void Row_ConsentEndsSoon_SaysWhen(double days, string sentence)
    {
        var row = Row(ByConsent(SyncStatus.Ready, consent => consent with { EndsAt = Now.AddDays(days) }));

        Assert.Equal(sentence, Note(row));
    }

    [Fact]
    public void Row_ConsentEndsLater_IsNotSpokenOf() =>
        Assert.Null(Row(ByConsent(SyncStatus.Ready, consent => consent with { EndsAt = Now.AddDays(14.1) })).QuerySelector(".connection-note"));

    [Fact]
    public void Row_RenewalCutOff_SaysWhatMayFollow() =>
        Assert.Contains("stopped while renewing the permission", Note(Row(ByConsent(SyncStatus.Ready, consent => consent with { IsRenewalCutOff = true }))), StringComparison.Ordinal);

    [Fact]
    public void Row_ConsentEnded_NeedsAReconnectAndOffersBothWays()
    {
        var view = ByConsent(SyncStatus.Error, consent => consent with { EndedBecause = ConsentEndReason.PasswordChanged, EndedAt = Now });
        var row = Row(view with { Failure = FailureKind.ConsentExpired });

        Assert.StartsWith("Reconnect needed. The talent changed the password on Instagram", Note(row), StringComparison.Ordinal);
        Assert.Contains("Invite to reconnect @mara.lind on Instagram", Buttons(row));
        var own = row.QuerySelector(".connection-consent a")!;
        Assert.Equal(($"/talents/{view.TalentId}/consent/instagram?connection={view.Id}", "_top"), (own.GetAttribute("href"), own.GetAttribute("target")));
    }

    [Fact]
    public async Task Row_ConsentEndedAndNoAppIsSetUp_LinksToTheSettings()
    {
        await using var unset = new NothingSetUp();
        var view = ByConsent(SyncStatus.Error, consent => consent with { EndedBecause = ConsentEndReason.Revoked, EndedAt = Now });

        var row = unset.Render<ConnectionRow>(parameters => parameters.Add(x => x.Connection, view)).Find("li");

        Assert.Equal("/settings/platforms/instagram", row.QuerySelector(".connection-consent a")!.GetAttribute("href"));
    }

    [Fact]
    public void Row_EveryEndOfAConsent_HasAReasonAndARemedy()
    {
        foreach (var end in Enum.GetValues<ConsentEndReason>())
        {
            var row = Row(ByConsent(SyncStatus.Error, consent => consent with { EndedBecause = end, EndedAt = Now }));

            Assert.NotEmpty(RenderedText.Fold(row.QuerySelector(".connection-remedy")!.TextContent));
        }
    }

    [Fact]
    public async Task Row_RefreshPressed_AsksForItOnceUntilItIsDone()
    {
        var view = View(SyncStatus.Ready) with { LastSyncedAt = Now };
        var done = new TaskCompletionSource();
        List<ConnectionView> asked = [];
        var row = Show(view, more: parameters => parameters.Add(x => x.Refresh, connection =>
        {
            asked.Add(connection);
            return done.Task;
        }));

        var first = row.Button("Refresh @mara.lind on Instagram").ClickAsync();
        await row.Button("Refresh @mara.lind on Instagram").ClickAsync();
        Assert.Equal("true", row.Button("Refresh").GetAttribute("aria-busy"));
        done.SetResult();
        await first;

        Assert.Equal([view], asked);
        Assert.Null(row.Button("Refresh").GetAttribute("aria-busy"));
        Assert.False(row.Button("Refresh").HasAttribute("disabled"), "A disabled button drops the keyboard's focus.");
    }

    [Theory]
    [InlineData(SyncStatus.Pending)]
    [InlineData(SyncStatus.Syncing)]
    [InlineData(SyncStatus.Ready)]
    [InlineData(SyncStatus.Error)]
    public void Row_InEveryState_CanBeRefreshedAndDeleted(SyncStatus status)
    {
        var row = Row(View(status) with { Failure = status == SyncStatus.Error ? FailureKind.NotFound : null });

        Assert.Equal(["Refresh @mara.lind on Instagram", "Disconnect @mara.lind on Instagram"], Buttons(row));
        Assert.Empty(row.QuerySelectorAll("button[disabled]"));
    }

    [Fact]
    public void Row_DisconnectPressed_AsksThePageToDisconnectThisOne()
    {
        var view = View(SyncStatus.Ready);
        ConnectionView? asked = null;

        Show(view, more: parameters => parameters.Add(x => x.Delete, connection => asked = connection)).Button("Disconnect").Click();

        Assert.Equal(view, asked);
    }

    [Fact]
    public void Row_InviteToReconnectPressed_AsksThePageToInviteForThisOne()
    {
        var view = ByConsent(SyncStatus.Error, consent => consent with { EndedBecause = ConsentEndReason.Revoked, EndedAt = Now }) with { Failure = FailureKind.ConsentExpired };
        ConnectionView? asked = null;

        Show(view, more: parameters => parameters.Add(x => x.Invite, connection => asked = connection)).Button("Invite to reconnect").Click();

        Assert.Equal(view, asked);
    }

    [Fact]
    public void Row_StateThatChanges_ChangesBadgeAndNoteInPlace()
    {
        var view = View(SyncStatus.Syncing) with { Attempt = 1 };
        var row = Show(view);
        Assert.StartsWith("Syncing", Text(Badge(row.Find("li"))), StringComparison.Ordinal);

        row.Render(parameters => parameters.Add(x => x.Connection, view with { Status = SyncStatus.Error, Failure = FailureKind.NotFound }));
        Assert.StartsWith("Error", Text(Badge(row.Find("li"))), StringComparison.Ordinal);
        row.Render(parameters => parameters.Add(x => x.Connection, view with { Status = SyncStatus.Ready, LastSyncedAt = Now, Type = ConnectionType.OAuth }));

        Assert.StartsWith("Connected", Text(Badge(row.Find("li"))), StringComparison.Ordinal);
        Assert.Null(row.Find("li").QuerySelector(".connection-note"));
    }

    [Fact]
    public void Row_NextAttemptAsTimePasses_CountsDown()
    {
        var row = Show(View(SyncStatus.Pending) with { Attempt = 1, NextAttemptAt = Now.AddSeconds(2), Failure = FailureKind.PlatformDown });

        Time.Advance(TimeSpan.FromMilliseconds(1001));

        Assert.Equal("Attempt 2 of 3 in 1 s: Instagram didn't answer.", Note(row.Find("li")));
    }

    private ConnectionView ByConsent(SyncStatus status, Func<ConsentView, ConsentView> change) =>
        View(status) with { Type = ConnectionType.OAuth, LastSyncedAt = Now, Consent = change(new ConsentView([], Now, null, null, null, false)) };

    private DateTimeOffset Now => Time.GetUtcNow();

    [Theory]
    [InlineData(MetricGap.None, 3, 50, "3 of 50 posts couldn't be read.")]
    [InlineData(MetricGap.NotGranted, 0, 0, "The talent didn't give permission to read the posts on TikTok.")]
    public void Ready_PostsThatCouldNotBeRead_AreSaidOnTheProfile(MetricGap gap, int unreadable, int listed, string note)
    {
        var row = Row(View(SyncStatus.Ready, "TIKTOK") with { Type = ConnectionType.OAuth, LastSyncedAt = Now, Posts = new PostReading(gap, unreadable, listed) });

        Assert.Equal(note, Note(row));
    }

    private ConnectionView View(SyncStatus status, string platform = "INSTAGRAM") => new()
    {
        Id = Guid.NewGuid(),
        TalentId = Guid.NewGuid(),
        Platform = platform,
        Handle = "mara.lind",
        ProfileUrl = Get<PlatformCatalog>().Get(platform).ProfileUrl("mara.lind"),
        Type = ConnectionType.Manual,
        Status = status,
        Attempt = 0,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    private IElement Row(ConnectionView view, bool isPaused = false) => Show(view, isPaused).Find("li");

    private IRenderedComponent<ConnectionRow> Show(ConnectionView view, bool isPaused = false, Action<ComponentParameterCollectionBuilder<ConnectionRow>>? more = null) =>
        Render<ConnectionRow>(parameters =>
        {
            parameters.Add(row => row.Connection, view).Add(row => row.IsPaused, isPaused);
            more?.Invoke(parameters);
        });

    private static IElement Badge(IElement row) => row.QuerySelector(".state-badge")!;

    private static string Note(IElement row) => Text(row.QuerySelector(".connection-note")!);

    private static string Text(IElement element) => RenderedText.Fold(string.Join(' ', Leaves(element)));

    private static IEnumerable<string> Leaves(IElement element) =>
        element.QuerySelectorAll("dt, dd").Length > 0 ? element.QuerySelectorAll("dt, dd, p").Select(part => part.TextContent) : [element.TextContent];

    private static string[] Buttons(IElement row) => [.. row.QuerySelectorAll("button").Select(button => button.GetAttribute("aria-label")!)];

    private sealed class NothingSetUp : ComponentTests;
}
