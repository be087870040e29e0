using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Connections;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>Makes an invitation for each of many talents, and shows all links once, ready for a spreadsheet or a mail merge.</summary>
public sealed partial class BulkInviteDialog : IDisposable
{
    private readonly Lifetime _gone = new();
    private Dialog _dialog = null!;
    private IReadOnlyList<BulkLink>? _links;
    private IReadOnlyList<BulkFailure> _failures = [];
    private string? _summary;
    private BulkProgress? _progress;

    [Inject]
    public required BulkChange Bulk { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required PublicAddress Public { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<NamedId> Talents { get; set; }

    /// <summary>Links were made, and the dialog is closed.</summary>
    [Parameter]
    public EventCallback Done { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    private string Title => _links is null ? $"Invite {BulkText.Talents(Talents.Count)}" : "The talents' links";

    public void Dispose() => _gone.Dispose();

    private string Table(IReadOnlyList<BulkLink> links) => string.Join(
        '\n', links.Select(link => $"{Cell(link.Talent.Name)}\t{Address(link)}\t{RelativeText.Date(link.Link.Invitation.ExpiresAt)}"));

    private string Address(BulkLink link) => Public.Of(Navigation).Invitation(link.Link.Token);

    // A spreadsheet would take such a name for a formula.
    private static string Cell(string name) => name[0] is '=' or '+' or '-' or '@' ? $"'{name}" : name;

    private async Task<UseCaseError?> InviteAsync(InvitationChoice choice, Actor actor)
    {
        var (result, links) = await Bulk.InviteAsync(Talents, choice.Platforms, choice.Days, actor, done => _progress?.Show(done), _gone.Token);
        if (_gone.Token.IsCancellationRequested)
        {
            if (links.Count > 0)
            {
                Toasts.Show($"{BulkText.Talents(links.Count)} invited, but the links were closed before you could copy them. Send new links from the talents' pages.");
            }

            return null;
        }

        if (links.Count == 0 && result.Failures is [{ Reason: { } first }, ..] && result.Failures.All(failure => failure.Reason == first))
        {
            // It is not the talents: nothing was chosen, or the days are out of range.
            return first;
        }

        (_links, _failures) = (links, result.Failures);
        _summary = BulkText.Summary(result, "invited", ("", ""));
        StateHasChanged();
        return null;
    }

    private async Task CloseAsync() => await _dialog.CloseAsync();

    private async Task EndAsync()
    {
        await Closed.InvokeAsync();
        if (_links is { Count: > 0 })
        {
            await Done.InvokeAsync();
        }
    }
}
