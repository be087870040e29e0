using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Notices;

namespace SocialProfiles.Tests.Components.Notices;

public sealed class NoticeTextTests
{
    public static TheoryData<ConsentEndReason?> Ends => [(ConsentEndReason?)null, .. Enum.GetValues<ConsentEndReason>().Select(end => (ConsentEndReason?)end)];

    [Theory]
    [MemberData(nameof(Ends))]
    public void Text_ReconnectNeeded_SaysWhyAndWhatToDo(ConsentEndReason? end) => AssertSentences(NoticeText.Of(Notice(NoticeKind.ReconnectNeeded) with { Because = end }, "TikTok"));

    [Fact]
    public void Text_EveryKind_IsThereInSentences()
    {
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            AssertSentences(NoticeText.Of(Notice(kind), "TikTok"));
        }
    }

    [Fact]
    public void Text_ConsentEnding_NamesTheDay()
    {
        var text = NoticeText.Of(Notice(NoticeKind.ConsentEnding) with { EndsAt = new DateTimeOffset(2026, 12, 3, 10, 0, 0, TimeSpan.Zero) }, "TikTok");

        Assert.Contains("3 Dec 2026", text.Reason, StringComparison.Ordinal);
    }

    private static NoticeView Notice(NoticeKind kind) =>
        new(1, kind, Guid.NewGuid(), Guid.NewGuid(), "Mara Lind", "TIKTOK", "mara.lind", Because: null, EndsAt: null, DateTimeOffset.UnixEpoch);

    private static void AssertSentences(NoticeText text)
    {
        Assert.NotEmpty(text.Title);
        Assert.All(new[] { text.Reason, text.Remedy }, sentence =>
        {
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.True(char.IsUpper(sentence[0]), sentence);
        });
    }
}
