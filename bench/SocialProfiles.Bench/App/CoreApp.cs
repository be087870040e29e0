using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Bench.App;

/// <summary>
/// Core alone behind the API's two calls, without pages, keys and logs: the difference to the real process is what the
/// web costs, and a profile of it shows ingestion only.
/// </summary>
internal static class CoreApp
{
    private static readonly Actor _driver = new("bench", ActivitySource.Api);

    public static async Task RunAsync(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = urls;
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, CoreAppJson.Default));
        using var folder = SqliteServices.OpenDataFolder(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSocialProfilesCore(builder.Configuration, folder, DataWorld.Real).AddPlatforms(builder.Configuration);
        builder.Services.AddCalendar();
        await using var app = builder.Build();
        await DatabaseMigration.MigrateAsync(app.Services);
        app.Services.UseCalendar();

        app.MapGet("/health/ready", (SyncWorkersHealth workers) => workers.IsRunning ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        app.MapPost("/api/admin/talents", async (AddTalentBody body, AddTalent add, CancellationToken cancellationToken) =>
            new Created((await add.ExecuteAsync(new TalentRequest(body.Name), _driver, cancellationToken)).Value.Id));
        app.MapPost("/api/admin/socials/connect-manual", async (ConnectBody body, ConnectByHand connect, CancellationToken cancellationToken) =>
            Results.Json(
                new Created((await connect.ExecuteAsync(new ConnectRequest(body.TalentId, body.Platform, body.Handle), _driver, cancellationToken)).Value.Connection.Id),
                CoreAppJson.Default.Created,
                statusCode: StatusCodes.Status202Accepted));
        app.MapPost("/api/admin/socials/{id:guid}/sync", async (Guid id, RefreshConnection refresh, CancellationToken cancellationToken) =>
            Results.Json(new Created((await refresh.ExecuteAsync(id, _driver, cancellationToken)).Value.Connection.Id), CoreAppJson.Default.Created, statusCode: StatusCodes.Status202Accepted));
        app.MapGet("/api/admin/talents", async (int page, TalentRoster roster, CancellationToken cancellationToken) =>
            (await roster.GetAsync(new RosterRequest(Skip: (page - 1) * 25), cancellationToken)).Rows.Count);
        await app.RunAsync();
    }
}

internal sealed record AddTalentBody(string Name);

internal sealed record ConnectBody(Guid TalentId, string Platform, string Handle);

internal sealed record Created(Guid Id);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AddTalentBody))]
[JsonSerializable(typeof(ConnectBody))]
[JsonSerializable(typeof(Created))]
[JsonSerializable(typeof(int))]
internal sealed partial class CoreAppJson : JsonSerializerContext;
