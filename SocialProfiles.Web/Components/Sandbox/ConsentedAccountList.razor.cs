using Microsoft.AspNetCore.Components;
using SocialProfiles.Web.Sandbox.Consents;

namespace SocialProfiles.Web.Components.Sandbox;

/// <summary>Whoever consented in the sandbox, with a button for what a talent would do at the platform.</summary>
public sealed partial class ConsentedAccountList
{
    private IReadOnlyList<ConsentedAccount> _accounts = [];
    private string? _outcome;

    [Inject]
    private SandboxConsents Consents { get; init; } = null!;

    [Inject]
    private RemoveApp Removal { get; init; } = null!;

    protected override void OnInitialized() => _accounts = Consents.Accounts;

    private static string Key(ConsentedAccount account) => ConsentSites.Get(account.Platform).Key;

    private async Task RemoveAsync(ConsentedAccount account)
    {
        _outcome = await Removal.ExecuteAsync(account.Platform, account.Handle, CancellationToken.None);
        _accounts = Consents.Accounts;
    }
}
