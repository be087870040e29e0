using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Find;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Find;

/// <summary>The views that the team has saved of a page: open, save, rename, delete.</summary>
public sealed partial class SavedViewMenu : IDisposable
{
    private readonly Lifetime _gone = new();
    private IReadOnlyList<SavedView>? _views;
    private SavedView? _naming;
    private bool _isSaving;
    private bool _hasFailed;

    [Inject]
    public required SavedViews Views { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required ILogger<SavedViewMenu> Logger { get; init; }

    [Parameter, EditorRequired]
    public SavedViewPage Page { get; set; }

    /// <summary>What the page shows now, with its question mark; empty as it opens.</summary>
    [Parameter, EditorRequired]
    public required string Query { get; set; }

    /// <summary>The address of a view.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Href { get; set; }

    /// <summary>There is something to save.</summary>
    [Parameter]
    public bool CanSave { get; set; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _views = await Views.ListAsync(Page, _gone.Token);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task SavedAsync(SavedView view)
    {
        Toasts.Show(_naming is null ? $"The view “{view.Name}” was saved for the whole team." : $"The view is now called “{view.Name}”.");
        await LoadAsync();
    }

    private async Task DeleteAsync(SavedView view)
    {
        try
        {
            var actor = await Actor.GetAsync(Role.Editor);
            var deleted = await Views.DeleteAsync(view.Id, actor, CancellationToken.None);
            Toasts.Show(deleted.Succeeded
                ? new Toast($"The view “{view.Name}” was deleted.", "Undo", () => RestoreAsync(deleted.Value))
                : new Toast(deleted.Failure.Sentence));
            await LoadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Delete view");
            Toasts.Show(Sentences.NotDoneBecause(exception));
        }
    }

    private async Task<string> RestoreAsync(SavedView view)
    {
        var restored = await Views.RestoreAsync(view, await Actor.GetAsync(Role.Editor), CancellationToken.None);
        if (!_gone.Token.IsCancellationRequested)
        {
            await InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            });
        }

        return restored.Succeeded ? $"The view “{view.Name}” is back." : restored.Failure.Sentence;
    }
}
