using FsCheck;
using FsCheck.Fluent;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.History;

namespace SocialProfiles.Tests.History;

public sealed class HistoryThinningTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly AgencyDays _days = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    [Fact]
    public void Doomed_AnyReadings_LeavesTheLastOfEachDayAndOfEachHourOfAMonth() => Check.QuickThrowOnFailure(Prop.ForAll(Readings(), readings =>
    {
        var left = Thin(readings);
        return Ends(readings, span => _days.Of(span.First)).SetEquals(Ends(left, span => _days.Of(span.First)))
            && Ends(Young(readings), span => span.First.ToUnixTimeSeconds() / 3600).IsSubsetOf(Ends(left, span => span.First.ToUnixTimeSeconds() / 3600));
    }));

    [Fact]
    public void Doomed_AnyReadings_TouchesNoneOfTheLastTwoDaysAndTheLastOfAll() => Check.QuickThrowOnFailure(Prop.ForAll(Readings(), readings =>
        HistoryThinning.Doomed(readings, _now, _days).All(index => _now - readings[index].Last > HistoryThinning.AsRead && index < readings.Length - 1)));

    [Fact]
    public void Doomed_ThinnedBefore_FindsNothingMore() => Check.QuickThrowOnFailure(Prop.ForAll(Readings(), readings => HistoryThinning.Doomed(Thin(readings), _now, _days).Count == 0));

    [Fact]
    public void DoomedOfPost_AnyReadings_NeverChangesTheCurve() => Check.QuickThrowOnFailure(Prop.ForAll(Readings(), Gen.Choose(0, 60).ToArbitrary(), (readings, age) =>
    {
        var published = readings.Length == 0 ? _now.AddDays(-age) : readings[0].First.AddMinutes(-age);
        var doomed = HistoryThinning.DoomedOfPost(readings, _now, published, _now, _days).ToHashSet();
        ReadingSpan present = new(_now, _now);
        ReadingSpan[] before = [.. readings, present];
        ReadingSpan[] after = [.. readings.Where((_, i) => !doomed.Contains(i)), present];
        return PostCurve.Ages.All(at => At(before, published, at) == At(after, published, at));
    }));

    [Fact]
    public void Doomed_NumberThatStoodStillForDays_StaysAsTheValueOfThoseDays()
    {
        var start = _now.AddDays(-60);
        ReadingSpan[] readings = [new(start, start.AddDays(3)), new(start.AddDays(3).AddHours(1), start.AddDays(3).AddHours(1)), new(_now, _now)];

        Assert.Empty(HistoryThinning.Doomed(readings, _now, _days));
    }

    [Theory]
    [InlineData(1, 10, true)]
    [InlineData(47, 10, true)]
    [InlineData(60, 10, false)]
    [InlineData(60, 70, true)]
    [InlineData(24 * 20, 70, false)]
    [InlineData(24 * 20, 60 * 24, true)]
    [InlineData(24 * 100, 60 * 24, false)]
    public void Keeps_NumbersOfAPost_IsByItsAgeWhenTheyWereRead(int ageHours, int minutesLater, bool keeps)
    {
        var published = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        var read = published.AddHours(ageHours);

        Assert.Equal(keeps, PostResolution.Keeps(published, read, read.AddMinutes(minutesLater), AgencyDays.Utc));
    }

    private static ReadingSpan? At(ReadingSpan[] readings, DateTimeOffset published, TimeSpan age) =>
        PostCurve.IndexAt(readings, published, age) is { } index ? readings[index] : null;

    private static ReadingSpan[] Thin(ReadingSpan[] readings)
    {
        var doomed = HistoryThinning.Doomed(readings, _now, _days).ToHashSet();
        return [.. readings.Where((_, i) => !doomed.Contains(i))];
    }

    private static ReadingSpan[] Young(ReadingSpan[] readings) => [.. readings.Where(span => _now - span.Last <= HistoryThinning.Hourly)];

    /// <summary>The last reading that begins in each time.</summary>
    private static HashSet<ReadingSpan> Ends<T>(ReadingSpan[] readings, Func<ReadingSpan, T> time) => [.. readings.GroupBy(time).Select(group => group.Last())];

    /// <summary>Up to 60 days of readings one after the other, some of a moment and some of hours, with pauses of minutes to days.</summary>
    private static Arbitrary<ReadingSpan[]> Readings() => Gen.Choose(1, 2000).Two().Select(x => (Pause: x.Item1 % 7 == 0 ? x.Item1 * 3 : 1 + (x.Item1 % 90), Length: x.Item2 % 3 == 0 ? x.Item2 : 0))
        .ListOf()
        .Select(steps =>
        {
            List<ReadingSpan> readings = [];
            var at = _now.AddDays(-60);
            foreach (var (pause, length) in steps)
            {
                var first = at.AddMinutes(pause);
                at = first.AddMinutes(length);
                if (at > _now)
                {
                    break;
                }

                readings.Add(new ReadingSpan(first, at));
            }

            return readings.ToArray();
        })
        .ToArbitrary();
}
