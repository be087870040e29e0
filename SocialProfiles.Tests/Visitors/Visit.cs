using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Visitors;

/// <summary>A browser without scripts on the way of a consent, step by step, over the sandbox's own pages.</summary>
internal sealed class Visit(TestApp app) : IDisposable
{
    public static Actor Admin { get; } = new(TestApp.AdminEmail, ActivitySource.Browser);

    public PageClient Browser { get; init; } = app.Browser();

    public static async Task<Guid> TalentAsync(TestApp app, string name = "Mara Lind") =>
        (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest(name), Admin, CancellationToken.None)).Value.Id;

    /// <summary>Invites, after giving the agency a name where it has none.</summary>
    public static async Task<InvitationLink> InviteAsync(TestApp app, Guid talent, params string[] platforms)
    {
        await app.Get<RenameAgency>().AdoptAsync("Nordlicht Talents", CancellationToken.None);
        return (await app.Get<InviteTalent>().ExecuteAsync(new InviteRequest(talent, platforms), Admin, CancellationToken.None)).Value;
    }

    /// <summary>Presses the button of a platform.</summary>
    /// <returns>The address of the platform's page.</returns>
    public Task<string> BeginAsync(InvitationLink link, string platform = "TIKTOK") => FollowAsync($"/invitation/{link.Token}/{platform.ToLowerInvariant()}");

    /// <summary>Allows on the platform's page.</summary>
    /// <param name="without">A scope that is unticked.</param>
    /// <returns>Where the platform sends the browser back to.</returns>
    public Task<string> AllowAsync(string page, string account, string? without = null) => DecideAsync(page, "allow", account, without);

    public Task<string> DenyAsync(string page) => DecideAsync(page, "deny", "mara.lind", null);

    /// <summary>Opens an address and takes its redirect, without going there.</summary>
    public async Task<string> FollowAsync(string address)
    {
        using var answer = await Browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    public void Dispose() => Browser.Dispose();

    private async Task<string> DecideAsync(string page, string decision, string account, string? without)
    {
        var form = (await Browser.PageAsync(page)).QuerySelector<IHtmlFormElement>("form")!;
        (string, string)[] fields =
        [
            .. form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => (input.Name!, input.Value)),
            .. form.QuerySelectorAll<IHtmlInputElement>("input[name=scope]").Where(input => input.IsChecked && !input.IsDisabled && input.Value != without).Select(input => ("scope", input.Value)),
            ("life", form.QuerySelector<IHtmlInputElement>("input[name=life][checked]")!.Value),
            ("account", account),
            ("decision", decision),
        ];
        using var answer = await Browser.PostAsync(page, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }
}
