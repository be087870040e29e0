using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>For whatever watches the process: does it answer, and does it work.</summary>
internal static class Health
{
    // What watches a site often asks without wanting the answer's body.
    private static readonly string[] _asked = [HttpMethods.Get, HttpMethods.Head];

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatabaseReadiness>();
        builder.Services.AddHostedService<StorageWatch>();
    }

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapMethods("/live", _asked, (DatabaseReadiness database) => Answer(new LiveReport("live", database.StartedAt), isWell: true));
        health.MapMethods("/ready", _asked, (DatabaseReadiness database, StorageHealth storage, SyncWorkersHealth workers, SealingHealth sealing) =>
        {
            var fault = storage.Fault;
            var isReady = database.MigratedAt is not null && fault is null && workers.IsRunning && sealing.IsWell;
            return Answer(
                new ReadyReport(
                    isReady ? "ready" : "not ready",
                    new PartReport(database.MigratedAt is not null, database.MigratedAt),
                    new StorageReport(fault is null, storage.CheckedAt, fault?.ToString().ToLowerInvariant()),
                    new PartReport(workers.IsRunning, workers.LastBeat),
                    new PartReport(sealing.IsWell, sealing.CheckedAt)),
                isReady);
        });
    }

    private static JsonHttpResult<T> Answer<T>(T report, bool isWell) => TypedResults.Json(
        report, HealthJson.Default, statusCode: isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}

/// <summary>Whether the database is at this version's state.</summary>
internal sealed class DatabaseReadiness(TimeProvider time)
{
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Null until it is.</summary>
    public DateTimeOffset? MigratedAt { get; private set; }

    public void Migrated() => MigratedAt = time.GetUtcNow();
}

/// <param name="Since">When the process started.</param>
internal sealed record LiveReport(string Status, DateTimeOffset Since);

/// <param name="Database">Up to date, since when.</param>
/// <param name="Storage">A write went through, and when that was last tried.</param>
/// <param name="SyncWorkers">Running, and when they last looked for work.</param>
/// <param name="Keys">The encryption keys open what is stored, and when that was found out.</param>
internal sealed record ReadyReport(string Status, PartReport Database, StorageReport Storage, PartReport SyncWorkers, PartReport Keys);

internal sealed record PartReport(bool Ok, DateTimeOffset? At);

/// <param name="Because">Null, or one of <see cref="StorageFault"/>: locked, full, damaged, unwritable, missing.</param>
internal sealed record StorageReport(bool Ok, DateTimeOffset? At, string? Because);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiveReport))]
[JsonSerializable(typeof(ReadyReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
