using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>What is said about the private numbers of a profile.</summary>
/// <param name="platform">Display name.</param>
/// <param name="isForTalent">Whether the talent reads it, and not the agency.</param>
internal sealed class PrivateFigures(PrivateNumbers numbers, string platform, bool isForTalent)
{
    public Figure Of(PeriodNumber number)
    {
        var value = number.Value is { } known ? (long)Math.Round(known) : (long?)null;
        return new Figure(InsightText.Name(number.Metric), value is { } brief ? ShortNumber.Brief(brief) : "–")
        {
            Exact = value is { } exact ? ShortNumber.Exact(exact) : Why(number.Gap),
            What = PeriodNumber.IsMean(number.Metric)
                ? "The mean of the days, as the platform counts them: added up, they would count the same people several times."
                : "The sum of the days, as the platform counts them.",
            When = PeriodText.Of(numbers.Period),
            Known = $"Known for {PeriodText.Known(number.KnownDays, numbers.Period.Days, isOver: true)}",
            ReadFrom = value is null ? [] : [new FigureSource(numbers.Platform, numbers.Handle, number.Source, number.ReadAt)],
        };
    }

    /// <param name="day">On which it was read.</param>
    public Figure Of(AudienceGroups audience, DateOnly day) => new(InsightText.Name(audience.Metric), $"Read on {PeriodText.Date(day)}")
    {
        Exact = $"as read on {PeriodText.Date(day)}",
        What = $"The share of each group in all of them{(audience.Groups.Count == AudienceGroups.MostOf(audience.Metric) ? $"; the {AudienceGroups.Most} largest groups" : "")}.",
        When = "The newest reading there is, whichever period is shown",
        ReadFrom = [new FigureSource(numbers.Platform, numbers.Handle, audience.Source, audience.ReadAt)],
    };

    /// <summary>Why a number is unknown.</summary>
    public string Why(MetricGap gap)
    {
        var why = GapText.Of(gap, platform);
        return isForTalent ? GapText.ForTalent(why) : why;
    }

    /// <summary>Why an audience was not read again.</summary>
    public string WhySince(MetricGap gap)
    {
        var why = Why(gap);
        return $"Since then {char.ToLowerInvariant(why[0])}{why[1..]}";
    }
}
