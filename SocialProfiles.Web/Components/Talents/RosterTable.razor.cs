using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Roster;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>The talents of one page; on a phone each is a card.</summary>
public sealed partial class RosterTable
{
    [Parameter, EditorRequired]
    public required RosterView View { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RosterRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<RosterRow> Edit { get; set; }

    /// <summary>Archives, or brings back.</summary>
    [Parameter, EditorRequired]
    public EventCallback<RosterRow> Archive { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<RosterRow> Delete { get; set; }

    [Parameter, EditorRequired]
    public required RosterSelection Selection { get; set; }

    /// <summary>Somebody else is ticked now.</summary>
    [Parameter, EditorRequired]
    public EventCallback SelectionChanged { get; set; }

    private bool AreAllSelected => Selection.ContainsAll(Rows);

    private Task SelectAsync(IEnumerable<RosterRow> rows, bool isOn)
    {
        foreach (var row in rows)
        {
            Selection.Set(row, isOn);
        }

        return SelectionChanged.InvokeAsync();
    }

    private static bool HasUnknownFollowers(RosterRow row) => row.Connections.Any(connection => connection.Followers?.Value is null);

    private static bool HasRoundedFollowers(RosterRow row) => row.Connections.Any(connection => connection.Followers?.IsRounded == true);

    private static string NeverSynced(RosterRow row) => row.Connections switch
    {
        [] => "–",
        _ when row.Connections.All(connection => connection.IsLinkOnly) => "Links only",
        _ => "Not yet",
    };
}
