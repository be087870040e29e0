using System.ComponentModel;
using SocialProfiles.Core;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>A talent's numbers for the agency's other tools.</summary>
internal static class IntelligenceEndpoints
{
    public static void MapIntelligence(this IEndpointRouteBuilder talents)
    {
        talents.MapGet("/{talentId}/intelligence", GetAsync)
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("getIntelligence")
            .WithSummary("Read a talent's numbers over a period")
            .WithQueryExample(("from", "2026-11-01"), ("to", "2026-11-28"))
            .WithDescription("Compared with as many days before. A number that isn't known is null with the reason beside it, never 0; sums count what is known and say how much that is.")
            .Produces<IntelligenceResource>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        talents.MapGet("/{talentId}/timeseries", TimeSeriesAsync)
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("getTimeSeries")
            .WithSummary("Read a talent's numbers day by day")
            .WithQueryExample(("from", "2026-11-01"), ("to", "2026-11-28"))
            .WithDescription("A day on which nothing was read has null, never the number of another day.")
            .Produces<IReadOnlyList<TimeSeriesResource>>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        talents.MapGet("/{talentId}/posts", PostsAsync)
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("listPosts")
            .WithSummary("List a talent's posts")
            .WithDescription("With their numbers, sorted and page by page. A number that isn't known is null, never 0.")
            .WithQueryExample(("sort", "views"), ("pageSize", "50"))
            .Produces<PostsResource>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<IResult> GetAsync(
        string talentId,
        [Description(PeriodQuery.FromDescription)] string? from,
        [Description(PeriodQuery.ToDescription)] string? to,
        [Description(PlatformQuery.Description)] string? platform,
        TalentIntelligenceQuery query,
        TalentRoster roster,
        PlatformCatalog catalog,
        AgencyClock clock,
        CancellationToken cancellationToken) =>
        OfTalentAsync(talentId, from, to, platform, query, roster, catalog, clock, numbers => TypedResults.Ok(IntelligenceResource.Of(numbers)), cancellationToken);

    private static Task<IResult> TimeSeriesAsync(
        string talentId,
        [Description(PeriodQuery.FromDescription)] string? from,
        [Description(PeriodQuery.ToDescription)] string? to,
        [Description(PlatformQuery.Description)] string? platform,
        TalentIntelligenceQuery query,
        TalentRoster roster,
        PlatformCatalog catalog,
        AgencyClock clock,
        CancellationToken cancellationToken) =>
        OfTalentAsync(
            talentId, from, to, platform, query, roster, catalog, clock,
            numbers => TypedResults.Ok<IReadOnlyList<TimeSeriesResource>>([.. numbers.Accounts.Select(TimeSeriesResource.Of)]), cancellationToken);

    private static async Task<IResult> PostsAsync(
        string talentId,
        [Description("First day of publication, such as 2026-11-01, in the agency's time zone; default all.")] string? from,
        [Description("Last day of publication, included; default today where from is set.")] string? to,
        [Description(PlatformQuery.Description)] string? platform,
        [Description(PostKindQuery.Description)] string? kind,
        [Description("published (default), views, likes, comments, shares, reach or saves, largest first; with a hyphen before it, smallest first. Unknown numbers come last both ways.")] string? sort,
        [Description("From 1; default 1.")] string? page,
        [Description("Posts a page, 1 to 200; default 25.")] string? pageSize,
        TalentPosts posts,
        TalentRoster roster,
        PlatformCatalog catalog,
        AgencyClock clock,
        CancellationToken cancellationToken)
    {
        List<InvalidError> errors = [];
        var period = PeriodQuery.ReadOptional(from, to, await clock.GetTodayAsync(cancellationToken));
        if (!period.Succeeded)
        {
            errors.Add(period.Failure);
        }

        var (number, size) = PageQuery.Read(page, pageSize, errors);
        var key = PlatformQuery.Read(platform, catalog, errors);
        var postKind = PostKindQuery.Read(kind, errors);
        var column = EnumName.Read<PostColumn>(string.IsNullOrEmpty(sort) ? nameof(PostColumn.Published) : sort.TrimStart('-'));
        if (column is null)
        {
            errors.Add(new("sort", "Sort by published, views, likes, comments, shares, reach or saves, with a hyphen before it for the smallest first."));
        }

        var id = PathId.Read(nameof(talentId), talentId);
        if (!id.Succeeded)
        {
            return ApiProblem.Of(id.Failure);
        }

        if (errors.Count > 0)
        {
            return ApiProblem.Invalid(errors);
        }

        if (await roster.FindAsync(id.Value, cancellationToken) is null)
        {
            return ApiProblem.Of(NoTalent);
        }

        var request = new PostsRequest(column!.Value, sort?.StartsWith('-') != true, (number - 1) * size, size) { Period = period.Value, Platform = key, Kind = postKind };
        var found = await posts.GetAsync(id.Value, request, cancellationToken);
        return TypedResults.Ok(new PostsResource([.. found.Posts.Select(PostResource.Of)], found.Total, number, size));
    }

    private static async Task<IResult> OfTalentAsync(
        string talentId, string? from, string? to, string? platform, TalentIntelligenceQuery query, TalentRoster roster, PlatformCatalog catalog, AgencyClock clock,
        Func<TalentIntelligence, IResult> answer, CancellationToken cancellationToken)
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
            : await roster.FindAsync(id.Value, cancellationToken) is null ? ApiProblem.Of(NoTalent)
            : answer(await query.GetAsync(id.Value, period.Value, new IntelligenceScope(key), cancellationToken));
    }

    private static NotFoundError NoTalent => new("There is no talent with this id.");
}
