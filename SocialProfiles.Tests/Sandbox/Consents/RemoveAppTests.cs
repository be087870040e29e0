using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Talents;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Sandbox.Instagram;
using SocialProfiles.Sandbox.TikTok;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;

namespace SocialProfiles.Tests.Sandbox.Consents;

public sealed class RemoveAppTests
{
    private static readonly Actor _admin = new(TestApp.AdminEmail, ActivitySource.Browser);

    [Theory]
    [InlineData("TIKTOK")]
    [InlineData("INSTAGRAM")]
    public async Task Removal_AtThePlatform_EndsTheConsentByTheNoticeAlone(string platform)
    {
        await using var app = await TestApp.StartAsync();
        var talent = await ConsentedTalentAsync(app, platform);
        await app.GrantedAnHourAgoAsync();

        var outcome = await app.Get<RemoveApp>().ExecuteAsync(platform.ToLowerInvariant(), "mara.lind", TestContext.Current.CancellationToken);

        Assert.Equal("Removed, and the application was told.", outcome);
        var connection = Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent, CancellationToken.None))!);
        Assert.Equal(ConsentEndReason.RemovedAtPlatform, connection.Consent!.EndedBecause);
        Assert.True(Assert.Single(app.Get<SandboxConsents>().Accounts).IsRemoved);
    }

    [Fact]
    public async Task Removal_AtGoogle_TellsNobodyAndKillsTheTokens()
    {
        await using var app = await TestApp.StartAsync();
        await ConsentedTalentAsync(app, "YOUTUBE");
        var tokens = app.Get<SandboxTokens>();
        var token = tokens.Issued.Last(issued => issued.Token.Consent.Platform == "youtube").Token;
        Assert.Equal(TokenState.Accepted, tokens.StateOf(token));

        var outcome = await app.Get<RemoveApp>().ExecuteAsync("youtube", "mara.lind", TestContext.Current.CancellationToken);

        Assert.Contains("Google doesn't tell us", outcome, StringComparison.Ordinal);
        Assert.Equal(TokenState.Revoked, tokens.StateOf(token));
    }

    [Fact]
    public void Notices_AreSignedAsTheApplicationExpects()
    {
        var now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var services = new ServiceCollection().AddSingleton<TimeProvider>(new SettableClock(now)).AddSingleton<TikTokWebhook>().AddSingleton<MetaDeauthorization>();
        services.Configure<TikTokOptions>(options => (options.ClientKey, options.ClientSecret) = (TikTokConsentSite.ClientKey, TikTokConsentSite.ClientSecret));
        services.Configure<InstagramOptions>(options => options.AppSecret = InstagramConsentSite.AppSecret);
        using var provider = services.BuildServiceProvider();
        var notice = TikTokRemovalNotice.Of("maya.travels", now);

        var byTikTok = provider.GetRequiredService<TikTokWebhook>().Read(notice.Signature, System.Text.Encoding.UTF8.GetBytes(notice.Body));
        var forged = provider.GetRequiredService<TikTokWebhook>().Read(TikTokRemovalNotice.Sign(notice.Body, now, "wrong"), System.Text.Encoding.UTF8.GetBytes(notice.Body));
        var byMeta = provider.GetRequiredService<MetaDeauthorization>().Read(MetaRemovalNotice.Of("maya.travels", now));

        Assert.Equal(TikTokTokens.OpenId("maya.travels"), byTikTok!.WithdrawnBy);
        Assert.Null(forged);
        Assert.Equal(InstagramIds.AppScoped("maya.travels").ToString(System.Globalization.CultureInfo.InvariantCulture), byMeta!.WithdrawnBy);
    }

    /// <summary>A talent who allowed everything on the platform's page, as mara.lind.</summary>
    private static async Task<Guid> ConsentedTalentAsync(TestApp app, string platform)
    {
        var talent = (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), _admin, CancellationToken.None)).Value;
        var link = await Visit.InviteAsync(app, talent.Id, platform);
        using var phone = app.Browser();
        using var toPlatform = await phone.GetAsync($"/invitation/{link.Token}/{platform.ToLowerInvariant()}");
        var address = toPlatform.Headers.Location!.OriginalString;
        var form = (await phone.PageAsync(address)).QuerySelector<IHtmlFormElement>("form[method=post]")!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden], input[type=checkbox][checked], input[type=radio][checked]").Select(input => (input.Name!, input.Value));
        using var back = await phone.PostAsync(address, [.. fields, ("account", "mara.lind"), ("decision", "allow")]);
        using var home = await phone.GetAsync(back.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
        Assert.Contains("outcome=connected", home.Headers.Location!.OriginalString, StringComparison.Ordinal);

        // What a test does next must not fall into the first sync, which reads and writes as well.
        await app.Services.UntilAsync(Assert.Single((await app.Get<ConnectionList>().OfTalentAsync(talent.Id, CancellationToken.None))!).Id, SyncStatus.Ready);
        return talent.Id;
    }
}
