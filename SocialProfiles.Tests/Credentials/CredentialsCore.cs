using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialProfiles.Core;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Credentials;

/// <summary>The real platforms on a real SQLite file, with what the configuration sets and what is stored, as the application starts them.</summary>
internal sealed class CredentialsCore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    private CredentialsCore(ServiceProvider services, string folder, bool ownsFolder)
    {
        _services = services;
        Folder = folder;
        _ownsFolder = ownsFolder;
    }

    public string Folder { get; }

    public TestClock Time => (TestClock)_services.GetRequiredService<TimeProvider>();

    public static async Task<CredentialsCore> StartAsync(string? folder = null, DataWorld? world = null, params (string Key, string Value)[] configuration)
    {
        var path = folder ?? Directory.CreateTempSubdirectory("sp-credentials-").FullName;
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new TestClock());
        services.AddStoredCredentials(settings).AddPlatforms(settings);
        services.AddSocialProfilesCore(settings, DataFolder.Open(path), world ?? DataWorld.Real);
        services.AddSingleton<TimeProvider>(new TestClock());
        var core = new CredentialsCore(services.BuildServiceProvider(), path, folder is null);
        await DatabaseMigration.MigrateAsync(core._services);
        await core.Get<SealingCheck>().ExecuteAsync(CancellationToken.None);
        await core.Get<StoredCredentials>().LoadAsync(CancellationToken.None);
        return core;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T Options<T>()
        where T : class => Get<IOptionsMonitor<T>>().CurrentValue;

    public Task<Result<SavedCredentials, UseCaseError>> SaveAsync(string platform, params CredentialEntry[] entries) =>
        Get<SaveCredentials>().ExecuteAsync(platform, entries, TestCore.Admin, CancellationToken.None);

    public async Task<CredentialState> StateAsync(string platform, string option) =>
        (await Get<CredentialList>().FindAsync(platform, CancellationToken.None))!.Fields.Single(state => state.Field.Option == option);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        DatabasePool.Clear(Folder);
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
