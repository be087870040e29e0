using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Asks for the password where <see cref="StepUp"/> wants it.</summary>
public sealed partial class StepUpDialog
{
    private readonly Lifetime _gone = new();
    private Dialog? _dialog;
    private TextInput? _field;
    private string? _password;
    private string? _problem;
    private bool _hasPasskeys;
    private bool _isBusy;
    private bool _isProved;
    private bool _hasPassword = true;
    private List<SignOnConnection> _providers = [];
    private IDisposable? _listening;

    [Inject]
    public required StepUp StepUp { get; init; }

    [Inject]
    public required ProvePassword Prove { get; init; }

    [Inject]
    public required PasskeyList Passkeys { get; init; }

    [Inject]
    public required SignOnList SignOn { get; init; }

    [Inject]
    public required ProofSignal Proofs { get; init; }

    [Inject]
    public required Sessions Sessions { get; init; }

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required ILogger<StepUpDialog> Logger { get; init; }

    public void Dispose()
    {
        StepUp.Asked -= Ask;
        _listening?.Dispose();
        StepUp.Answer(isProved: false);
        _gone.Dispose();
    }

    protected override void OnInitialized() => StepUp.Asked += Ask;

    private void Ask(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        (_password, _problem, _isProved, _hasPasskeys, _hasPassword, _providers) = (null, null, false, false, true, []);
        try
        {
            // Before anything is shown: a field for a password that there isn't would only confuse.
            var person = await Person.GetAsync();
            _hasPassword = await SignOn.HasPasswordAsync(person.Id, _gone.Token);
            var isOn = (await SignOn.ChoicesAsync(_gone.Token)).Select(choice => choice.Id).ToHashSet();
            _providers = [.. (await SignOn.OfPersonAsync(person.Id, _gone.Token)).Where(each => isOn.Contains(each.ProviderId))];
            _listening ??= Proofs.Subscribe(() => _ = InvokeAsync(HeardAsync));
            StateHasChanged();
            _hasPasskeys = (await Passkeys.GetAsync(person.Id, _gone.Token)).Count > 0 && await Browser.InvokeAsync<bool>("SocialProfiles.passkeys.isPossible", _gone.Token);
            StateHasChanged();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The password is enough.
            Logger.ReadFailed(exception);
            StateHasChanged();
        }
    });

    // Somebody showed who they are, perhaps this person in another tab.
    private async Task HeardAsync()
    {
        try
        {
            if (StepUp.IsAsking && !_isBusy && !_isProved && await Sessions.IsProvedAsync((await Person.GetAsync()).SessionKey, _gone.Token))
            {
                _isProved = true;
                await CloseAsync();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
        }
    }

    private async Task ProveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            var proved = await Prove.ExecuteAsync(await Person.GetAsync(), _password, _gone.Token);
            (_problem, _password, _isProved) = (proved.Failure?.Sentence, null, proved.Succeeded);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Prove the password");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }

        await GoOnAsync();
    }

    private async Task ProveByPasskeyAsync()
    {
        _problem = await Browser.InvokeAsync<string?>("SocialProfiles.passkeys.prove", _gone.Token);
        _isProved = _problem is null;
        await GoOnAsync();
    }

    private async Task GoOnAsync()
    {
        if (_isProved)
        {
            // Where it was heard of meanwhile, it is closed already.
            await (StepUp.IsAsking ? CloseAsync() : Task.CompletedTask);
        }
        else if (_field is not null)
        {
            await _field.FocusAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
        {
            await _dialog.CloseAsync();
        }
    }

    // Closed by a button, by Escape, or because it is done.
    private void Closed()
    {
        _listening?.Dispose();
        _listening = null;
        StepUp.Answer(_isProved);
    }
}
