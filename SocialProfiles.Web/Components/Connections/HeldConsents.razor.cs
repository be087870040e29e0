using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>Consents that were given for an account which the agency did not expect: an admin takes each, or turns it away.</summary>
public sealed partial class HeldConsents
{
    private (HeldConsentView Held, bool Accept)? _asked;

    [Inject]
    public required HeldConsentList List { get; init; }

    [Inject]
    public required DecideHeldConsent Deciding { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    protected override Task<IReadOnlyList<HeldConsentView>> ReadAsync(CancellationToken cancellationToken) => List.OfTalentAsync(TalentId, cancellationToken);

    private void Ask(HeldConsentView held, bool accept) => _asked = (held, accept);

    private async Task<UseCaseError?> AcceptAsync(HeldConsentView held)
    {
        var result = await Deciding.AcceptAsync(held.Id, await Actor.GetAsync(Role.Editor), CancellationToken.None);
        if (result.Succeeded)
        {
            await Done.InvokeAsync($"@{held.Handle} on {Catalog.NameOf(held.Platform)} is accepted. Its first sync is queued.");
        }

        return result.Failure;
    }

    private async Task<UseCaseError?> RefuseAsync(HeldConsentView held)
    {
        var result = await Deciding.RefuseAsync(held.Id, await Actor.GetAsync(Role.Editor), CancellationToken.None);
        if (result.Succeeded)
        {
            await Done.InvokeAsync($"The permission for @{held.Handle} is refused. {RevocationText.Of(result.Value, held.Platform, Catalog)}".TrimEnd());
        }

        return result.Failure;
    }
}
