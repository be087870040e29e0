using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Downloads;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.Backups;

/// <summary>Backups: made, taken away, deleted and scheduled. For owners.</summary>
public sealed partial class BackupsPage : IAsyncDisposable
{
    private SignalSubscription? _changes;
    private IReadOnlyList<BackupFile> _files = [];
    private BackupSettings? _settings;
    private BackupFile? _deleting;
    private DateTimeOffset? _erasedAt;
    private string _zone = "";
    private string _keep = "";
    private string _passphrase = "";
    private int _hour;
    private bool _isOn;
    private bool _isEncrypted;
    private string? _field;
    private string? _problem;
    private string? _saveProblem;
    private string? _done;
    private string? _saved;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required MakeBackup Make { get; init; }

    [Inject]
    public required BackupFolder Backups { get; init; }

    [Inject]
    public required BackupPlan Plan { get; init; }

    [Inject]
    public required LastErasing Erasing { get; init; }

    [Inject]
    public required AgencyClock Clock { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required ILogger<BackupsPage> Logger { get; init; }

    public ValueTask DisposeAsync() => _changes?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task OnInitializedAsync()
    {
        _changes = Live.SubscribeToBackups();
        await LoadAsync();
        _changes.Listen(ShowFilesAsync, () => Task.CompletedTask);
    }

    private static int Percent(BackupProgress progress) => (int)(progress.Fraction * 100);

    private async Task LoadAsync()
    {
        try
        {
            await Actor.DemandAsync(Role.Owner);
            _zone = (await Clock.GetDaysAsync(_changes!.Gone)).Zone.Id;
            Fill(await Plan.GetAsync(_changes.Gone));
            _erasedAt = await Erasing.AtAsync(_changes.Gone);
            _files = Backups.List();
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private Task ShowFilesAsync() => InvokeAsync(() =>
    {
        // While one is being made, only how far it is changes.
        _files = Make.Progress is null ? Backups.List() : _files;
        StateHasChanged();
    });

    private void Fill(BackupSettings settings)
    {
        (_settings, _isOn, _hour, _isEncrypted, _passphrase) = (settings, settings.IsOn, settings.Hour, settings.IsEncrypted, "");
        _keep = settings.Keep.ToString(CultureInfo.InvariantCulture);
    }

    private string? ProblemOf(string field) => _field == field ? _saveProblem : null;

    private async Task MakeAsync()
    {
        (_problem, _done) = (null, null);
        try
        {
            // It goes on when the page is left.
            var made = await Make.ExecuteAsync(BackupKind.Manual, await Actor.GetAsync(Role.Owner), CancellationToken.None);
            _problem = made.Failure?.Sentence;
            _done = made.Succeeded ? "The backup is ready. Download it and keep it on another machine." : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Make a backup");
            _problem = Sentences.NotDoneBecause(exception);
        }

        _files = Backups.List();
    }

    private async Task DownloadAsync(BackupFile file)
    {
        if (await StepUp.ProveAsync())
        {
            Navigation.NavigateTo(BackupDownload.AddressOf(file)[1..], forceLoad: true);
        }
    }

    private Task<UseCaseError?> DeleteAsync(BackupFile file) => StepUp.GuardAsync(async () =>
    {
        await Make.DeleteAsync(file.Name, await Actor.GetAsync(Role.Owner), _changes!.Gone);
        _files = Backups.List();
        return null;
    });

    private async Task SaveAsync()
    {
        if (_isBusy || !await StepUp.ProveAsync())
        {
            return;
        }

        _isBusy = true;
        (_field, _saveProblem, _saved) = (null, null, null);
        try
        {
            var request = new BackupSettingsRequest(_isOn, _hour, int.TryParse(_keep, NumberStyles.None, CultureInfo.InvariantCulture, out var keep) ? keep : null, _isEncrypted, _passphrase);
            var saved = await Plan.SetAsync(request, await Actor.GetAsync(Role.Owner), _changes!.Gone);
            if (saved.Succeeded)
            {
                Fill(saved.Value);
                _saved = "Saved.";
            }
            else
            {
                (_saveProblem, _field) = (saved.Failure.Sentence, (saved.Failure as InvalidError)?.Field);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save the backup settings");
            _saveProblem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }
}
