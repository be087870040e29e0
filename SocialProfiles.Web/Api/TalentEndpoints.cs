using System.ComponentModel;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

internal static class TalentEndpoints
{
    public static void MapTalents(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/talents", ListAsync)
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("listTalents")
            .WithSummary("Search the roster")
            .WithDescription("By words, platform, state, tag or freshness, page by page.")
            .WithQueryExample(("search", "mara"), ("pageSize", "50"))
            .Produces<RosterResource>()
            .ProducesValidationProblem();

        admin.MapGet("/talents/{talentId}", GetAsync)
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("getTalent")
            .WithSummary("Read one talent")
            .WithDescription("Name, tags, and whether the talent is archived.")
            .Produces<TalentResource>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        admin.MapPost("/talents", AddAsync)
            .RequireAuthorization(Policies.WriteByKey)
            .WithName("addTalent")
            .WithSummary("Add a talent")
            .WithDescription("A name is enough.")
            .WithBodyExample("""{ "name": "Mara Lind", "tags": ["dance"] }""")
            .Produces<TalentResource>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();
    }

    /// <summary>The same list where the numbers of its talents are.</summary>
    public static void MapTalentList(this IEndpointRouteBuilder talents) => talents.MapGet("", ListAsync)
        .RequireAuthorization(Policies.ReadByKey)
        .WithName("listTalentsForIntelligence")
        .WithSummary("Search the roster")
        .WithDescription("The same as /api/admin/talents.")
        .WithQueryExample(("search", "mara"), ("pageSize", "50"))
        .Produces<RosterResource>()
        .ProducesValidationProblem();

    private static async Task<IResult> ListAsync(
        [Description("Words that all stand in the name, a tag or a handle, in any order and with or without accents; or a link to a profile.")] string? search,
        [Description("name (default), followers, oldestSync or added; with a hyphen before it, the other way round: -followers. By oldestSync, those never synced come after all others both ways.")] string? sort,
        [Description("From 1; default 1.")] string? page,
        [Description("Talents a page, 1 to 200; default 25.")] string? pageSize,
        [Description("true for archived talents instead of those on the roster.")] string? archived,
        [Description("Key of a platform, such as INSTAGRAM, in any case: talents with a profile there.")] string? platform,
        [Description("PENDING, SYNCING, READY or ERROR, in any case: talents with a profile in that state.")] string? state,
        [Description("A whole tag: talents who have it.")] string? tag,
        [Description("stale: a profile last synced over an hour ago; never: a profile that syncs has not synced yet; none: no profile is connected.")] string? fresh,
        TalentRoster roster,
        PlatformCatalog catalog,
        CancellationToken cancellationToken)
    {
        var query = RosterQuery.Read(search, sort, page, pageSize, archived, new(platform, state, tag, fresh), catalog);
        if (query.Errors.Count > 0)
        {
            return ApiProblem.Invalid(query.Errors);
        }

        var found = await roster.GetAsync(query.Request, cancellationToken);
        return TypedResults.Ok(new RosterResource(
            [.. found.Rows.Select(row => RosterTalentResource.Of(row, catalog))], found.Total, query.Page, query.Request.Take));
    }

    private static async Task<IResult> GetAsync(string talentId, TalentRoster roster, CancellationToken cancellationToken)
    {
        var id = PathId.Read(nameof(talentId), talentId);
        if (!id.Succeeded)
        {
            return ApiProblem.Of(id.Failure);
        }

        var talent = await roster.FindAsync(id.Value, cancellationToken);
        return talent is null ? ApiProblem.Of(new NotFoundError("There is no talent with this id.")) : TypedResults.Ok(TalentResource.Of(talent));
    }

    private static async Task<IResult> AddAsync(AddTalentRequest body, HttpContext context, AddTalent add, CancellationToken cancellationToken)
    {
        var added = await add.ExecuteAsync(new TalentRequest(body.Name, body.Tags), context.Actor(), cancellationToken);
        return added.Succeeded
            ? TypedResults.Created(ApiPaths.Talent(added.Value.Id), TalentResource.Of(added.Value))
            : ApiProblem.Of(added.Failure);
    }
}
