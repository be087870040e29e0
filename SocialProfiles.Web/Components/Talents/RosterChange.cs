using SocialProfiles.Core.Connections;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>What changes mean for a page of the roster.</summary>
/// <param name="NeedsPage">Somebody came, went, or is called or tagged otherwise: who stands on the page may be another now.</param>
/// <param name="Rows">Else: whose rows on the screen have to be read again; empty where the page shows nothing of it.</param>
internal sealed record RosterChange(bool NeedsPage, IReadOnlyList<Guid> Rows)
{
    /// <param name="shown">The talents on the screen.</param>
    public static RosterChange Of(IReadOnlyCollection<ConnectionChanged> changes, IEnumerable<Guid> shown) =>
        changes.Any(change => change.Of is ChangeOf.Talent or ChangeOf.Platform)
            ? new RosterChange(NeedsPage: true, [])
            : new RosterChange(NeedsPage: false, [.. shown.Intersect(changes.Select(change => change.TalentId))]);
}
