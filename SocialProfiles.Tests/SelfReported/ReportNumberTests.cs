using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.SelfReported;

public sealed class ReportNumberTests
{
    // The clock of the tests stands on this day.
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Fact]
    public async Task Report_OfALinkOnlyProfile_IsListedWithItsEvidenceAndInNoSum()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var link = await core.ConnectAsync("mara", talent.Id, "LINK");
        var evidence = SamplePictures.Png(90, 160);

        var id = (await ReportAsync(core, Report(link.Id) with { Metric = SelfReportedMetric.Followers, Value = " 12,400 ", Evidence = evidence, Note = "  from   Insights " })).Value;

        var number = Assert.Single(await core.Get<SelfReportedList>().OfTalentAsync(talent.Id, CancellationToken.None));
        Assert.Equal(
            new SelfReportedView(id, link.Id, "LINK", "mara", SelfReportedMetric.Followers, 12_400, _today, "from Insights", TestCore.Admin.Name, core.Time.GetUtcNow(), 90, 160), number);
        Assert.Equal(evidence, (await core.Get<SelfReportedList>().EvidenceAsync(id, CancellationToken.None))!.Bytes);
        Assert.Null((await core.Get<TalentIntelligenceQuery>().GetAsync(talent.Id, 28, CancellationToken.None)).Followers.Value);
        var entry = Assert.Single(await core.Get<ActivityList>().GetAsync(new ActivityFilter(TalentId: talent.Id), null, 9, CancellationToken.None), entry => entry.Action == ActivityAction.NumberReported);
        Assert.Equal(("Followers of @mara on Fake", "12,400 on 24 Nov 2026"), (entry.Subject, entry.Detail));
    }

    [Theory]
    [InlineData(SelfReportedMetric.Views, "", "value", "Enter the number.")]
    [InlineData(SelfReportedMetric.Views, "1,24", "value", "in digits")]
    [InlineData(SelfReportedMetric.Views, "1.5", "value", "without decimals")]
    [InlineData(SelfReportedMetric.Views, "-3", "value", "in digits")]
    [InlineData(SelfReportedMetric.Views, "1e5", "value", "in digits")]
    [InlineData(SelfReportedMetric.Views, "９", "value", "in digits")]
    [InlineData(SelfReportedMetric.Views, "1000000000001", "value", "No profile has more")]
    [InlineData(SelfReportedMetric.Views, "9999999999999999999999999999999", "value", "No profile has more")]
    [InlineData(SelfReportedMetric.EngagementRate, "100.1", "value", "between 0 and 100")]
    [InlineData(SelfReportedMetric.EngagementRate, "3,1", "value", "with a point")]
    public async Task Report_NumberThatCannotBe_IsRefused(SelfReportedMetric metric, string value, string field, string sentence) =>
        await AssertRefusedAsync(report => report with { Metric = metric, Value = value }, field, sentence);

    [Fact]
    public async Task Report_WhateverElseIsWrong_IsRefused()
    {
        await AssertRefusedAsync(report => report with { Day = _today.AddDays(1) }, "day", "in the future");
        await AssertRefusedAsync(report => report with { Day = new DateOnly(26, 11, 24) }, "day", "Check the year");
        await AssertRefusedAsync(report => report with { Day = null }, "day", "Choose the day");
        await AssertRefusedAsync(report => report with { Evidence = default }, "evidence", "Choose the screenshot");
        await AssertRefusedAsync(report => report with { Evidence = "<svg/>"u8.ToArray() }, "evidence", "PNG, JPEG or WebP");
        await AssertRefusedAsync(report => report with { Evidence = (byte[])[.. SamplePictures.Png(), .. new byte[ReportNumber.MostBytes]] }, "evidence", "larger than 3 MB");
        await AssertRefusedAsync(report => report with { Note = new string('a', ReportNumber.LongestNote + 1) }, "note", "Shorten");
        await AssertRefusedAsync(report => report with { Note = "a\u202Eb" }, "note", "direction");
    }

    [Fact]
    public async Task Report_TodayOfAnAgencyEastOfUtc_IsNotInTheFuture()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Get<SetTimeZone>().ExecuteAsync("Pacific/Kiritimati", TestCore.Admin, CancellationToken.None);
        var profile = await core.ConnectAsync();

        Assert.True((await ReportAsync(core, Report(profile.Id) with { Day = _today.AddDays(1) })).Succeeded);
    }

    [Theory]
    [InlineData("3.1 %", 3.1)]
    [InlineData("100", 100)]
    [InlineData("0", 0)]
    public void Read_Percentages_AreTaken(string text, double value) => Assert.Equal((value, null), SelfReportedValue.Read(SelfReportedMetric.EngagementRate, text));

    [Fact]
    public async Task Remove_AndUndo_GivesItBackAsItWas()
    {
        await using var core = await TestCore.CreateAsync();
        var profile = await core.ConnectAsync();
        var id = (await ReportAsync(core, Report(profile.Id))).Value;
        var before = Assert.Single(await core.Get<SelfReportedList>().OfTalentAsync(profile.TalentId, CancellationToken.None));

        var removed = (await core.Get<RemoveNumber>().ExecuteAsync(id, TestCore.Admin, CancellationToken.None)).Value;
        Assert.Equal((0, 0), (await core.CountAsync<SelfReportedNumber>(), await core.CountAsync<SelfReportedEvidence>()));
        Assert.IsType<NotFoundError>((await core.Get<RemoveNumber>().ExecuteAsync(id, TestCore.Admin, CancellationToken.None)).Failure);
        await core.Get<RemoveNumber>().UndoAsync(removed, TestCore.Admin, CancellationToken.None);
        await core.Get<RemoveNumber>().UndoAsync(removed, TestCore.Admin, CancellationToken.None);

        Assert.Equal(before, Assert.Single(await core.Get<SelfReportedList>().OfTalentAsync(profile.TalentId, CancellationToken.None)));
    }

    [Fact]
    public async Task Disconnect_TakesItsNumbersAlongAndUndoSaysSo()
    {
        await using var core = await TestCore.CreateAsync();
        var profile = await core.ConnectAsync();
        await ReportAsync(core, Report(profile.Id));
        var removed = (await core.Get<RemoveNumber>().ExecuteAsync((await ReportAsync(core, Report(profile.Id))).Value, TestCore.Admin, CancellationToken.None)).Value;

        await core.Get<Disconnect>().ExecuteAsync(profile.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal((0, 0), (await core.CountAsync<SelfReportedNumber>(), await core.CountAsync<SelfReportedEvidence>()));
        Assert.IsType<NotFoundError>((await core.Get<RemoveNumber>().UndoAsync(removed, TestCore.Admin, CancellationToken.None)).Failure);
        Assert.IsType<NotFoundError>((await ReportAsync(core, Report(profile.Id))).Failure);
    }

    private static NumberReport Report(Guid profile) => new(profile, SelfReportedMetric.StoryViews, "321", _today, SamplePictures.Png(), null);

    private static Task<Result<Guid, UseCaseError>> ReportAsync(TestCore core, NumberReport report) =>
        core.Get<ReportNumber>().ExecuteAsync(report, TestCore.Admin, CancellationToken.None);

    private static async Task AssertRefusedAsync(Func<NumberReport, NumberReport> change, string field, string sentence)
    {
        await using var core = await TestCore.CreateAsync();
        var profile = await core.ConnectAsync();

        var refused = Assert.IsType<InvalidError>((await ReportAsync(core, change(Report(profile.Id)))).Failure);

        Assert.Equal(field, refused.Field);
        Assert.Contains(sentence, refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await core.CountAsync<SelfReportedNumber>());
    }
}
