using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Tests.TestKit;

/// <summary>Everything below the web on a real SQLite file, with a fake platform and a clock that the test moves.</summary>
internal sealed class TestCore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly bool _keepFolder;
    private CalendarDriver? _calendar;

    private TestCore(ServiceProvider services, string folder, bool keepFolder, FakePlatform platform, TestClock time)
    {
        _services = services;
        _folder = folder;
        _keepFolder = keepFolder;
        Platform = platform;
        Time = time;
    }

    public static Actor Admin { get; } = new("admin@agency.example", ActivitySource.Browser, "127.0.0.1");

    public FakePlatform Platform { get; }

    public TestClock Time { get; }

    public FakeConsent Consent => Platform.Consent!;

    public string Folder => _folder;

    public IServiceProvider Services => _services;

    public Database Database => Get<Database>();

    public static async Task<TestCore> CreateAsync(
        FakePlatform? platform = null, DataWorld? world = null, string? folder = null, TestClock? time = null, FakePlatform? second = null, params (string Key, string Value)[] configuration)
    {
        platform ??= new FakePlatform();
        time ??= new TestClock();
        var path = folder;
        if (path is null)
        {
            path = Directory.CreateTempSubdirectory("sp-core-").FullName;
            await MigratedDatabase.CopyToAsync(path);
        }

        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSocialProfilesCore(settings, DataFolder.Open(path), world ?? DataWorld.Real);
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IPlatform>(platform).AddSingleton<IPlatform>(new FakePlatform("LINK", ManualAccess.LinkOnly));
        services.AddSingleton<IPlatformClient>(platform);
        if (second is not null)
        {
            services.AddSingleton<IPlatform>(second).AddSingleton<IPlatformClient>(second);
        }

        services.AddSingleton<IPlatformConsent>(platform.Consent ??= new FakeConsent(time));
        services.AddSingleton<PlatformCatalog>().AddSingleton<PlatformBudgets>().AddSingleton<AccessEnds>().AddSingleton<TestCredentials>();
        var provider = services.BuildServiceProvider();
        await DatabaseMigration.MigrateAsync(provider);
        return new TestCore(provider, path, folder is not null, platform, time);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts the workers, and what the calendar does every few seconds.</summary>
    public async Task StartAsync()
    {
        _calendar = new CalendarDriver(_services, Time);
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        if (_calendar is null)
        {
            return;
        }

        await _calendar.DisposeAsync();
        _calendar = null;
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }
    }

    public async Task<Talent> TalentAsync(string name = "Mara Lind") =>
        (await Get<AddTalent>().ExecuteAsync(new TalentRequest(name), Admin, CancellationToken.None)).Value;

    public async Task<ConnectionView> ConnectAsync(string handle = "mara.lind", Guid? talentId = null, string? platform = null) =>
        (await Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talentId ?? (await TalentAsync()).Id, platform ?? Platform.Key, handle), Admin, CancellationToken.None)).Value.Connection;

    /// <summary>Invites, after giving the agency a name where it has none.</summary>
    public async Task<Result<InvitationLink, UseCaseError>> InviteAsync(InviteRequest request)
    {
        await Get<RenameAgency>().AdoptAsync("Nordlicht Talents", CancellationToken.None);
        return await Get<InviteTalent>().ExecuteAsync(request, Admin, CancellationToken.None);
    }

    /// <summary>Begins a consent as a browser does, and gives the state that the platform sends back.</summary>
    public async Task<string> StartConsentAsync(Guid talentId, Guid? invitationId = null, Guid? connectionId = null, string bearer = "this browser") =>
        (await Get<StartConsent>().ExecuteAsync(
            new ConsentStart(talentId, Platform.Key, "https://agency.example/api/socials/oauth/callback", bearer) { InvitationId = invitationId, ConnectionId = connectionId },
            Admin,
            CancellationToken.None)).Value.State;

    /// <summary>Finishes a consent; the code of the fake platform is the handle of who consents.</summary>
    public Task<CompletedConsent> CompleteConsentAsync(string? state, string? code, string? error = null, string bearer = "this browser") =>
        Get<CompleteConsent>().ExecuteAsync(new ConsentCallback(state, code, error, [bearer]), "203.0.113.9", CancellationToken.None);

    /// <summary>A connection by consent, from beginning to end.</summary>
    public async Task<ConnectionView> ConsentAsync(string handle = "mara.lind", Guid? talentId = null)
    {
        var state = await StartConsentAsync(talentId ?? (await TalentAsync()).Id);
        return (await CompleteConsentAsync(state, $"{handle}#{Guid.NewGuid():N}")).Connection ?? throw new InvalidOperationException("It was not connected.");
    }

    public async Task<ConnectionView> ReadAsync(Guid connectionId) =>
        await Get<ConnectionList>().FindAsync(connectionId, CancellationToken.None) ?? throw new InvalidOperationException("The connection is gone.");

    /// <inheritdoc cref="ConnectionWaits.UntilAsync(IServiceProvider, Guid, Func{ConnectionView, bool})"/>
    public Task<ConnectionView> UntilAsync(Guid connectionId, Func<ConnectionView, bool> condition) => Services.UntilAsync(connectionId, condition);

    public Task<ConnectionView> UntilAsync(Guid connectionId, SyncStatus status) => Services.UntilAsync(connectionId, status);

    /// <summary>
    /// Moves the clock to when a connection that is ready is due, and waits until it is synced again. No further: a clock that
    /// ran on would run past the time limits of that sync, whose next attempt would then wait for one that stands still.
    /// </summary>
    public Task<ConnectionView> NextSyncAsync(ConnectionView ready)
    {
        // The calendar looks every second.
        Time.Advance(ready.NextAttemptAt!.Value - Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        return UntilAsync(ready.Id, now => now.LastSyncedAt > ready.LastSyncedAt && now.Status == SyncStatus.Ready);
    }

    /// <summary>Waits, without polling, until something that follows a change of a connection is as a test wants it.</summary>
    public async Task UntilAsync<T>(Func<Task<T>> read, Func<T, bool> condition)
    {
        using var limit = Patience.Limit();
        using var changes = Get<ConnectionFeed>().Subscribe();
        while (!condition(await read()))
        {
            await changes.NextAsync(limit.Token);
        }
    }

    public Task<int> CountAsync<T>()
        where T : class => Database.ReadAsync(db => db.Set<T>().CountAsync(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        DatabasePool.Clear(_folder);
        if (!_keepFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
