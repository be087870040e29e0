using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Web.Components.Account;

/// <summary>Where <see cref="SignOutButton"/> sends its form; a page of its own for whoever comes here by address.</summary>
public sealed partial class SignOutPage
{
    internal const string FormName = "sign-out";

    [Inject]
    public required BrowserSession Session { get; init; }

    [Inject]
    public required Sessions Sessions { get; init; }

    [Inject]
    public required ActivityNote Activity { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    private bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    protected override void OnInitialized()
    {
        if (!IsSignedIn && HttpMethods.IsGet(Http.Request.Method))
        {
            Navigation.NavigateTo(AccountPaths.SignIn);
        }
    }

    private async Task SubmitAsync()
    {
        if (IsSignedIn)
        {
            var actor = PersonClaims.ActorOf(Http.User);
            var origin = BrowserSession.KeyOf(Http.User) is { } key ? await Sessions.OriginAsync(key, Http.RequestAborted) : null;
            await Session.EndAsync(Http.RequestAborted);
            await Activity.TryWriteAsync(actor, ActivityAction.SignedOut, actor.Name, Http.RequestAborted);
            if (origin is not null)
            {
                Navigation.NavigateTo(SignedOutPage.Address(origin.ProviderId));
                return;
            }
        }

        Navigation.NavigateTo(AccountPaths.SignIn);
    }
}
