using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Web.Downloads;

/// <summary>The roster as a file, filtered and in the order of the page: a line a profile, and one for a talent who has none.</summary>
internal static class RosterDownload
{
    public const string Path = "/roster/export.csv";

    private static readonly string[] _columns =
    [
        "Talent", "Tags", "Added (UTC)", "Platform", "Handle", "Profile", "Read", "State", "Problem", "Followers", "Followers rounded", "Unknown", "Last sync (UTC)",
    ];

    public static void MapRosterDownload(this WebApplication app) => app.MapGet(Path, Export).ExcludeFromDescription();

    private static CsvDownload Export(
        TalentRoster roster,
        PlatformCatalog catalog,
        TimeProvider time,
        [FromQuery(Name = "q")] string? search,
        string? sort,
        [FromQuery(Name = "dir")] string? direction,
        string? archived,
        string? platform,
        string? state,
        string? tag,
        string? fresh)
    {
        var view = RosterView.Read(search, sort, direction, page: null, string.Equals(archived, "true", StringComparison.OrdinalIgnoreCase)) with
        {
            Filter = RosterView.ReadFilter(catalog, platform, state, tag, fresh),
        };
        return new CsvDownload(string.Create(CultureInfo.InvariantCulture, $"roster-{time.GetUtcNow():yyyy-MM-dd}.csv"), _columns, RowsAsync(roster, catalog, view.Request));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        TalentRoster roster, PlatformCatalog catalog, RosterRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var talents in roster.AllAsync(request, cancellationToken))
        {
            foreach (var talent in talents)
            {
                foreach (var profile in talent.Connections.DefaultIfEmpty())
                {
                    yield return [talent.Name, string.Join(", ", talent.Tags), talent.AddedAt, .. Cells(profile, catalog)];
                }
            }
        }
    }

    private static object?[] Cells(ConnectionView? profile, PlatformCatalog catalog)
    {
        if (profile is null)
        {
            return new object?[_columns.Length - 3];
        }

        var platform = catalog.NameOf(profile.Platform);
        var followers = profile.Followers;
        return
        [
            platform, profile.Handle, profile.ProfileUrl, profile.Type == ConnectionType.OAuth ? "With permission" : "Public",
            StateLook.Of(profile).Label, profile.Failure is { } failure ? FailureText.For(failure, platform, profile.Handle).Reason : null,
            followers?.Value, followers?.Value is null ? null : followers.Value.IsRounded ? "yes" : "no",
            followers is { Value: not null } ? null : followers is { } known ? GapText.Of(known.Gap, platform)
                : profile.IsLinkOnly ? "Only the link is kept; nothing is fetched." : "Unknown: not synced yet.",
            profile.LastSyncedAt,
        ];
    }
}
