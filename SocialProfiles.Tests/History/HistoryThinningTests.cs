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

        Assert.Equal(keeps, PostResolution.Keeps(published, read, read, read.AddMinutes(minutesLater), AgencyDays.Utc));
    }

    [Fact]
    public void Keeps_PostReadAtAnyTimes_LeavesTheLastValueOfItsHoursForAWeekAndOfItsDaysForThreeMonths() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ReadsOfAPost(), reads =>
        {
            var left = Kept(reads);
            return reads.All(read => IsLastOf(read, reads, Hour) && read.At - _now <= PostResolution.Hourly || IsLastOf(read, reads, Day) && read.At - _now <= PostResolution.Daily
                ? left.Exists(kept => kept.Value == read.Value && kept.Span.First <= read.At && read.At <= kept.Span.Last)
                : true);
        }));

    private static ReadingSpan? At(ReadingSpan[] readings, DateTimeOffset published, TimeSpan age) =>
        PostCurve.IndexAt(readings, published, age) is { } index ? readings[index] : null;

    private static long Hour(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;

    private static DateOnly Day(DateTimeOffset at) => _days.Of(at);

    private static bool IsLastOf<T>((DateTimeOffset At, int Value) read, (DateTimeOffset At, int Value)[] reads, Func<DateTimeOffset, T> time) =>
        reads.Last(other => Equals(time(other.At), time(read.At))) == read;

    /// <summary>As a sync does it: equal numbers are one reading, and what they replace stays or goes. The present ones always stay.</summary>
    private static List<(ReadingSpan Span, int Value)> Kept((DateTimeOffset At, int Value)[] reads)
    {
        List<(ReadingSpan Span, int Value)> kept = [];
        (ReadingSpan Span, int Value)? present = null;
        foreach (var (at, value) in reads)
        {
            if (present is { } known && known.Value != value)
            {
                if (PostResolution.Keeps(_now, known.Span.First, known.Span.Last, at, _days))
                {
                    kept.Add(known);
                }

                present = null;
            }

            present = present is { } same ? (same.Span with { Last = at }, value) : (new ReadingSpan(at, at), value);
        }

        return present is { } last ? [.. kept, last] : kept;
    }

    /// <summary>A post that is published now and read for up to some months: after minutes or hours each time, with numbers that often stand still.</summary>
    private static Arbitrary<(DateTimeOffset At, int Value)[]> ReadsOfAPost() => Gen.Choose(1, 1000).Two()
        .Select(x => (Pause: x.Item1 % 5 == 0 ? x.Item1 * 4 : 10 + (x.Item1 % 90), Gain: x.Item2 % 3 == 0 ? 1 : 0))
        .ListOf(400)
        .Select(steps =>
        {
            var (at, value) = (_now, 0);
            return steps.Select(step => (at = at.AddMinutes(step.Pause), value += step.Gain)).ToArray();
        })
        .ToArbitrary();

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
