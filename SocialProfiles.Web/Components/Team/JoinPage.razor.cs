using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Team;
using SocialProfiles.Web.Components.Account;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Team;

/// <summary>Where the link of an invitation leads a colleague: they choose a password and are in.</summary>
public sealed partial class JoinPage
{
    internal const string Prefix = "/join";

    private OpenColleagueInvitation? _invitation;
    private UseCaseError? _problem;
    private string? _agency;

    [Inject]
    public required JoinTeam Joining { get; init; }

    [Inject]
    public required AgencyDirectory Agency { get; init; }

    [Inject]
    public required BrowserSession Session { get; init; }

    [Inject]
    internal DeviceCookie Devices { get; init; } = null!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Parameter]
    public required string Token { get; set; }

    [SupplyParameterFromForm(FormName = "join")]
    public JoinForm Form { get; set; } = null!;

    /// <summary>A form that was opened before passwords ended is there to say so, or nothing could answer it.</summary>
    private bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    protected override async Task OnInitializedAsync()
    {
        Form ??= new JoinForm();
        _invitation = await Joining.FindAsync(Token, Http.RequestAborted);
        _agency = (await Agency.GetNameAsync(Http.RequestAborted)).Value;
        if (_invitation is null)
        {
            Http.Response.StatusCode = StatusCodes.Status410Gone;
        }
    }

    private async Task SubmitAsync()
    {
        if (Form.Password != Form.Repeated)
        {
            _problem = new InvalidError("repeated", PasswordRules.TheyDiffer);
            return;
        }

        var joined = await Joining.ExecuteAsync(Token, Form.Password, Http.ClientAddress(), Http.RequestAborted);
        if (joined.Succeeded)
        {
            if (await Session.BeginAsync(joined.Value, stays: false, Http.RequestAborted) is { } refusal)
            {
                _problem = new ConflictError(refusal.Sentence);
                return;
            }

            Devices.Remember(Http, joined.Value.Id);
            Navigation.NavigateTo(LocalAddress.Home);
            return;
        }

        _problem = joined.Failure;
        if (_problem is ConflictError)
        {
            _invitation = null;
        }
    }

    private string? ErrorOf(string field) => _problem is InvalidError invalid && invalid.Field == field ? invalid.Sentence : null;

    public sealed class JoinForm
    {
        public string? Password { get; set; }

        public string? Repeated { get; set; }
    }
}
