using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>A new link, to be sent on now, with a message around it: it is kept nowhere.</summary>
public sealed partial class LinkOnce
{
    private AgencyName? _agency;

    [Inject]
    public required AgencyDirectory Agency { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required PublicAddress Public { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<LinkOnce> Logger { get; init; }

    [Parameter, EditorRequired]
    public required InvitationLink Link { get; set; }

    private string Address => Public.Of(Navigation).Invitation(Link.Token);

    private string[] Platforms => [.. Link.Invitation.Platforms.Select(asked => Catalog.NameOf(asked.Platform))];

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _agency = await Agency.GetNameAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The link is shown this once, whatever happens.
            Logger.ReadFailed(exception);
            _agency = new AgencyName(Value: null);
        }
    }
}
