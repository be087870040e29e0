using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Asks before something is done that cannot be undone. Its content names what goes.</summary>
public sealed partial class ConfirmDialog
{
    private Dialog _dialog = null!;
    private string? _problem;

    [Inject]
    public required ILogger<ConfirmDialog> Logger { get; init; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What the button does, in words: <c>Delete talent</c>.</summary>
    [Parameter, EditorRequired]
    public required string Action { get; set; }

    [Parameter]
    public ActionKind Kind { get; set; } = ActionKind.Danger;

    [Parameter]
    public IconShape Icon { get; set; } = IconShape.Trash;

    /// <summary>Does it. Gives null when it is done, which closes the dialog, or the reason why not.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<UseCaseError?>> Confirm { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    private async Task CancelAsync() => await _dialog.CloseAsync();

    private async Task ConfirmAsync()
    {
        try
        {
            _problem = (await Confirm())?.Sentence;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, Action);
            _problem = Sentences.NotDoneBecause(exception);
        }

        if (_problem is null)
        {
            await _dialog.CloseAsync();
        }
    }
}
