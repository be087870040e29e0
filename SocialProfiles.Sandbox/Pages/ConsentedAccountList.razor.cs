using Microsoft.AspNetCore.Components;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.Pages;

/// <summary>Whoever consented in the sandbox, with a button for what a talent would do at the platform.</summary>
public sealed partial class ConsentedAccountList
{
    private IReadOnlyList<ConsentedAccount> _accounts = [];
    private string? _outcome;
    private bool _isRemoving;

    [Inject]
    private SandboxConsents Consents { get; init; } = null!;

    [Inject]
    private RemoveApp Removal { get; init; } = null!;

    protected override void OnInitialized() => _accounts = Consents.Accounts;

    private static string Key(ConsentedAccount account) => ConsentSites.Get(account.Platform).Key;

    private async Task RemoveAsync(ConsentedAccount account)
    {
        if (_isRemoving)
        {
            return;
        }

        _isRemoving = true;
        _outcome = await Removal.ExecuteAsync(account.Platform, account.Handle, CancellationToken.None);
        _accounts = Consents.Accounts;
        _isRemoving = false;
    }
}
