using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Security;
using SocialProfiles.Tests.Credentials;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Security;

/// <summary>Keys that are lost, restored and rotated between two starts on one data folder.</summary>
public sealed class SealingCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sp-keys-").FullName;

    private string Keys => Path.Combine(_folder, "keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_NothingSealedYet_IsWellWithoutAnyKey()
    {
        await using var core = await CredentialsCore.StartAsync(_folder);

        Assert.True(core.Get<SealingHealth>().IsWell);
        Assert.NotNull(core.Get<SealingHealth>().CheckedAt);
    }

    [Fact]
    public async Task Start_KeysDeleted_IsNoticedAtEachStartAlthoughNewKeysAreMade()
    {
        await StoreAsync();
        Directory.Delete(Keys, recursive: true);

        await using (var second = await CredentialsCore.StartAsync(_folder))
        {
            AssertBroken(second);
            Assert.NotEmpty(Directory.GetFiles(Keys));
        }

        await using var third = await CredentialsCore.StartAsync(_folder);
        AssertBroken(third);
    }

    [Fact]
    public async Task Start_NewestPermissionDamagedBesideOnesThatOpen_IsWell()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConsentAsync("healthy");
        core.Time.Advance(TimeSpan.FromMinutes(1));
        await core.ConsentAsync("damaged");
        await core.Database.WriteAsync(
            db => db.Consents.Where(x => x.UserId == "user-damaged").ExecuteUpdateAsync(x => x.SetProperty(consent => consent.SealedAccessToken, "damaged")), CancellationToken.None);

        await core.Get<SealingCheck>().ExecuteAsync(CancellationToken.None);

        Assert.True(core.Get<SealingHealth>().IsWell);
    }

    [Fact]
    public async Task Start_KeysRestored_IsWellAgain()
    {
        await StoreAsync();
        var backup = Path.Combine(_folder, "backup");
        Directory.Move(Keys, backup);
        await using (var second = await CredentialsCore.StartAsync(_folder))
        {
            AssertBroken(second);
        }

        foreach (var file in Directory.GetFiles(backup))
        {
            File.Copy(file, Path.Combine(Keys, Path.GetFileName(file)));
        }

        await using var third = await CredentialsCore.StartAsync(_folder);
        Assert.True(third.Get<SealingHealth>().IsWell);
        Assert.Equal("aw123", third.Options<TikTokOptions>().ClientKey);
    }

    [Fact]
    public async Task Save_KeysDeleted_RefusesToSealAnewButTakesAway()
    {
        await StoreAsync();
        Directory.Delete(Keys, recursive: true);
        await using var core = await CredentialsCore.StartAsync(_folder);

        var refused = await core.SaveAsync("YOUTUBE", new CredentialEntry("ApiKey", "AIza"));
        var cleared = await core.SaveAsync("TIKTOK", new("ClientKey", ""), new("ClientSecret", "", Clear: true));

        Assert.Equal(SealingHealth.Refusal, Assert.IsType<ConflictError>(refused.Failure).Sentence);
        Assert.True(cleared.Value.HasChanged);
        Assert.Throws<SealedValueException>(() => core.Get<TokenVault>().Seal(SealedColumn.Credential, "TIKTOK/ClientKey", "x"));
    }

    [Fact]
    public async Task Start_AnotherKeyBecameTheDefault_OldValuesStillOpenAndNewOnesUseIt()
    {
        await StoreAsync();
        string before;
        await using (var second = await CredentialsCore.StartAsync(_folder))
        {
            before = KeyOf(second);
            var now = TimeProvider.System.GetUtcNow();
            second.Get<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        }

        await using var third = await CredentialsCore.StartAsync(_folder);

        Assert.True(third.Get<SealingHealth>().IsWell);
        Assert.Equal(("aw123", "s3cret"), (third.Options<TikTokOptions>().ClientKey, third.Options<TikTokOptions>().ClientSecret));
        Assert.NotEqual(before, KeyOf(third));
    }

    [Fact]
    public async Task Start_KeysOfAConsentDeleted_IsNoticed()
    {
        await using (var first = await TestCore.CreateAsync(folder: _folder))
        {
            await first.ConsentAsync();
            await first.Get<SealingCheck>().ExecuteAsync(CancellationToken.None);
            Assert.True(first.Get<SealingHealth>().IsWell);
        }

        Directory.Delete(Keys, recursive: true);
        await using var second = await TestCore.CreateAsync(folder: _folder);
        await second.Get<SealingCheck>().ExecuteAsync(CancellationToken.None);

        Assert.False(second.Get<SealingHealth>().IsWell);
    }

    [Fact]
    public async Task Workers_KeysAreWrong_LookForWorkAndClaimNothing()
    {
        await using var core = await TestCore.CreateAsync();
        core.Get<SealingHealth>().Checked(isWell: false);
        var connection = await core.ConnectAsync();
        await core.StartAsync();

        core.Time.Advance(TimeSpan.FromSeconds(1));
        core.Get<SyncQueue>().Wake();
        while (core.Get<SyncWorkersHealth>().LastBeat != core.Time.GetUtcNow())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var still = await core.ReadAsync(connection.Id);
        Assert.Equal((SyncStatus.Pending, null, 0), (still.Status, still.Failure, core.Platform.Calls));
    }

    [Fact]
    public async Task Consents_KeysAreWrong_AreNeitherBegunNorRenewedNorEnded()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Get<SealingHealth>().Checked(isWell: false);
        core.Time.Advance(TimeSpan.FromDays(4000));

        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        var started = await core.Get<StartConsent>().ExecuteAsync(
            new ConsentStart(connection.TalentId, core.Platform.Key, "https://agency.example/callback", "bearer"), TestCore.Admin, CancellationToken.None);
        var invited = await core.InviteAsync(new InviteRequest(connection.TalentId, [core.Platform.Key]));

        Assert.Null((await core.ReadAsync(connection.Id)).Consent!.EndedBecause);
        Assert.Equal(0, core.Consent.Refreshes);
        Assert.IsType<ConflictError>(started.Failure);
        Assert.Equal(SealingHealth.Refusal, Assert.IsType<ConflictError>(invited.Failure).Sentence);
    }

    private static void AssertBroken(CredentialsCore core)
    {
        Assert.False(core.Get<SealingHealth>().IsWell);
        Assert.Null(core.Options<TikTokOptions>().ClientKey);
        Assert.Null(core.Get<StoredCredentials>().ProblemOf("TIKTOK"));
    }

    private async Task StoreAsync()
    {
        await using var core = await CredentialsCore.StartAsync(_folder);
        var saved = await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", "s3cret"));
        Assert.True(saved.Succeeded);
    }

    /// <summary>Id of the key that seals now: behind the four bytes that mark what Data Protection made.</summary>
    private static string KeyOf(CredentialsCore core) =>
        Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(core.Get<TokenVault>().Seal(SealedColumn.Credential, "TIKTOK/ClientKey", "x")).AsSpan(4, 16));
}
