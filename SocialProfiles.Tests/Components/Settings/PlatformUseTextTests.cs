using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Settings;

namespace SocialProfiles.Tests.Components.Settings;

public sealed class PlatformUseTextTests
{
    private static readonly DateTimeOffset _midnight = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    private static PlatformUse Nothing { get; } = new("YouTube")
    {
        Profiles = 0,
        Today = null,
        UnitsASync = 3,
        Freshness = TimeSpan.FromMinutes(55),
        Pause = null,
        AccessEndsAt = null,
    };

    [Fact]
    public void Of_PlatformWithoutABudget_SaysNothing() => Assert.Empty(PlatformUseText.Of(Nothing));

    [Fact]
    public void Of_DailyUnits_SayWhatIsUsedAndLeftAndWhatThatMeans() => Assert.Equal(
        [
            "Today: 4,312 of 10,000 units used, 5,688 left. YouTube starts counting again at 2026-11-25 08:00:00 UTC.",
            "A sync costs about 3 units, so 500 profiles can sync every 3.8 h.",
        ],
        PlatformUseText.Of(Nothing with { Today = new DailyUse(10_000, 4_312, _midnight), Profiles = 500, Freshness = TimeSpan.FromHours(3.789) }));

    [Fact]
    public void Of_PauseAndAccessThatEnds_AreSaid() => Assert.Equal(
        ["Today's units for YouTube are used up, so it's paused. We'll try again at 2026-11-25 08:00:00 UTC.", "The agency's access ends on 25 Nov 2026."],
        PlatformUseText.Of(Nothing with { Pause = new PlatformPause(PauseReason.DayUsedUp, _midnight), AccessEndsAt = _midnight }));
}
