using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Activity;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>One connection: whose, in which state, since when, and what is the matter.</summary>
public sealed partial class ConnectionRow : IDisposable
{
    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required SyncProgress Progress { get; init; }

    [Inject]
    public required PageClock Clock { get; init; }

    [Inject]
    public required StorageHealth Storage { get; init; }

    [Parameter, EditorRequired]
    public required ConnectionView Connection { get; set; }

    /// <summary>The talent is archived: nothing is fetched.</summary>
    [Parameter]
    public bool IsPaused { get; set; }

    [Parameter]
    public EventCallback<ConnectionView> Refresh { get; set; }

    [Parameter]
    public EventCallback<ConnectionView> Delete { get; set; }

    /// <summary>Invites the talent to consent anew for it.</summary>
    [Parameter]
    public EventCallback<ConnectionView> Invite { get; set; }

    public void Dispose() => Storage.Changed -= OnStorageChanged;

    protected override void OnInitialized() => Storage.Changed += OnStorageChanged;

    private void OnStorageChanged(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);

    private IPlatform? Platform => Catalog.TryGet(Connection.Platform, out var platform) ? platform : null;

    private string PlatformName => Catalog.NameOf(Connection.Platform);

    /// <summary>The account's name, where it says more than the handle.</summary>
    private string? Name => Connection.DisplayName != Connection.Handle ? Connection.DisplayName : null;

    private ConnectionNote? Note => ConnectionNote.Of(Connection, Platform, Progress.Of(Connection.Id), Storage.Fault);

    // As the activity spells it.
    private string ActivityAddress => ActivityView.Address(TalentPage.Address(Connection.TalentId, TalentPage.ActivityTab), new ActivityFilter(Profile: $"@{Connection.Handle} on {PlatformName}"));

    private string TypeName => Connection.Type == ConnectionType.OAuth ? "OAUTH" : "MANUAL";

    private bool CanConsent => Catalog.ConsentOf(Connection.Platform) is { IsConfigured: true };

    private string TypeMeaning => Connection.Type == ConnectionType.OAuth
        ? $"The talent gave access on {PlatformName}."
        : "An admin entered the handle. The talent hasn't given access.";
}
