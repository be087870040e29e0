using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Credentials;

public sealed class StoredCredentialsTests
{
    [Fact]
    public async Task Load_ValuesThatNoLongerValidate_AreLeftOutWithASentenceAndTheOthersCount()
    {
        await using var core = await CredentialsCore.StartAsync();
        await StoreAsync(core, "TIKTOK", "ClientKey", "aw123");
        await StoreAsync(core, "YOUTUBE", "ApiKey", "AIza");

        await core.Get<StoredCredentials>().LoadAsync(CancellationToken.None);

        core.Get<IStartupValidator>().Validate();
        Assert.Null(core.Options<TikTokOptions>().ClientKey);
        Assert.Equal("AIza", core.Options<YouTubeOptions>().ApiKey);
        var tikTok = await core.Get<CredentialList>().FindAsync("TIKTOK", CancellationToken.None);
        Assert.Equal("“Client key” and “Client secret” belong together: set both, or none.", tikTok!.Problem);
        Assert.Null((await core.Get<CredentialList>().FindAsync("YOUTUBE", CancellationToken.None))!.Problem);
    }

    [Fact]
    public async Task Load_ValueOfAnotherRow_IsLeftOutAndNamed()
    {
        await using var core = await CredentialsCore.StartAsync();
        await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", "s3cret"));
        await core.Get<Database>().WriteAsync(
            async db =>
            {
                var rows = await db.Credentials.ToListAsync();
                rows.Single(row => row.Option == "ClientKey").SealedValue = rows.Single(row => row.Option == "ClientSecret").SealedValue;
                return true;
            },
            CancellationToken.None);

        await core.Get<StoredCredentials>().LoadAsync(CancellationToken.None);

        Assert.Null(core.Options<TikTokOptions>().ClientSecret);
        Assert.Contains("“Client key” can't be opened", core.Get<StoredCredentials>().ProblemOf("TIKTOK"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_ProblemMended_IsInUseAgain()
    {
        await using var core = await CredentialsCore.StartAsync();
        await StoreAsync(core, "TIKTOK", "ClientKey", "aw123");
        await core.Get<StoredCredentials>().LoadAsync(CancellationToken.None);

        var saved = await core.SaveAsync("TIKTOK", new CredentialEntry("ClientSecret", "s3cret"));

        Assert.Null(saved.Value.Credentials.Problem);
        Assert.Equal("aw123", core.Options<TikTokOptions>().ClientKey);
    }

    [Fact]
    public async Task Load_OptionThatThisVersionDoesNotKnow_IsIgnored()
    {
        await using var core = await CredentialsCore.StartAsync();
        await StoreAsync(core, "TIKTOK", "Concurrency", "9999");
        await StoreAsync(core, "MYSPACE", "ApiKey", "x");

        await core.Get<StoredCredentials>().LoadAsync(CancellationToken.None);

        Assert.Equal(16, core.Options<TikTokOptions>().Concurrency);
        Assert.Null(core.Get<StoredCredentials>().ProblemOf("TIKTOK"));
    }

    [Fact]
    public async Task Has_NoDatabaseOneWithoutAndOneWith_IsKnownBeforeAnythingIsBuilt()
    {
        var path = Directory.CreateTempSubdirectory("sp-credentials-").FullName;
        try
        {
            List<bool> has = [Has(path)];
            await File.WriteAllBytesAsync(Path.Combine(path, "socialprofiles.db"), []);
            has.Add(Has(path));
            await using (var core = await CredentialsCore.StartAsync(path))
            {
            }

            has.Add(Has(path));
            await using (var core = await CredentialsCore.StartAsync(path))
            {
                await core.SaveAsync("YOUTUBE", new CredentialEntry("ApiKey", "AIza"));
            }

            has.Add(Has(path));
            Assert.Equal([false, false, false, true], has);
        }
        finally
        {
            DatabasePool.Clear(path);
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public async Task List_EveryPlatform_IsThereWithoutSecrets()
    {
        await using var core = await CredentialsCore.StartAsync();
        await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", "s3cret"));

        var all = await core.Get<CredentialList>().GetAsync(CancellationToken.None);

        Assert.Equal(core.Get<PlatformCatalog>().All, all.Select(one => one.Platform));
        Assert.All(all.SelectMany(one => one.Fields).Where(state => state.Field.IsSecret), state => Assert.Null(state.Value));
        var tikTok = all.Single(one => one.Platform.Key == "TIKTOK");
        Assert.True(tikTok.IsComplete(CredentialUse.Consent));
        Assert.True(tikTok.IsComplete(CredentialUse.ByHand));
        Assert.False(tikTok.Needs(CredentialUse.ByHand));
        Assert.False(all.Single(one => one.Platform.Key == "YOUTUBE").IsComplete(CredentialUse.ByHand));
    }

    private static bool Has(string path)
    {
        using var folder = DataFolder.Open(path);
        return SqliteServices.HasStoredCredentials(folder);
    }

    private static Task<bool> StoreAsync(CredentialsCore core, string platform, string option, string value) =>
        core.Get<Database>().WriteAsync(
            db =>
            {
                db.Credentials.Add(new StoredCredential
                {
                    Platform = platform,
                    Option = option,
                    SealedValue = core.Get<TokenVault>().Seal(SealedColumn.Credential, $"{platform}/{option}", value),
                    UpdatedAt = core.Time.GetUtcNow(),
                });
                return Task.FromResult(true);
            },
            CancellationToken.None);
}
