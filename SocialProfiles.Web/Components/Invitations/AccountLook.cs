using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>How a connection looks and reads for its talent. What can pass by itself is no error for them: there is nothing that they could do.</summary>
internal sealed record AccountLook(IconShape Icon, string Label, string CssClass, string? Sentence)
{
    /// <summary>Whether it matters when the account was last read.</summary>
    public bool SaysWhen => CssClass == "state-ready";

    public static AccountLook Of(ConnectionView connection, string platform, SyncStep? step)
    {
        var state = StateLook.Of(connection.Status);
        return connection switch
        {
            { Consent: null or { EndedBecause: not null } } => new(
                IconShape.Warning, "Ended", "state-error", $"Your permission for {platform} has ended. Reload the page to see what you can do."),
            { Status: SyncStatus.Ready } => new(state.Icon, state.Label, state.CssClass, null),
            { Status: SyncStatus.Syncing } => new(
                state.Icon, state.Label, state.CssClass, step is { ProfileDone: true, Posts: var posts } ? $"Reading {platform}: profile read, posts so far: {posts}." : $"Reading {platform} now."),

            // Read before and in order: waiting for its turn again is nothing that a talent has to know of.
            { Failure: null, LastSyncedAt: not null } => new(IconShape.Tick, "Connected", "state-ready", null),
            { Status: SyncStatus.Pending, Failure: null } => new(state.Icon, state.Label, state.CssClass, "We'll read it in a moment."),
            { LastSyncedAt: null } => new(
                IconShape.Clock, "Connected, not read yet", "state-pending", $"{platform} hasn't let us read the account yet. We'll try again automatically, and the agency sees it too. You don't need to do anything."),
            _ => new(IconShape.Tick, "Connected", "state-ready", $"We couldn't read {platform} the last time we tried. We'll try again automatically."),
        };
    }
}
