using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Credentials;

public sealed class SaveCredentialsTests
{
    private const string Secret = "s3cret-of-the-app";

    [Fact]
    public async Task Save_AnApp_IsInUseAtOnceWithoutARestart()
    {
        await using var core = await CredentialsCore.StartAsync();
        List<string?> heard = [];
        using var listening = core.Get<IOptionsMonitor<TikTokOptions>>().OnChange(options => heard.Add(options.ClientKey));

        var saved = await core.SaveAsync("tiktok", new("ClientKey", " aw123 "), new("ClientSecret", Secret));

        Assert.True(saved.Succeeded, saved.Failure?.Sentence);
        Assert.Equal(("aw123", Secret), (core.Options<TikTokOptions>().ClientKey, core.Options<TikTokOptions>().ClientSecret));
        Assert.True(core.Get<PlatformCatalog>().ConsentOf("TIKTOK")!.IsConfigured);
        Assert.True(saved.Value.Credentials.IsComplete(CredentialUse.Consent));
        Assert.Contains("aw123", heard);
    }

    [Fact]
    public async Task Save_AnApp_IsWrittenDownWithoutItsValues()
    {
        await using var core = await CredentialsCore.StartAsync();

        await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", Secret));

        var entry = Assert.Single(await core.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 10, CancellationToken.None));
        Assert.Equal((ActivityAction.CredentialsChanged, "TikTok", "Set: Client key, Client secret."), (entry.Action, entry.Subject, entry.Detail));
        var files = Directory.GetFiles(core.Folder, "socialprofiles.db*").Select(file => File.ReadAllBytes(file));
        Assert.DoesNotContain(files, bytes => System.Text.Encoding.UTF8.GetString(bytes).Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_EmptySecret_KeepsTheStoredOne()
    {
        await using var core = await CredentialsCore.StartAsync();
        await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", Secret));

        var saved = await core.SaveAsync("TIKTOK", new("ClientKey", "aw456"), new("ClientSecret", ""));

        Assert.True(saved.Value.HasChanged);
        Assert.Equal(("aw456", Secret), (core.Options<TikTokOptions>().ClientKey, core.Options<TikTokOptions>().ClientSecret));
        Assert.Equal("Set: Client key.", (await core.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 1, CancellationToken.None))[0].Detail);
    }

    [Fact]
    public async Task Save_NothingElse_ChangesNothingAndWritesNoActivity()
    {
        await using var core = await CredentialsCore.StartAsync();
        await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", Secret));
        var before = await core.StateAsync("TIKTOK", "ClientSecret");
        core.Time.Advance(TimeSpan.FromHours(1));

        var saved = await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", Secret));

        Assert.False(saved.Value.HasChanged);
        Assert.Equal(before, await core.StateAsync("TIKTOK", "ClientSecret"));
        Assert.Single(await core.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Save_Cleared_TakesThemOutOfTheOptions()
    {
        await using var core = await CredentialsCore.StartAsync();
        await core.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", Secret));

        var saved = await core.SaveAsync("TIKTOK", new("ClientKey", ""), new("ClientSecret", "typed in vain", Clear: true));

        Assert.True(saved.Value.HasChanged);
        Assert.Null(core.Options<TikTokOptions>().ClientKey);
        Assert.Null(core.Options<TikTokOptions>().ClientSecret);
        Assert.False((await core.StateAsync("TIKTOK", "ClientSecret")).IsSet);
        Assert.Equal("Cleared: Client key, Client secret.", (await core.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 1, CancellationToken.None))[0].Detail);
    }

    [Theory]
    [InlineData("TIKTOK", "ClientKey", "aw123", "clientKey", "“Client key” and “Client secret” belong together")]
    [InlineData("INSTAGRAM", "AgencyUserId", "@anna", "agencyUserId", "“Instagram account ID” must be the account's ID")]
    [InlineData("YOUTUBE", "ApiKey", "AIza with a space", "apiKey", "“API key” holds a space")]
    [InlineData("YOUTUBE", "NoSuchOption", "x", "noSuchOption", "has no such setting")]
    public async Task Save_WhatTheOptionsRefuse_IsToldAtItsFieldAndWritesNothing(string platform, string option, string value, string field, string sentence)
    {
        await using var core = await CredentialsCore.StartAsync();

        var refused = await core.SaveAsync(platform, new CredentialEntry(option, value));

        var invalid = Assert.IsType<InvalidError>(refused.Failure);
        Assert.Equal(field, invalid.Field);
        Assert.Contains(sentence, invalid.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Platforms:", invalid.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(core));
        Assert.Empty(await core.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Save_FieldOfTheConfiguration_IsRefusedAndTheConfigurationWins()
    {
        await using var core = await CredentialsCore.StartAsync(configuration: ("Platforms:YouTube:ApiKey", "AIza-configured"));

        var refused = await core.SaveAsync("YOUTUBE", new CredentialEntry("ApiKey", "AIza-typed"));

        Assert.Contains("Platforms:YouTube:ApiKey", Assert.IsType<InvalidError>(refused.Failure).Sentence, StringComparison.Ordinal);
        Assert.Equal("AIza-configured", core.Options<YouTubeOptions>().ApiKey);
        var state = await core.StateAsync("YOUTUBE", "ApiKey");
        Assert.Equal((true, true, null), (state.IsSet, state.IsConfigured, state.Value));
    }

    [Fact]
    public async Task Save_OneHalfIsConfigured_TakesTheOtherHalf()
    {
        await using var core = await CredentialsCore.StartAsync(configuration: [("Platforms:Instagram:AgencyUserId", "178"), ("Platforms:Instagram:GraphBaseUrl", "http://127.0.0.1:1")]);

        var saved = await core.SaveAsync("INSTAGRAM", new CredentialEntry("AccessToken", "EAAG"));

        Assert.True(saved.Succeeded, saved.Failure?.Sentence);
        Assert.Equal(("178", "EAAG"), (core.Options<InstagramOptions>().AgencyUserId, core.Options<InstagramOptions>().AccessToken));
    }

    [Fact]
    public async Task Save_PlatformThatWasNotConfigured_QueuesWhatWaitedForIt()
    {
        await using var core = await CredentialsCore.StartAsync();
        var talent = await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), TestCore.Admin, CancellationToken.None);
        var connected = await core.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent.Value.Id, "YOUTUBE", "mara.lind"), TestCore.Admin, CancellationToken.None);
        await core.Get<Database>().WriteAsync(
            db => db.Connections.ExecuteUpdateAsync(x => x
                .SetProperty(c => c.Status, SyncStatus.Error).SetProperty(c => c.Failure, FailureKind.NotConfigured).SetProperty(c => c.DueAt, (DateTimeOffset?)null)),
            CancellationToken.None);

        var saved = await core.SaveAsync("YOUTUBE", new CredentialEntry("ApiKey", "AIza"));

        Assert.Equal(1, saved.Value.Queued);
        var connection = await core.Get<ConnectionList>().FindAsync(connected.Value.Connection.Id, CancellationToken.None);
        Assert.Equal((SyncStatus.Pending, null), (connection!.Status, connection.Failure));
    }

    [Fact]
    public async Task Save_PlatformWithoutSettings_IsRefused()
    {
        await using var core = await CredentialsCore.StartAsync();

        Assert.IsType<NotFoundError>((await core.SaveAsync("NOWHERE")).Failure);
        Assert.IsType<InvalidError>((await core.SaveAsync("LINKEDIN", new CredentialEntry("ApiKey", "x"))).Failure);
    }

    [Fact]
    public async Task Save_Restarted_IsStillThere()
    {
        var folder = Directory.CreateTempSubdirectory("sp-credentials-").FullName;
        try
        {
            await using (var first = await CredentialsCore.StartAsync(folder))
            {
                await first.SaveAsync("TIKTOK", new("ClientKey", "aw123"), new("ClientSecret", Secret));
            }

            await using var second = await CredentialsCore.StartAsync(folder);

            Assert.Equal(("aw123", Secret), (second.Options<TikTokOptions>().ClientKey, second.Options<TikTokOptions>().ClientSecret));
            var state = await second.StateAsync("TIKTOK", "ClientSecret");
            Assert.Equal((true, false, null, (DateTimeOffset?)second.Time.GetUtcNow()), (state.IsSet, state.IsConfigured, state.Value, state.StoredAt));
            Assert.Equal("aw123", (await second.StateAsync("TIKTOK", "ClientKey")).Value);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Entry_AsText_HoldsNoSecret()
    {
        Assert.Equal("ClientSecret", new CredentialEntry("ClientSecret", Secret).ToString());
    }

    private static Task<int> CountAsync(CredentialsCore core) => core.Get<Database>().ReadAsync(db => db.Credentials.CountAsync(), CancellationToken.None);
}
