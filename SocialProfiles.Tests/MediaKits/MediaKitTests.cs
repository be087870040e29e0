using SocialProfiles.Core;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.MediaKits;

public sealed class MediaKitTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Fact]
    public async Task Kit_ProfileAgencyAndLogoChangeAfterwards_StaysAsItWas()
    {
        await using var core = await SyncedAsync();
        await core.Get<RenameAgency>().ExecuteAsync("Studio Nord", TestCore.Admin, CancellationToken.None);
        await core.Get<SetLogo>().ExecuteAsync(SamplePictures.Png(), TestCore.Admin, CancellationToken.None);
        var profile = await ProfileAsync(core);
        await core.Get<ReportNumber>().ExecuteAsync(new NumberReport(profile.Id, SelfReportedMetric.StoryViews, "321", _today, SamplePictures.Png(), null), TestCore.Admin, CancellationToken.None);
        var made = await CreateAsync(core, profile.TalentId);

        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, 7));
        core.Time.Advance(TimeSpan.FromHours(2));
        await new SyncDriver(core).RunDueAsync();
        await core.Get<RenameAgency>().ExecuteAsync("Another", TestCore.Admin, CancellationToken.None);
        await core.Get<SetLogo>().ExecuteAsync(SamplePictures.Png(10, 10), TestCore.Admin, CancellationToken.None);

        Assert.Equal(7, (await core.ReadAsync(profile.Id)).Followers!.Value.Value);
        var kit = Assert.Single(await core.Get<MediaKitList>().OfTalentAsync(profile.TalentId, CancellationToken.None));
        var (content, shown) = (kit.Content, Assert.Single(kit.Content.Profiles));
        Assert.Equal(("Mara Lind", "Studio Nord", "Made for brands", _today, 28), (content.TalentName, content.AgencyName, content.Intro, content.AsOfDay, content.Days));
        Assert.Equal(1000, shown.Numbers.Single(x => x.Figure == KitFigure.Followers).Value);
        Assert.Equal(profile.LastSyncedAt, shown.Numbers[0].ReadAt);
        Assert.False(shown.Numbers[0].ByPermission);
        Assert.Equal((22 / 1000.0 / 2, 2), (Math.Round(shown.Numbers.Single(x => x.Figure == KitFigure.EngagementRate).Value!.Value, 10), shown.Numbers.Single(x => x.Figure == KitFigure.EngagementRate).Posts));
        Assert.Null(shown.Numbers.Single(x => x.Figure == KitFigure.MedianViews).Value);
        Assert.Equal(321, Assert.Single(content.SelfReported).Value);
        Assert.Equal(2, content.Posts.Count);
        Assert.Equal(made.Code, kit.Code);
        Assert.Equal(120, (await core.Get<MediaKitList>().LogoAsync(kit.Id, CancellationToken.None))!.Width);
    }

    [Fact]
    public async Task Link_OpensUntilItExpiresIsReplacedOrRevoked()
    {
        await using var core = await SyncedAsync();
        var kit = await CreateAsync(core, (await ProfileAsync(core)).TalentId);

        var first = await ShareAsync(core, kit.Id, 7);
        Assert.Equal(kit.Id, (await OpenAsync(core, first)).Kit!.Id);
        Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(first).Length);
        foreach (var wrong in new[] { null, "", "x", first[..^1], $"{first}A", new string('A', 22), "../../../etc/passwd12" })
        {
            Assert.Equal(OpenedKit.Unknown, await OpenAsync(core, wrong));
        }

        core.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(new OpenedKit(KitLinkState.Expired, null), await OpenAsync(core, first));
        var second = await ShareAsync(core, kit.Id, 30);
        Assert.Equal(OpenedKit.Unknown, await OpenAsync(core, first));
        Assert.Equal(KitLinkState.Works, (await OpenAsync(core, second)).Link);

        Assert.True((await core.Get<ShareMediaKit>().RevokeAsync(kit.Id, TestCore.Admin, CancellationToken.None)).Value);
        Assert.False((await core.Get<ShareMediaKit>().RevokeAsync(kit.Id, TestCore.Admin, CancellationToken.None)).Value);
        Assert.Equal(new OpenedKit(KitLinkState.Revoked, null), await OpenAsync(core, second));
        Assert.Null(await core.Get<OpenMediaKit>().LogoByLinkAsync(second, CancellationToken.None));
        Assert.IsType<InvalidError>((await core.Get<ShareMediaKit>().ExecuteAsync(kit.Id, 8, TestCore.Admin, CancellationToken.None)).Failure);

        var third = await ShareAsync(core, kit.Id, 7);
        await core.Get<ArchiveTalent>().ExecuteAsync(kit.TalentId, true, TestCore.Admin, CancellationToken.None);
        Assert.Equal(KitLinkState.Revoked, (await OpenAsync(core, third)).Link);
    }

    [Fact]
    public async Task Code_TypedInAnyWay_FindsItsKitUntilTheKitIsDeleted()
    {
        await using var core = await SyncedAsync();
        await core.Get<SetLogo>().ExecuteAsync(SamplePictures.Png(), TestCore.Admin, CancellationToken.None);
        var kit = await CreateAsync(core, (await ProfileAsync(core)).TalentId);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", kit.PrintedCode);

        foreach (var typed in new[] { kit.PrintedCode, kit.Code.ToLowerInvariant(), $" {kit.PrintedCode.Replace("-", " – ", StringComparison.Ordinal)} ", kit.Code.Replace('0', 'o').Replace('1', 'l') })
        {
            Assert.Equal(kit.Id, (await CheckAsync(core, typed))?.Id);
        }

        var other = kit.Code[..^1] + (kit.Code[^1] == '0' ? '2' : '0');
        foreach (var wrong in new[] { null, "", other, kit.Code[..^1], kit.Code + "0", "' OR 1=1 --", new string('9', 5000), "ABCDE-ABCDU" })
        {
            Assert.Null(await CheckAsync(core, wrong));
        }

        Assert.Equal(kit.PrintedCode, (await core.Get<DeleteMediaKit>().ExecuteAsync(kit.Id, TestCore.Admin, CancellationToken.None)).Value);
        Assert.Null(await CheckAsync(core, kit.Code));
        Assert.Equal(0, await core.CountAsync<MediaKitLogo>());
    }

    [Fact]
    public async Task Kit_ProfileDisconnected_GoesWithIt()
    {
        await using var core = await SyncedAsync();
        var profile = await ProfileAsync(core);
        var kit = await CreateAsync(core, profile.TalentId);

        await core.Get<Disconnect>().ExecuteAsync(profile.Id, TestCore.Admin, CancellationToken.None);

        Assert.Null(await CheckAsync(core, kit.Code));
        Assert.Equal((0, 0), (await core.CountAsync<MediaKit>(), await core.CountAsync<MediaKitProfile>()));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Kit_AccessWithdrawn_GoesWhereItShowsWhatOnlyAccessShowed(bool withAudience, int left)
    {
        var platform = new FakePlatform
        {
            Posts = _ => [Post("a", "A post")],
            OnInsights = () => new PlatformInsights(
                withAudience ? [new(InsightMetric.FollowersByCountry, _today, "DE", 30), new(InsightMetric.FollowersByCountry, _today, "FR", 10)] : [], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal)),
        };
        await using var core = await TestCore.CreateAsync(platform);
        var talent = await core.TalentAsync();
        var link = (await core.InviteAsync(new InviteRequest(talent.Id, [platform.Key]))).Value;
        var state = await core.StartConsentAsync(talent.Id, link.Invitation.Id);
        var profile = (await core.CompleteConsentAsync(state, "mara.lind#1")).Connection!;
        await core.StartAsync();
        await core.UntilAsync(profile.Id, SyncStatus.Ready);
        var kit = await CreateAsync(core, talent.Id);
        Assert.True(kit.Content.Profiles[0].Numbers[0].ByPermission);
        Assert.Equal(withAudience ? ["DE", "FR"] : [], kit.Content.Profiles[0].Audience.SelectMany(audience => audience.Groups).Select(group => group.Name));

        await core.Get<WithdrawConsent>().ExecuteAsync(link.Invitation.Id, profile.Id, "203.0.113.9", CancellationToken.None);

        Assert.Equal(left, await core.CountAsync<MediaKit>());
    }

    /// <summary>The profile is read again within the hour, what only permission shows every few hours.</summary>
    [Fact]
    public async Task Kit_ViewsByPermission_SayWhenTheyThemselvesWereRead()
    {
        await using var core = await TestCore.CreateAsync(new FakePlatform
        {
            Posts = _ => [Post("a", "A post")],
            OnInsights = () => new PlatformInsights([], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["a"] = new() { Views = Metric.Of(900) } }),
        });
        await core.StartAsync();
        var first = await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);
        var second = await core.NextSyncAsync(first);

        var numbers = Assert.Single((await CreateAsync(core, first.TalentId)).Content.Profiles).Numbers.ToDictionary(number => number.Figure);

        Assert.Equal((900, first.LastSyncedAt), (numbers[KitFigure.MedianViews].Value, numbers[KitFigure.MedianViews].ReadAt));
        Assert.Equal(second.LastSyncedAt, numbers[KitFigure.Followers].ReadAt);
    }

    [Fact]
    public async Task Create_ChoiceThatCannotBe_IsRefused()
    {
        await using var core = await SyncedAsync();
        var talent = (await ProfileAsync(core)).TalentId;
        var choice = await ChoiceAsync(core, talent);

        foreach (var (wrong, field) in new (KitChoice, string)[]
        {
            (choice with { Days = 29 }, "days"),
            (choice with { Intro = new string('a', KitChoice.LongestIntro + 1) }, "intro"),
            (choice with { Intro = "a\u202Eb" }, "intro"),
            (choice with { Posts = [.. Enumerable.Range(0, 7).Select(i => new KitPostKey(Guid.NewGuid(), $"{i}"))] }, "posts"),
            (choice with { Profiles = new HashSet<Guid>(), Posts = [], SelfReported = new HashSet<Guid>() }, "choice"),
        })
        {
            Assert.Equal(field, Assert.IsType<InvalidError>((await core.Get<CreateMediaKit>().ExecuteAsync(talent, wrong, TestCore.Admin, CancellationToken.None)).Failure).Field);
        }

        Assert.IsType<NotFoundError>((await core.Get<CreateMediaKit>().ExecuteAsync(Guid.NewGuid(), choice, TestCore.Admin, CancellationToken.None)).Failure);
        Assert.Equal(0, await core.CountAsync<MediaKit>());
    }

    internal static PlatformPost Post(string id, string text, long? views = null) => new(id, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), PostKind.Video)
    {
        Text = text,
        Likes = Metric.Of(10),
        Comments = Metric.Of(1),
        Views = Metric.Of(views, MetricGap.NotSupported),
    };

    private static async Task<TestCore> SyncedAsync()
    {
        var core = await TestCore.CreateAsync(new FakePlatform { Posts = _ => [Post("b", "Two"), Post("a", "One")] });
        await core.ConnectAsync();
        await new SyncDriver(core).RunDueAsync();
        return core;
    }

    private static async Task<ConnectionView> ProfileAsync(TestCore core)
    {
        var talent = Assert.Single((await core.Get<TalentRoster>().GetAsync(new RosterRequest(""), CancellationToken.None)).Rows).Id;
        return Assert.Single((await core.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
    }

    private static async Task<KitChoice> ChoiceAsync(TestCore core, Guid talent)
    {
        var all = (await core.Get<KitNumbers>().GetAsync(talent, 28, CancellationToken.None))!.Everything;
        return new KitChoice(
            28, " Made for  brands ", all.Profiles.Select(x => x.ConnectionId).ToHashSet(), Enum.GetValues<KitFigure>().ToHashSet(), WithBestPost: true, WithAudience: true,
            [.. all.Posts.Select(x => new KitPostKey(x.ConnectionId, x.Id))], all.SelfReported.Select(x => x.Id).ToHashSet());
    }

    private static async Task<MediaKitView> CreateAsync(TestCore core, Guid talent) =>
        (await core.Get<CreateMediaKit>().ExecuteAsync(talent, await ChoiceAsync(core, talent), TestCore.Admin, CancellationToken.None)).Value;

    private static async Task<string> ShareAsync(TestCore core, Guid kit, int days) =>
        (await core.Get<ShareMediaKit>().ExecuteAsync(kit, days, TestCore.Admin, CancellationToken.None)).Value.Token;

    private static Task<OpenedKit> OpenAsync(TestCore core, string? token) => core.Get<OpenMediaKit>().ByLinkAsync(token, CancellationToken.None);

    private static Task<MediaKitView?> CheckAsync(TestCore core, string? code) => core.Get<OpenMediaKit>().ByCodeAsync(code, CancellationToken.None);
}
