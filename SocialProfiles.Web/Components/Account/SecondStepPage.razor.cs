using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Account;

/// <summary>Asks for the code after the password was right, where the person turned that on.</summary>
public sealed partial class SecondStepPage
{
    private SignInRefusal? _problem;

    [Inject]
    public required SecondStep Step { get; init; }

    [Inject]
    internal SecondStepCookie Tickets { get; init; } = null!;

    [Inject]
    internal DeviceCookie Devices { get; init; } = null!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "second-step")]
    public CodeForm Form { get; set; } = null!;

    // Only codes can be tried again; anything else ends the sign-in.
    private bool IsOver => _problem is not (null or WrongCode or TooManyCodes);

    private string SignInAddress => LocalAddress.OrHome(ReturnUrl) is var path && path == LocalAddress.Home ? AccountPaths.SignIn : $"{AccountPaths.SignIn}?returnUrl={Uri.EscapeDataString(path)}";

    internal static string Address(string? returnUrl) => $"{AccountPaths.SecondStep}?returnUrl={Uri.EscapeDataString(LocalAddress.OrHome(returnUrl))}";

    protected override void OnInitialized()
    {
        Form ??= new CodeForm();
        if (HttpMethods.IsGet(Http.Request.Method) && Tickets.Find(Http) is null)
        {
            Navigation.NavigateTo(SignInAddress);
        }
    }

    private async Task SubmitAsync()
    {
        if (Tickets.Find(Http) is not { } ticket)
        {
            _problem = new FirstStepOver();
            return;
        }

        var result = await Step.ExecuteAsync(
            ticket, Form.Code, Http.ClientAddress(), Http.ClientNetwork(), Devices.Find(Http, ticket.PersonId), Http.RequestAborted);
        _problem = result.Failure;
        if (result.Succeeded)
        {
            Tickets.Take(Http);
            Devices.Remember(Http, ticket.PersonId);
            Navigation.NavigateTo(LocalAddress.OrHome(ReturnUrl));
        }
        else if (IsOver)
        {
            Tickets.Take(Http);
        }
    }

    public sealed class CodeForm
    {
        public string? Code { get; set; }
    }
}
