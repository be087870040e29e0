using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Agency;

/// <summary>The agency's logo and time zone.</summary>
public sealed class AgencySettingsTests
{
    public static TheoryData<string, byte[]> NoLogos => new()
    {
        { "has to be a PNG", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray() },
        { "has to be a PNG", "GIF89a"u8.ToArray() },
        { "has to be a PNG", [0x89, .. "PNG\r\n"u8] },
        { "has to be a PNG", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0] },
        { "has no size", SamplePictures.Jpeg(0, 10) },
        { "is 4001 × 10 pixels", SamplePictures.WebP(4001, 10) },
        { "is larger than 512 KB", [.. SamplePictures.Png(), .. new byte[SetLogo.MostBytes]] },
    };

    [Fact]
    public async Task Logo_SetReplacedAndRemoved_IsWhatItsBytesSayAndIsWrittenDown()
    {
        await using var core = await TestCore.CreateAsync();
        List<(PictureKind, int, int)?> shown = [];

        foreach (var bytes in new[] { SamplePictures.Png(), SamplePictures.Png(), SamplePictures.Jpeg(300, 200), SamplePictures.WebP(640, 480) })
        {
            Assert.True((await core.Get<SetLogo>().ExecuteAsync(bytes, TestCore.Admin, CancellationToken.None)).Succeeded);
            var logo = (await core.Get<LogoQuery>().ReadAsync(CancellationToken.None))!;
            Assert.Equal(bytes, logo.Bytes);
            shown.Add((logo.Kind, logo.Width, logo.Height));
        }

        Assert.Equal([(PictureKind.Png, 120, 60), (PictureKind.Png, 120, 60), (PictureKind.Jpeg, 300, 200), (PictureKind.WebP, 640, 480)], shown);
        Assert.True(await core.Get<SetLogo>().RemoveAsync(TestCore.Admin, CancellationToken.None));
        Assert.False(await core.Get<SetLogo>().RemoveAsync(TestCore.Admin, CancellationToken.None));
        Assert.Null(await core.Get<LogoQuery>().FindAsync(CancellationToken.None));
        Assert.Equal(["removed", "replaced", "replaced", "added"], await SubjectsAsync(core, ActivityAction.LogoChanged));
    }

    [Theory]
    [MemberData(nameof(NoLogos))]
    public async Task Logo_FileThatIsNone_IsRefusedAndTheOldOneStays(string sentence, byte[] bytes)
    {
        await using var core = await TestCore.CreateAsync();
        await core.Get<SetLogo>().ExecuteAsync(SamplePictures.Png(), TestCore.Admin, CancellationToken.None);

        var refused = await core.Get<SetLogo>().ExecuteAsync(bytes, TestCore.Admin, CancellationToken.None);

        Assert.Contains(sentence, Assert.IsType<InvalidError>(refused.Failure).Sentence, StringComparison.Ordinal);
        Assert.Equal(PictureKind.Png, (await core.Get<LogoQuery>().FindAsync(CancellationToken.None))!.Kind);
    }

    [Fact]
    public async Task TimeZone_Set_IsTheClocksAtOnceAndWrittenDown()
    {
        await using var core = await TestCore.CreateAsync();
        Assert.Equal(TimeZoneInfo.Utc.Id, (await core.Get<AgencyClock>().GetDaysAsync(CancellationToken.None)).Zone.Id);

        foreach (var id in new[] { "asia/tokyo", "Asia/Tokyo", "America/New York", "UTC" })
        {
            Assert.True((await core.Get<SetTimeZone>().ExecuteAsync(id, TestCore.Admin, CancellationToken.None)).Succeeded, id);
            Assert.Equal(ZoneChoice.Find(id)!.Id, (await core.Get<AgencyClock>().GetDaysAsync(CancellationToken.None)).Zone.Id);
        }

        Assert.Equal(["UTC", "America/New_York", "Asia/Tokyo"], await SubjectsAsync(core, ActivityAction.TimeZoneChanged));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Europe/Atlantis")]
    [InlineData("../../etc/passwd")]
    public async Task TimeZone_ThatThereIsNot_IsRefusedAndChangesNothing(string? id)
    {
        await using var core = await TestCore.CreateAsync();

        var refused = await core.Get<SetTimeZone>().ExecuteAsync(id, TestCore.Admin, CancellationToken.None);

        Assert.Equal("timeZone", Assert.IsType<InvalidError>(refused.Failure).Field);
        Assert.Equal(0, await core.CountAsync<AgencySetting>());
    }

    private static async Task<IEnumerable<string>> SubjectsAsync(TestCore core, ActivityAction action) =>
        (await core.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 20, CancellationToken.None)).Where(entry => entry.Action == action).Select(entry => entry.Subject);
}
