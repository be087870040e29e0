using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>Adds a talent, or changes one.</summary>
public sealed partial class TalentDialog
{
    private Dialog _dialog = null!;
    private string? _name;
    private string? _tags;
    private string? _problem;
    private string? _invalidField;
    private bool _isBusy;

    [Inject]
    public required AddTalent Adding { get; init; }

    [Inject]
    public required EditTalent Editing { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<TalentDialog> Logger { get; init; }

    /// <summary>Whom to change; null to add somebody.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>The talent as saved; called before the dialog closes.</summary>
    [Parameter]
    public EventCallback<Talent> Saved { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    protected override void OnInitialized()
    {
        _name = Name;
        _tags = Tags is null ? null : string.Join(", ", Tags);
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            var request = new TalentRequest(_name, _tags?.Split(','));
            var actor = await Actor.GetAsync(Role.Editor);
            var result = Id is { } id
                ? await Editing.ExecuteAsync(id, request, actor, CancellationToken.None)
                : await Adding.ExecuteAsync(request, actor, CancellationToken.None);
            _problem = result.Failure?.Sentence;
            _invalidField = (result.Failure as InvalidError)?.Field;
            if (result.Succeeded)
            {
                await _dialog.CloseAsync();
                await Saved.InvokeAsync(result.Value);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save talent");
            (_problem, _invalidField) = (Sentences.NotDoneBecause(exception), null);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task CancelAsync() => await _dialog.CloseAsync();
}
