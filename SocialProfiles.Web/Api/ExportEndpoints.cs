using System.ComponentModel;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Downloads;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>Tables as CSV files, for spreadsheets and for other tools; pages link to them as well.</summary>
internal static class ExportEndpoints
{
    public const string Posts = "/api/export/posts.csv";
    public const string TimeSeries = "/api/export/timeseries.csv";
    public const string PrivateNumbers = "/api/export/private.csv";

    private const string TalentDescription = "Id of the talent.";

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/export/posts.csv", PostsAsync)
            .RequireAuthorization(Policies.AdminOrKey)
            .WithName("exportPosts")
            .WithSummary("Export posts as CSV")
            .WithQueryExample(("platform", "INSTAGRAM"), ("from", "2026-11-01"))
            .WithDescription("All posts of all talents who are not archived, or filtered. Sent as they are read, however many there are.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet("/export/timeseries.csv", TimeSeriesAsync)
            .RequireAuthorization(Policies.AdminOrKey)
            .WithName("exportTimeSeries")
            .WithSummary("Export a talent's numbers day by day as CSV")
            .WithDescription("A line for each profile and day, as on the talent's page.")
            .WithQueryExample(("talentId", "0198f2c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f"), ("from", "2026-11-01"))
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGet("/export/private.csv", PrivateNumbersAsync)
            .RequireAuthorization(Policies.AdminOrKey)
            .WithName("exportPrivateNumbers")
            .WithSummary("Export a talent's private numbers as CSV")
            .WithDescription("What only the talent's permission shows: a line for each number, and one for each group of an audience.")
            .WithQueryExample(("talentId", "0198f2c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f"), ("from", "2026-11-01"))
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Of a file about one talent.</summary>
    /// <param name="path">One of the above.</param>
    /// <param name="period">Null for all time.</param>
    /// <param name="kind">Of posts.</param>
    public static string AddressOf(string path, Guid talentId, IntelligencePeriod? period, string? platform, PostKind? kind = null) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["talentId"] = talentId.ToString(),
        ["from"] = period is null ? null : CellText.Of(period.From),
        ["to"] = period is null ? null : CellText.Of(period.To),
        ["platform"] = platform,
        ["kind"] = kind?.ToString(),
    });

    private static async Task<IResult> PostsAsync(
        [Description("Id of a talent; default all.")] string? talentId,
        [Description(PlatformQuery.Description)] string? platform,
        [Description("First day of publication, such as 2026-11-01, in the agency's time zone; default all.")] string? from,
        [Description("Last day of publication, included; default today where from is set.")] string? to,
        [Description(PostKindQuery.Description)] string? kind,
        AllPosts posts,
        TalentRoster roster,
        PlatformCatalog catalog,
        AgencyClock clock,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        List<InvalidError> errors = [];
        var key = PlatformQuery.Read(platform, catalog, errors);
        var postKind = PostKindQuery.Read(kind, errors);
        var period = PeriodQuery.ReadOptional(from, to, await clock.GetTodayAsync(cancellationToken));
        if (!period.Succeeded)
        {
            errors.Add(period.Failure);
        }

        Guid? of = null;
        if (!string.IsNullOrEmpty(talentId))
        {
            var id = PathId.Read(nameof(talentId), talentId);
            if (!id.Succeeded)
            {
                return ApiProblem.Of(id.Failure);
            }

            of = id.Value;
        }

        return errors.Count > 0 ? ApiProblem.Invalid(errors)
            : of is { } talent && await roster.FindAsync(talent, cancellationToken) is null ? ApiProblem.Of(new NotFoundError("There is no talent with this id."))
            : PostsDownload.Of(posts, new AllPostsRequest(of, key, period.Value, postKind), catalog, time.GetUtcNow());
    }

    private static Task<IResult> TimeSeriesAsync(
        [Description(TalentDescription)] string? talentId,
        [Description(PeriodQuery.FromDescription)] string? from,
        [Description(PeriodQuery.ToDescription)] string? to,
        [Description(PlatformQuery.Description)] string? platform,
        TalentIntelligenceQuery query,
        TalentRoster roster,
        PlatformCatalog catalog,
        AgencyClock clock,
        CancellationToken cancellationToken) =>
        OfTalentAsync(talentId, from, to, platform, query, roster, catalog, clock, (talent, numbers) => TimeSeriesDownload.Of(talent, numbers, catalog), cancellationToken);

    private static Task<IResult> PrivateNumbersAsync(
        [Description(TalentDescription)] string? talentId,
        [Description(PeriodQuery.FromDescription)] string? from,
        [Description(PeriodQuery.ToDescription)] string? to,
        [Description(PlatformQuery.Description)] string? platform,
        TalentIntelligenceQuery query,
        TalentRoster roster,
        PlatformCatalog catalog,
        AgencyClock clock,
        CancellationToken cancellationToken) =>
        OfTalentAsync(talentId, from, to, platform, query, roster, catalog, clock, (talent, numbers) => PrivateNumbersDownload.Of(talent, numbers, catalog), cancellationToken);

    private static async Task<IResult> OfTalentAsync(
        string? talentId, string? from, string? to, string? platform, TalentIntelligenceQuery query, TalentRoster roster, PlatformCatalog catalog, AgencyClock clock,
        Func<string, TalentIntelligence, CsvDownload> file, CancellationToken cancellationToken)
    {
        var id = PathId.Read(nameof(talentId), talentId);
        if (!id.Succeeded)
        {
            return ApiProblem.Of(id.Failure);
        }

        List<InvalidError> errors = [];
        var key = PlatformQuery.Read(platform, catalog, errors);
        var period = PeriodQuery.Read(from, to, await clock.GetTodayAsync(cancellationToken));
        if (!period.Succeeded)
        {
            errors.Add(period.Failure);
        }

        return errors.Count > 0 ? ApiProblem.Invalid(errors)
            : await roster.FindAsync(id.Value, cancellationToken) is { } talent
                ? file(talent.Name, await query.GetAsync(id.Value, period.Value, new IntelligenceScope(key), cancellationToken))
                : ApiProblem.Of(new NotFoundError("There is no talent with this id."));
    }
}
