using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class UnattendedSetupTests
{
    [Fact]
    public async Task Start_WithSetup_MakesAdminAndKeyOnce()
    {
        await using var app = await TestApp.StartAsync();
        await app.StopAsync();
        await app.StartAgainAsync();
        using var browser = await app.SignedInAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync("/api/admin/queue-stats");
        var (admins, keys) = await app.Get<Database>().ReadAsync(
            async db => (await db.Users.CountAsync(), await db.ApiKeys.CountAsync()), CancellationToken.None);

        Assert.Null(app.SetupCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((1, 1), (admins, keys));
    }

    [Fact]
    public async Task Start_WithTheAgencysName_TakesItWhereThereIsNone()
    {
        await using var app = await TestApp.StartAsync(("Setup:AgencyName", "Studio Nord"));
        var first = await app.Get<AgencyDirectory>().GetNameAsync(CancellationToken.None);
        await app.Get<RenameAgency>().ExecuteAsync("Studio Süd", Actor.System, CancellationToken.None);
        await app.StopAsync();
        await app.StartAgainAsync();

        Assert.Equal("Studio Nord", first.Value);
        Assert.Equal("Studio Süd", (await app.Get<AgencyDirectory>().GetNameAsync(CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Start_KeyWasRevoked_DoesNotBringItBack()
    {
        await using var app = await TestApp.StartAsync();
        var key = Assert.Single(await app.Get<ApiKeyList>().GetAsync(CancellationToken.None));
        await app.Get<RevokeApiKey>().ExecuteAsync(key.Id, Actor.System, CancellationToken.None);
        await app.StopAsync();
        await app.StartAgainAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync("/api/admin/queue-stats");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Start_OtherAdminExists_KeepsThatOneAlone()
    {
        var folder = Directory.CreateTempSubdirectory("socialprofiles-");
        try
        {
            await using (await TestApp.StartAsync(new TestAppOptions { DataDirectory = folder.FullName }))
            {
            }

            await using var app = await TestApp.StartAsync(new TestAppOptions
            {
                DataDirectory = folder.FullName,
                Settings = [("Setup:AdminEmail", "other@agency.example")],
            });
            var emails = await app.Get<Database>().ReadAsync(db => db.Users.Select(user => user.Email).ToListAsync(), CancellationToken.None);

            Assert.Equal([TestApp.AdminEmail], emails);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Start_BadSettings_AreAllNamed()
    {
        var refused = await Assert.ThrowsAsync<AggregateException>(() => TestApp.StartAsync(new TestAppOptions
        {
            IsSetUp = false,
            Settings = [("Setup:AdminEmail", "nobody"), ("Setup:AdminPassword", "short"), ("Setup:ApiKey", "abc"), ("Setup:AgencyName", new string('n', 81)), ("Api:RequestsPerMinute", "-1")],
        }));

        var failures = refused.InnerExceptions.SelectMany(inner => ((OptionsValidationException)inner).Failures).ToArray();
        Assert.Collection(
            failures.Order(StringComparer.Ordinal),
            failure => Assert.StartsWith("Api:RequestsPerMinute must be", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("Setup:AdminEmail isn't", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("Setup:AdminPassword can't be used", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("Setup:AgencyName can't be used", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("Setup:ApiKey is too short", failure, StringComparison.Ordinal));
        Assert.DoesNotContain(failures, failure => failure.Contains("abc", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Setup:AdminEmail", "new@agency.example", "Setup:AdminPassword is missing")]
    [InlineData("Setup:AdminPassword", "three quiet words", "Setup:AdminEmail is missing")]
    public async Task Start_HalfOfAnAdmin_NamesTheOtherHalf(string key, string value, string sentence)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(new TestAppOptions { IsSetUp = false, Settings = [(key, value)] }));

        Assert.StartsWith(sentence, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }
}
