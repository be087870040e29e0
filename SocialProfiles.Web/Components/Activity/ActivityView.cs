using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>Which activity an address asks for: so Back, reload and a shared link show the same, and the export is what the page shows.</summary>
public static class ActivityView
{
    public const string Person = "person";
    public const string Kind = "kind";
    public const string Talent = "talent";
    public const string From = "from";
    public const string To = "to";
    public const string Search = "q";
    public const string Profile = "profile";

    /// <summary>Only of the export: a page knows its reader's.</summary>
    public const string Zone = "zone";

    /// <summary>What cannot be read is left out: an address that somebody mistyped shows more, and never an error.</summary>
    public static ActivityFilter Read(string? person, string? kind, string? talent, string? from, string? to, string? search = null, string? profile = null, TimeZoneInfo? zone = null) => new(
        string.IsNullOrWhiteSpace(person) ? null : person.Trim(),
        EnumName.Read<ActivityKind>(kind),
        Guid.TryParse(talent, out var id) ? id : null,
        ReadDay(from),
        ReadDay(to),
        ReadSearch(search),
        string.IsNullOrWhiteSpace(profile) ? null : profile.Trim(),
        zone);

    /// <summary>The address of a page with this filter; says only what is chosen.</summary>
    public static string Address(string path, ActivityFilter filter)
    {
        Dictionary<string, string?> query = [];
        Add(Person, filter.Actor);
        Add(Kind, filter.Kind?.ToString().ToLowerInvariant());
        Add(Talent, filter.TalentId?.ToString());
        Add(From, DayText(filter.From));
        Add(To, DayText(filter.To));
        Add(Search, filter.Search);
        Add(Profile, filter.Profile);
        return QueryHelpers.AddQueryString(path, query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query[name] = value;
            }
        }
    }

    /// <summary>The address of the export of this filter, whose days are the reader's.</summary>
    public static string ExportAddress(string path, ActivityFilter filter)
    {
        var address = Address(path, filter);
        return filter.Zone is { } zone && !zone.Equals(TimeZoneInfo.Utc) && (filter.From ?? filter.To) is not null ? QueryHelpers.AddQueryString(address, Zone, zone.Id) : address;
    }

    /// <summary>Null for nothing; cut where it is longer than anybody types.</summary>
    public static string? ReadSearch(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var words && words.Length > ActivityFilter.MaxSearchLength ? words[..ActivityFilter.MaxSearchLength] : words;

    /// <summary>A day as addresses and fields for dates spell it: <c>2026-12-01</c>; null for anything else.</summary>
    public static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string NameOf(ActivityKind kind) => kind switch
    {
        ActivityKind.ByPeople => "Everything but syncs",
        ActivityKind.Talents => "Talents",
        ActivityKind.Profiles => "Profiles",
        ActivityKind.Syncs => "Syncs",
        ActivityKind.Permissions => "Permissions and invitations",
        ActivityKind.SignIn => "Sign-in",
        ActivityKind.Settings => "Settings, team and keys",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>How many entries there are, and of what: <c>12 entries · ada@agency.example · Syncs · 1 Dec 2026 to 3 Dec 2026 (UTC)</c>.</summary>
    /// <param name="talent">Name of the talent that was chosen; null where none was, or the page is about one anyway.</param>
    public static string Summary(int total, ActivityFilter filter, string? talent)
    {
        string?[] parts =
        [
            $"{ShortNumber.Exact(total)} {(total == 1 ? "entry" : "entries")}",
            filter.Actor,
            filter.Kind is { } kind ? NameOf(kind) : null,
            talent,
            filter.Profile,
            filter.Search is { } search ? $"“{search}”" : null,
            (filter.From, filter.To) switch
            {
                ({ } from, { } to) => $"{Text(from)} to {Text(to)} ({ReaderZone.Name(filter.Zone)})",
                ({ } from, null) => $"since {Text(from)} ({ReaderZone.Name(filter.Zone)})",
                (null, { } to) => $"until {Text(to)} ({ReaderZone.Name(filter.Zone)})",
                _ => null,
            },
        ];
        return string.Join(" · ", parts.Where(part => part is not null));

        static string Text(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
    }
}
