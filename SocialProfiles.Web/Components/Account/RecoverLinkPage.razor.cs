using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Account;

/// <summary>Where a password link leads.</summary>
public sealed partial class RecoverLinkPage
{
    private string? _email;
    private string? _problem;
    private bool _isDone;

    [Parameter]
    public required string Token { get; set; }

    [Inject]
    public required RecoverPassword Recover { get; init; }

    [Inject]
    internal DeviceCookie Devices { get; init; } = null!;

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromForm(FormName = "new-password")]
    public PasswordForm Form { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new PasswordForm();
        _email = await Recover.FindAsync(Token, Http.RequestAborted);
    }

    private async Task SubmitAsync()
    {
        if (Form.Password != Form.Repeated)
        {
            _problem = PasswordRules.TheyDiffer;
            return;
        }

        var result = await Recover.ExecuteAsync(Token, Form.Password, DeviceWords.Of(Http.Request.Headers.UserAgent), Http.ClientAddress(), Http.RequestAborted);
        if (result.Succeeded)
        {
            // Whoever had to guess before gets in here with the new one. Where a code is asked for, only that makes a device known.
            if (!result.Value.TwoFactorEnabled)
            {
                Devices.Remember(Http, result.Value.Id);
            }

            _isDone = true;
        }
        else if (result.Failure is NotFoundError)
        {
            _email = null;
        }
        else
        {
            _problem = result.Failure.Sentence;
        }
    }

    public sealed class PasswordForm
    {
        public string? Password { get; set; }

        public string? Repeated { get; set; }
    }
}
