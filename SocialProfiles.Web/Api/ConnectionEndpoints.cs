using System.Globalization;
using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

internal static class ConnectionEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder admin)
    {
        admin.MapPost("/socials/connect-manual", ConnectAsync)
            .RequireAuthorization(Policies.WriteByKey)
            .WithName("connectManual")
            .WithSummary("Connect or reconnect an account by handle")
            .WithDescription("Queues the account's first sync. If the talent already has this account, it is queued again.")
            .WithBodyExample("""{ "talentId": "0198f2c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f", "platform": "INSTAGRAM", "handle": "mara.lind" }""")
            .Produces<ConnectionResource>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

        admin.MapGet("/talent/{talentId}/social-connections", ListAsync)
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("listConnections")
            .WithSummary("List a talent's profiles")
            .WithDescription("Each with its state, its last sync, and what went wrong.")
            .Produces<IReadOnlyList<ConnectionResource>>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        admin.MapGet("/socials/{connectionId}", GetAsync)
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("getConnection")
            .WithSummary("Read one profile")
            .WithDescription("Its state, its last sync, and what went wrong.")
            .Produces<ConnectionResource>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        admin.MapPost("/socials/{connectionId}/sync", SyncAsync)
            .RequireAuthorization(Policies.WriteByKey)
            .WithName("syncConnection")
            .WithSummary("Refresh now")
            .WithDescription("Queues a sync, which gets three attempts. If you ask twice, it queues once and says so.")
            .Produces<SyncResource>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        admin.MapDelete("/socials/{connectionId}", DeleteAsync)
            .RequireAuthorization(Policies.WriteByKey)
            .WithName("deleteConnection")
            .WithSummary("Disconnect a profile and delete its data")
            .WithDescription("Its posts, its history and its permission go too. This can't be undone.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ConnectAsync(
        ConnectManualRequest body, HttpContext context, ConnectByHand connect, PlatformCatalog catalog, CancellationToken cancellationToken)
    {
        var talentId = PathId.Read("talentId", body.TalentId);
        if (!talentId.Succeeded)
        {
            return ApiProblem.Of(talentId.Failure);
        }

        var request = new ConnectRequest(talentId.Value, body.Platform, body.Handle, body.ProfileUrl);
        var connected = await connect.ExecuteAsync(request, context.Actor(), cancellationToken);
        return connected.Succeeded
            ? TypedResults.Accepted(ApiPaths.Connection(connected.Value.Connection.Id), ConnectionResource.Of(connected.Value.Connection, catalog))
            : ApiProblem.Of(connected.Failure);
    }

    private static async Task<IResult> ListAsync(string talentId, ConnectionList connections, PlatformCatalog catalog, CancellationToken cancellationToken)
    {
        var id = PathId.Read(nameof(talentId), talentId);
        if (!id.Succeeded)
        {
            return ApiProblem.Of(id.Failure);
        }

        var views = await connections.OfTalentAsync(id.Value, cancellationToken);
        return views is null
            ? ApiProblem.Of(new NotFoundError("There is no talent with this id."))
            : TypedResults.Ok<IReadOnlyList<ConnectionResource>>([.. views.Select(view => ConnectionResource.Of(view, catalog))]);
    }

    private static async Task<IResult> GetAsync(string connectionId, ConnectionList connections, PlatformCatalog catalog, CancellationToken cancellationToken)
    {
        var id = PathId.Read(nameof(connectionId), connectionId);
        if (!id.Succeeded)
        {
            return ApiProblem.Of(id.Failure);
        }

        var view = await connections.FindAsync(id.Value, cancellationToken);
        return view is null
            ? ApiProblem.Of(new NotFoundError("There is no profile with this id."))
            : TypedResults.Ok(ConnectionResource.Of(view, catalog));
    }

    private static async Task<IResult> SyncAsync(
        string connectionId, HttpContext context, RefreshConnection refresh, PlatformCatalog catalog, CancellationToken cancellationToken)
    {
        var id = PathId.Read(nameof(connectionId), connectionId);
        if (!id.Succeeded)
        {
            return ApiProblem.Of(id.Failure);
        }

        var refreshed = await refresh.ExecuteAsync(id.Value, context.Actor(), cancellationToken);
        return refreshed.Succeeded
            ? TypedResults.Accepted(ApiPaths.Connection(id.Value), Answer(refreshed.Value, catalog))
            : ApiProblem.Of(refreshed.Failure);
    }

    private static async Task<IResult> DeleteAsync(string connectionId, HttpContext context, Disconnect disconnect, CancellationToken cancellationToken)
    {
        var id = PathId.Read(nameof(connectionId), connectionId);
        if (!id.Succeeded)
        {
            return ApiProblem.Of(id.Failure);
        }

        var gone = await disconnect.ExecuteAsync(id.Value, context.Actor(), cancellationToken);
        return gone.Succeeded ? TypedResults.NoContent() : ApiProblem.Of(gone.Failure);
    }

    private static string Exact(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:O}");

    private static SyncResource Answer(Refreshed refreshed, PlatformCatalog catalog) => new(
        ConnectionResource.Of(refreshed.Connection, catalog),
        refreshed.Outcome == RefreshOutcome.Queued,
        refreshed.Outcome switch
        {
            RefreshOutcome.Queued or RefreshOutcome.AlreadyQueued when refreshed.Connection.Pause is { } pause =>
                $"Queued. {pause.Sentences(catalog.Get(refreshed.Connection.Platform).Name, Exact)}",
            RefreshOutcome.Queued => "Queued.",
            RefreshOutcome.AlreadyQueued => "It is already in the queue.",
            RefreshOutcome.AlreadySyncing => "It is already syncing.",
            RefreshOutcome.TalentArchived => "The talent is archived. Restore the talent first.",
            _ => "We only keep the link, and fetch nothing from this platform.",
        });
}
