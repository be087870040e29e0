using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Web.Hosting;
using SocialProfiles.Web.SignOn;

namespace SocialProfiles.Web.Components.Account;

public sealed partial class SignInPage
{
    private string? _problem;
    private IReadOnlyList<SignOnChoice> _choices = [];

    [Inject]
    public required SignIn SignIn { get; init; }

    [Inject]
    internal DeviceCookie Devices { get; init; } = null!;

    [Inject]
    internal SecondStepCookie SecondSteps { get; init; } = null!;

    [Inject]
    public required SignOnList SignOn { get; init; }

    [Inject]
    public required FirstRun FirstRun { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>The provider that somebody comes back from without being signed in.</summary>
    [SupplyParameterFromQuery]
    public string? With { get; set; }

    /// <summary>Why.</summary>
    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    public SignInForm Form { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm();
        _choices = await SignOn.ChoicesAsync(Http.RequestAborted);
        if (!HttpMethods.IsGet(Http.Request.Method))
        {
            return;
        }

        if (FirstRun.IsOpen)
        {
            Navigation.NavigateTo(AccountPaths.Setup);
        }
        else if (Http.User.Identity?.IsAuthenticated == true)
        {
            Navigation.NavigateTo(LocalAddress.OrHome(ReturnUrl));
        }
        else if (EnumName.Read<SignOnProblem>(Problem) is { } problem)
        {
            _problem = SignOnText.Of(problem, _choices.FirstOrDefault(choice => choice.Id.ToString() == With)?.Name ?? "the provider");
        }
    }

    private string BeginAddress(SignOnChoice choice) => SignOnPaths.Begin(choice.Id) + (LocalAddress.OrHome(ReturnUrl) is var path && path != LocalAddress.Home ? $"?returnUrl={Uri.EscapeDataString(path)}" : "");

    private async Task SubmitAsync()
    {
        if (string.IsNullOrWhiteSpace(Form.Email) || string.IsNullOrEmpty(Form.Password))
        {
            _problem = "Enter your e-mail address and password.";
            return;
        }

        var attempt = new SignInAttempt(Form.Email, Form.Password, Form.Stay, Http.ClientAddress(), Http.ClientNetwork(), id => Devices.Find(Http, id));
        var result = await SignIn.ExecuteAsync(attempt, Http.RequestAborted);
        if (result.Succeeded && result.Value is { NeedsSecondStep: true, Person: var person })
        {
            SecondSteps.Give(Http, new SecondStepTicket(person.Id, person.SecurityStamp ?? "", Form.Stay));
            Navigation.NavigateTo(SecondStepPage.Address(ReturnUrl));
            return;
        }

        if (result.Succeeded)
        {
            Devices.Remember(Http, result.Value.Person.Id);
            Navigation.NavigateTo(LocalAddress.OrHome(ReturnUrl));
            return;
        }

        _problem = result.Failure.Sentence;
    }

    public sealed class SignInForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Stay { get; set; }
    }
}
