using SocialProfiles.Core.Connections;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>How a state looks and reads, everywhere. Never colour alone: each has its own shape and word.</summary>
/// <param name="Label">The word on the screen.</param>
/// <param name="CssClass">Sets the state's colours.</param>
/// <param name="Meaning">What a tooltip shows, and what a screen reader says after the label.</param>
public sealed record StateLook(IconShape Icon, string Label, string CssClass, string Meaning)
{
    private static readonly StateLook _pending = new(IconShape.Clock, "Pending", "state-pending", "waiting to sync");
    private static readonly StateLook _syncing = new(IconShape.Arrows, "Syncing", "state-syncing", "fetching data now");
    private static readonly StateLook _ready = new(IconShape.Tick, "Connected", "state-ready", "synced and live");
    private static readonly StateLook _error = new(IconShape.Warning, "Error", "state-error", "the sync failed");

    private static readonly StateLook _linkOnly = new(IconShape.Link, "Link only", "state-link", "only the link is kept; nothing is fetched");

    /// <summary>The same for a profile: one of which only the link is kept is neither synced nor live.</summary>
    public static StateLook Of(ConnectionView connection) => connection.IsLinkOnly ? _linkOnly : Of(connection.Status);

    public static StateLook Of(SyncStatus status) => status switch
    {
        SyncStatus.Pending => _pending,
        SyncStatus.Syncing => _syncing,
        SyncStatus.Ready => _ready,
        SyncStatus.Error => _error,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
