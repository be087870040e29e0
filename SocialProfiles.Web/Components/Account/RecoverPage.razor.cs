using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Recovery;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Account;

/// <summary>Sends a password link to whoever forgot their password. The answer is the same for every address.</summary>
public sealed partial class RecoverPage
{
    private bool _canSend;
    private string? _providers;
    private string? _asked;
    private string? _problem;

    [Inject]
    public required RecoveryMails Mails { get; init; }

    [Inject]
    public required SignOnRequired SignOn { get; init; }

    [Inject]
    public required PublicAddress Address { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromForm(FormName = "recover")]
    public RecoverForm Form { get; set; } = null!;

    // The address in the e-mail must be ours: the one that the configuration says, or this machine's own.
    private bool IsAddressOurs => Address.IsConfigured || ExpectedHosts.IsLoopback(Http.Request.Host.Host);

    protected override async Task OnInitializedAsync()
    {
        Form ??= new RecoverForm();

        // The same for every address: whether somebody has to use it is nobody's business.
        _providers = await SignOn.NamesAsync(Http.RequestAborted);
        _canSend = IsAddressOurs && await Mails.CanSendAsync(Http.RequestAborted);
    }

    private void Submit()
    {
        if (!_canSend)
        {
            return;
        }

        var links = Address.Of(Http.Request);
        _problem = Mails.Ask(Form.Email, links.Recovery, Http.ClientAddress(), Http.ClientNetwork());
        _asked = _problem is null ? Form.Email!.Trim() : null;
    }

    public sealed class RecoverForm
    {
        public string? Email { get; set; }
    }
}
