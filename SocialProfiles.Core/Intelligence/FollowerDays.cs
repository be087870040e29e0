using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Intelligence;

/// <summary>Turns readings of an account into days: of each day the last value that was read, and none where nothing was read.</summary>
internal static class FollowerDays
{
    private static readonly CanaryMetric[] _interactions = [CanaryMetric.PostLikes, CanaryMetric.PostComments, CanaryMetric.PostShares];

    /// <summary>How old a reading may be that stands for the start of a period.</summary>
    public static TimeSpan StartAge { get; } = TimeSpan.FromDays(1);

    /// <param name="all">In the order of time; those that overlap the period or its day before.</param>
    /// <param name="gains">Of the period.</param>
    /// <param name="gives">Whether the account's posts tell how often they are viewed, and liked or commented on.</param>
    public static IReadOnlyList<AccountDay> Of(
        IReadOnlyList<ProfileReading> all, IReadOnlyDictionary<int, DailyGain> gains, (bool Views, bool Interactions) gives, BrokenMetrics broken, IntelligencePeriod period, AgencyDays days)
    {
        var readings = Read(all);
        var imported = all.Where(reading => reading.IsImported).ToLookup(reading => days.Of(reading.FirstReadAt));
        List<AccountDay> line = new(period.Days);
        var next = 0;
        var start = days.StartOf(period.From);
        for (var day = period.From; day <= period.To; day = day.AddDays(1))
        {
            var end = days.EndOf(day);
            while (next < readings.Count && readings[next].FirstReadAt < end)
            {
                next++;
            }

            var last = next > 0 && readings[next - 1].LastReadAt >= start ? readings[next - 1] : null;
            var shown = Trusted(DayOf(day, last, isFirst: readings.Count > 0 && last == readings[0] && last.FirstReadAt >= start, gains.GetValueOrDefault(day.DayNumber), gives, days), broken, days);
            line.Add(last is null && imported[day].LastOrDefault() is { } brought ? shown with { ImportedFollowers = Followers(brought) } : shown);
            start = end;
        }

        return line;
    }

    /// <summary>Followers when the period began: as read within the day before, else as first read on its first day.</summary>
    public static long? AtStart(IReadOnlyList<ProfileReading> all, BrokenMetrics broken, IntelligencePeriod period, AgencyDays days)
    {
        var readings = Read(all);
        var start = days.StartOf(period.From);
        var before = readings.LastOrDefault(reading => reading.FirstReadAt < start && reading.LastReadAt >= start - StartAge);
        var reading = before ?? readings.FirstOrDefault(reading => reading.FirstReadAt >= start && reading.FirstReadAt < days.EndOf(period.From));
        return broken.WasBroken(CanaryMetric.Followers, period.From, days) ? null : Followers(reading);
    }

    private static IReadOnlyList<ProfileReading> Read(IReadOnlyList<ProfileReading> all) =>
        all.Any(reading => reading.IsImported) ? [.. all.Where(reading => !reading.IsImported)] : all;

    private static AccountDay DayOf(DateOnly day, ProfileReading? last, bool isFirst, DailyGain? gain, (bool Views, bool Interactions) gives, AgencyDays days)
    {
        if (gain is not null)
        {
            var since = days.Of(gain.Since);
            return new AccountDay(day, Followers(last), last is not null, gain.Views, Interactions(gain), since < day.AddDays(-1) ? since : null);
        }

        // Gains are noted since sources are. Where the day was read and nothing was gained, it was 0; the first day has nothing to compare with.
        var isKnown = last is { Source: > 0 } && !isFirst;
        return new AccountDay(day, Followers(last), last is not null, isKnown && gives.Views ? 0 : null, isKnown && gives.Interactions ? 0 : null);
    }

    /// <summary>A break is no fall: what came meanwhile is not known.</summary>
    private static AccountDay Trusted(AccountDay day, BrokenMetrics broken, AgencyDays days) => broken.Breaks.Count == 0 ? day : day with
    {
        Followers = broken.WasBroken(CanaryMetric.Followers, day.Day, days) ? null : day.Followers,
        Views = broken.WasBroken(CanaryMetric.PostViews, day.Day, days) ? null : day.Views,
        Interactions = _interactions.Any(metric => broken.WasBroken(metric, day.Day, days)) ? null : day.Interactions,
    };

    private static long? Followers(ProfileReading? reading) => reading?.Followers <= Believable.Most ? reading?.Followers : null;

    private static long? Interactions(DailyGain gain) =>
        gain.Likes is null && gain.Comments is null && gain.Shares is null ? null : (gain.Likes ?? 0) + (gain.Comments ?? 0) + (gain.Shares ?? 0);
}
