using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Components;

/// <summary>Components that do something: with the use cases behind them on a real SQLite file, and an admin before them.</summary>
public abstract class UseCaseComponentTests : ComponentTests, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sp-page-").FullName;

    protected UseCaseComponentTests(params (string Key, string Value)[] configuration)
        : base(configuration)
    {
        Services.AddSocialProfilesCore(new ConfigurationBuilder().Build(), DataFolder.Open(_folder), DataWorld.Real);
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<AccessEnds>().AddSingleton<TestCredentials>();
        Services.AddScoped<SocialProfiles.Web.Components.Shared.ReaderZone>();
        Services.AddSingleton<PeopleSignal>().AddSingleton<ApiKeyUses>().AddSingleton<RenewApiKey>().AddSingleton<ApiKeyDirectory>().AddSingleton<ApiKeyList>().AddSingleton<CreateApiKey>().AddSingleton<RevokeApiKey>();
        Services.AddScoped<CurrentActor>();
        Services.AddSingleton<IStepUp>(new AlwaysProved());
        Services.AddOptions<PublicAddressOptions>();
        Services.AddSingleton<PublicAddress>();
    }

    private sealed class AlwaysProved : IStepUp
    {
        public Task<bool> ProveAsync() => Task.FromResult(true);
    }

    protected string Folder => _folder;

    /// <summary>What was asked of the browser to close a dialog, which it then does.</summary>
    protected bool HasClosedDialog => JSInterop.Invocations["SocialProfiles.closeDialog"].Count > 0;

    public async ValueTask InitializeAsync() => await MigratedDatabase.CopyToAsync(_folder);

    protected async Task<Guid> TalentAsync(string name = "Mara Lind") =>
        (await Get<AddTalent>().ExecuteAsync(new TalentRequest(name), TestCore.Admin, CancellationToken.None)).Value.Id;

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        DatabasePool.Clear(_folder);
        Directory.Delete(_folder, recursive: true);
    }
}
