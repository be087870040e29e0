using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>The time zone in which the agency counts its days. A list of suggestions, since nobody scrolls through four hundred.</summary>
public sealed partial class TimeZoneSetting : IDisposable
{
    private readonly Lifetime _gone = new();
    private TextInput? _field;
    private string? _text;
    private string? _saved;
    private string? _problem;
    private string? _done;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required AgencyClock Clock { get; init; }

    [Inject]
    public required SetTimeZone Setting { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<TimeZoneSetting> Logger { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _text = _saved = (await Clock.GetDaysAsync(_gone.Token)).Zone.Id;
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
            var set = await Setting.ExecuteAsync(_text, await Actor.GetAsync(Role.Admin), CancellationToken.None);
            if (set.Succeeded)
            {
                _text = _saved = set.Value.Id;
                var days = await Clock.GetDaysAsync(_gone.Token);
                _done = string.Create(CultureInfo.InvariantCulture, $"Saved. It is {TimeZoneInfo.ConvertTime(Time.GetUtcNow(), days.Zone):HH:mm} there now.");
            }
            else
            {
                _problem = set.Failure.Sentence;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save the time zone");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }

        if (_problem is not null && _field is not null)
        {
            await _field.FocusAsync();
        }
    }
}
