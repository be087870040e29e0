using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Texts;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Account;

public sealed partial class SetupPage
{
    private UseCaseError? _problem;

    [Inject]
    public required FirstRun FirstRun { get; init; }

    [Inject]
    public required CreateFirstAdmin CreateFirstAdmin { get; init; }

    [Inject]
    public required RenameAgency RenameAgency { get; init; }

    [Inject]
    public required BrowserSession Session { get; init; }

    [Inject]
    internal DeviceCookie Devices { get; init; } = null!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromForm(FormName = "setup")]
    public SetupForm Form { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetupForm();
        if (FirstRun.IsOpen && await CreateFirstAdmin.IsDoneAsync(Http.RequestAborted))
        {
            // By the command line, beside us.
            FirstRun.Close();
        }

        if (!FirstRun.IsOpen && HttpMethods.IsGet(Http.Request.Method))
        {
            Navigation.NavigateTo(LocalAddress.Home);
        }
    }

    private async Task SubmitAsync()
    {
        // What the person can put right alone is told before a code is tried, of which there are few.
        _problem = RefuseDetails() ?? RefuseCode(FirstRun.Check(Form.Code, Http.ClientNetwork()));
        if (_problem is null)
        {
            var created = await CreateFirstAdmin.ExecuteAsync(Form.Email, Form.Password, null, Http.ClientAddress(), Http.RequestAborted);
            if (created.Succeeded)
            {
                FirstRun.Close();
                await NameAgencyAsync(created.Value.Email!);
                await Session.BeginAsync(created.Value, stays: false, Http.RequestAborted);
                Devices.Remember(Http, created.Value.Id);
                Navigation.NavigateTo(LocalAddress.Home);
                return;
            }

            _problem = created.Failure;
        }

        if (_problem is ConflictError)
        {
            // Somebody else was faster.
            FirstRun.Close();
            Navigation.NavigateTo(AccountPaths.SignIn);
        }
    }

    // Not typed: an agency that Setup:AgencyName has named keeps that name.
    private async Task NameAgencyAsync(string email)
    {
        if (!string.IsNullOrWhiteSpace(Form.AgencyName))
        {
            await RenameAgency.ExecuteAsync(Form.AgencyName, new Actor(email, ActivitySource.Browser, Http.ClientAddress()), Http.RequestAborted);
        }
    }

    private InvalidError? RefuseDetails()
    {
        if (!EmailAddress.TryRead(Form.Email, out var email, out var refusal))
        {
            return new InvalidError("email", refusal);
        }

        if (PasswordRules.Refusal(Form.Password, email, Form.AgencyName) is { } passwordRefusal)
        {
            return new InvalidError("password", passwordRefusal);
        }

        if (Form.Password != Form.Repeated)
        {
            return new InvalidError("repeated", PasswordRules.TheyDiffer);
        }

        return AgencyName.Read(Form.AgencyName).Refusal is { } nameRefusal ? new InvalidError("name", nameRefusal) : null;
    }

    private static UseCaseError? RefuseCode(CodeCheck check) => check switch
    {
        CodeCheck.Right => null,
        CodeCheck.Wrong => new InvalidError("code", "That isn't the code. Copy it from the console that SocialProfiles runs in."),
        CodeCheck.TooMany => new InvalidError("code", $"Too many wrong codes came from your network. Wait {SpanText.Wait(PasswordRules.LockoutTime)}, then copy the code from the console that SocialProfiles runs in."),
        _ => new ConflictError("SocialProfiles is already set up. Sign in instead."),
    };

    private string? ErrorOf(string field) => _problem is InvalidError invalid && invalid.Field == field ? invalid.Sentence : null;

    public sealed class SetupForm
    {
        public string? Code { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? Repeated { get; set; }

        public string? AgencyName { get; set; }
    }
}
