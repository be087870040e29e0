using System.Globalization;
using SocialProfiles.Core.Agency;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Times in words, and when the words change.</summary>
public static class RelativeText
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    /// <summary>A time that is past: <c>just now</c>, <c>3 min ago</c>, <c>2 h ago</c>, <c>5 days ago</c>, then the date.</summary>
    /// <param name="days">The agency's, of which the date is one; UTC where none are given.</param>
    public static (string Text, DateTimeOffset? ChangesAt) Ago(DateTimeOffset then, DateTimeOffset now, AgencyDays? days = null)
    {
        var age = now - then;
        return age switch
        {
            _ when age < _minute => ("just now", then + _minute),
            _ when age < _hour => Step(age, _minute, "min"),
            _ when age < _day => Step(age, _hour, "h"),
            _ when age < 2 * _day => ("yesterday", then + (2 * _day)),
            _ when age < 7 * _day => Step(age, _day, "days"),
            _ => (Date(then, days), null),
        };

        (string, DateTimeOffset?) Step(TimeSpan past, TimeSpan unit, string name)
        {
            var count = (long)(past / unit);
            return ($"{count} {name} ago", then + ((count + 1) * unit));
        }
    }

    /// <summary>A time to come: <c>now</c>, <c>in 2 s</c>, <c>in 14 min</c>, <c>in 3 h</c>. Rounded up, so that it never promises too much.</summary>
    public static (string Text, DateTimeOffset? ChangesAt) Until(DateTimeOffset then, DateTimeOffset now)
    {
        var left = then - now;
        return left switch
        {
            _ when left <= TimeSpan.Zero => ("now", null),
            _ when left <= _minute => Step(left, TimeSpan.FromSeconds(1), "s"),
            _ when left <= _hour => Step(left, _minute, "min"),
            _ => Step(left, _hour, "h"),
        };

        (string, DateTimeOffset?) Step(TimeSpan ahead, TimeSpan unit, string name)
        {
            var count = (long)Math.Ceiling(ahead / unit);
            return ($"in {count} {name}", then - ((count - 1) * unit));
        }
    }

    /// <summary>Day, month and year: <c>3 Mar 2026</c>.</summary>
    /// <inheritdoc cref="Ago" path="/param[@name='days']"/>
    public static string Date(DateTimeOffset time, AgencyDays? days = null) => (days ?? AgencyDays.Utc).Of(time).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>To the second, in UTC: <c>2026-03-03 14:05:09 UTC</c>.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
