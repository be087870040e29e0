using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.SignOn;

/// <summary>Which providers there are, and who has to use one.</summary>
public sealed partial class SingleSignOnPage : IDisposable
{
    private const int MostShown = 10;

    private readonly Lifetime _gone = new();
    private IReadOnlyList<SignOnProviderView>? _providers;
    private SignOnRequirement _required = new(IsSet: false, []);
    private bool _isAsking;
    private bool _isBusy;
    private bool _hasFailed;
    private string? _problem;
    private string? _done;

    // A list that is longer says that something is wrong, whoever else is on it.
    private string Exempt => _required.Exempt.Count <= MostShown ? string.Join(", ", _required.Exempt) : $"{string.Join(", ", _required.Exempt.Take(MostShown))} and {_required.Exempt.Count - MostShown} more";

    [Inject]
    public required SignOnList List { get; init; }

    [Inject]
    public required SignOnRequired Required { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<SingleSignOnPage> Logger { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            await Actor.DemandAsync(Role.Owner);
            (_providers, _required) = (await List.AllAsync(_gone.Token), await Required.GetAsync(_gone.Token));
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task<UseCaseError?> ConfirmAsync() => await StepUp.GuardAsync(() => SetAsync(true));

    private async Task RequireAsync(bool isRequired)
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem, _done) = (true, null, null);
        try
        {
            if (await StepUp.ProveAsync())
            {
                _problem = (await SetAsync(isRequired))?.Sentence;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Change who has to use single sign-on");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task<UseCaseError?> SetAsync(bool isRequired)
    {
        var problem = await Required.SetAsync(isRequired, await Actor.GetAsync(Role.Owner), _gone.Token);
        if (problem is null)
        {
            await LoadAsync();
            _done = isRequired ? "Everybody but owners has to use single sign-on from now on." : "Everybody may use a password again.";
            StateHasChanged();
        }

        return problem;
    }
}
