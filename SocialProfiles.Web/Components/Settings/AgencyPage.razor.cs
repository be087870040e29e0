using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>What the agency is called, as talents read it.</summary>
public sealed partial class AgencyPage : IDisposable
{
    private readonly Lifetime _gone = new();
    private string? _text;
    private string? _problem;
    private string? _done;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required AgencyDirectory Agency { get; init; }

    [Inject]
    public required RenameAgency Rename { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<AgencyPage> Logger { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _text = (await Agency.GetNameAsync(_gone.Token)).Value ?? "";
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_problem, _done) = (null, null);
        try
        {
            var renamed = await Rename.ExecuteAsync(_text, await Actor.GetAsync(), _gone.Token);
            if (renamed.Succeeded)
            {
                _text = renamed.Value.Value ?? "";
                _done = $"Saved. Talents read “{renamed.Value.OrNeutral}”.";
            }
            else
            {
                _problem = renamed.Failure.Sentence;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save the agency");
            _problem = Sentences.NotDone;
        }
        finally
        {
            _isBusy = false;
        }
    }
}
