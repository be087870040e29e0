using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Sandbox;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Simulation;

/// <summary>
/// Real clients, consents and store against platforms on this machine that behave until a test says otherwise, on a clock
/// that the test moves.
/// </summary>
internal sealed class SimulatedAgency : IAsyncDisposable
{
    private const string Redirect = "https://agency.example/api/socials/oauth/callback";
    private const string Bearer = "this browser";

    private readonly HttpClient _behind = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private LocalServer? _front;
    private int _talents;

    private SimulatedAgency(string folder)
    {
        _folder = folder;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Enabled"] = "true",
            ["Sandbox:LatencyMilliseconds"] = "0",
            ["Ingestion:RefreshMinutes"] = "1440",
            ["Ingestion:PostDepth"] = "5",
            ["Ingestion:InsightHours"] = "168",
        });
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        Assert.True(builder.AddSandbox());
        services.AddStoredCredentials(builder.Configuration).AddPlatforms(builder.Configuration);
        services.AddSocialProfilesCore(builder.Configuration, DataFolder.Open(folder), DataWorld.Sandbox);
        services.AddSingleton<TimeProvider>(Time);
        services.PostConfigure<InstagramOptions>(Front).PostConfigure<TikTokOptions>(Front).PostConfigure<YouTubeOptions>(Front);
        _services = services.BuildServiceProvider();
    }

    public TestClock Time { get; } = new();

    /// <summary>How the platforms misbehave; null while they behave.</summary>
    public Misbehaviour? Misbehaves { get; set; }

    public SyncDriver Driver => field ??= new SyncDriver(_services);

    public static async Task<SimulatedAgency> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sp-weeks-").FullName;
        var agency = new SimulatedAgency(folder);
        agency._front = await LocalServer.StartAsync(agency.AnswerAsync);
        await agency.Get<SandboxServer>().StartingAsync(TestContext.Current.CancellationToken);
        await DatabaseMigration.MigrateAsync(agency._services);
        return agency;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A talent with one profile by hand and one by consent, of accounts that nobody had before.</summary>
    public async Task<Guid> AddTalentAsync(string platform)
    {
        var number = ++_talents;
        var talent = (await Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), TestCore.Admin, CancellationToken.None)).Value;
        Assert.True((await Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent.Id, platform, $"byhand.bella{number}"), TestCore.Admin, CancellationToken.None)).Succeeded);
        var started = (await Get<StartConsent>().ExecuteAsync(new ConsentStart(talent.Id, platform, Redirect, Bearer), TestCore.Admin, CancellationToken.None)).Value;
        var completed = await Get<CompleteConsent>().ExecuteAsync(
            new ConsentCallback(started.State, Allow(platform, started.AuthorizeAddress, $"maya.travels{number}"), null, [Bearer]), "203.0.113.9", CancellationToken.None);
        Assert.NotNull(completed.Connection);
        return talent.Id;
    }

    public async Task<IReadOnlyList<ConnectionView>> ProfilesAsync(Guid talentId) =>
        await Get<ConnectionList>().OfTalentAsync(talentId, CancellationToken.None) ?? throw new InvalidOperationException("The talent is gone.");

    public Task<T> ReadAsync<T>(Func<SocialProfilesDbContext, Task<T>> read) => Get<Database>().ReadAsync(read, CancellationToken.None);

    /// <summary>The talent leaves, and what the platforms asked us to wait for passes.</summary>
    public async Task EndAsync(Guid talentId)
    {
        Misbehaves = null;
        await Get<DeleteTalent>().ExecuteAsync(talentId, TestCore.Admin, CancellationToken.None);
        Time.Advance(TimeSpan.FromDays(2));
    }

    /// <summary>Days go by, with the job that looks after consents as often as the queue.</summary>
    public async Task LetPassAsync(int days, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromDays(days); passed += step)
        {
            await Driver.LetPassAsync(step, step);
            await Get<RenewConsents>().ExecuteAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Get<SandboxServer>().StoppedAsync(CancellationToken.None);
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        await _services.DisposeAsync();
        _behind.Dispose();
        DatabasePool.Clear(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sends every call to us first.</summary>
    private void Front(PlatformHttpOptions options)
    {
        var behind = Get<SandboxServer>().BaseAddress.AbsoluteUri.TrimEnd('/');
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.PropertyType == typeof(string)))
        {
            if (property.GetValue(options) is string value && value.StartsWith(behind, StringComparison.Ordinal))
            {
                property.SetValue(options, _front!.Address + value[behind.Length..]);
            }
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (Misbehaves is { } how && how.Concerns(context.Request.Path.Value!))
        {
            context.Response.StatusCode = how.Status;
            context.Response.Headers.RetryAfter = how.RetryAfter;
            await context.Response.WriteAsync(how.Body, context.RequestAborted);
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(Get<SandboxServer>().BaseAddress, context.Request.Path + context.Request.QueryString.Value));
        if (context.Request.ContentType is { } type)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var name in new[] { "Authorization", "X-Goog-Api-Key" })
        {
            request.Headers.TryAddWithoutValidation(name, (string?)context.Request.Headers[name]);
        }

        using var response = await _behind.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync(context.RequestAborted), context.RequestAborted);
    }

    /// <summary>What the talent's browser does on the consent page.</summary>
    /// <returns>The code.</returns>
    private string Allow(string platform, string address, string handle)
    {
        var site = ConsentSites.Get(platform.ToLowerInvariant());
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString("agency.example");
        context.Request.QueryString = new QueryString(address[address.IndexOf('?', StringComparison.Ordinal)..]);
        var (ask, fault) = ConsentAsk.Read(site, context.Request);
        Assert.True(ask is not null, fault.ToString());
        return Get<SandboxConsents>().Give(site, ask, handle, [.. ask.Scopes.Select(scope => scope.Name)], site.Lives[0].Life);
    }
}
