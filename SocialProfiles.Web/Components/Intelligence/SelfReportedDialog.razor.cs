using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>Takes a number that a platform doesn't give, with the screenshot that shows it.</summary>
public sealed partial class SelfReportedDialog
{
    private Dialog _dialog = null!;
    private TextInput? _valueField;
    private TextInput? _dayField;
    private TextInput? _noteField;
    private Guid _profile;
    private SelfReportedMetric _metric = SelfReportedMetric.StoryViews;
    private string? _value;
    private string? _day;
    private string? _note;
    private ReadOnlyMemory<byte> _evidence;
    private string? _field;
    private string? _problem;
    private bool _isBusy;

    [Inject]
    public required ReportNumber Reporting { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<SelfReportedDialog> Logger { get; init; }

    /// <summary>The talent's profiles; at least one.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ConnectionView> Profiles { get; set; }

    [Parameter]
    public EventCallback Saved { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    private string Unit => _metric.Unit() switch
    {
        SelfReportedUnit.Percent => " (%)",
        SelfReportedUnit.Hours => " (hours)",
        _ => "",
    };

    protected override void OnInitialized() => _profile = Profiles[0].Id;

    private static string Label(SelfReportedMetric metric) => metric.Unit() == SelfReportedUnit.Percent ? $"{metric.Name()} (%)" : metric.Name();

    private string? ProblemOf(string field) => _field == field ? _problem : null;

    private void Take(ReadOnlyMemory<byte> evidence)
    {
        _evidence = evidence;
        if (_field == "evidence")
        {
            (_field, _problem) = (null, null);
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_field, _problem) = (null, null);
        try
        {
            DateOnly? day = DateOnly.TryParseExact(_day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var chosen) ? chosen : null;
            var saved = await Reporting.ExecuteAsync(new NumberReport(_profile, _metric, _value, day, _evidence, _note), await Actor.GetAsync(Role.Editor), CancellationToken.None);
            if (saved.Succeeded)
            {
                await Saved.InvokeAsync();
                await _dialog.CloseAsync();
                return;
            }

            (_field, _problem) = ((saved.Failure as InvalidError)?.Field, saved.Failure.Sentence);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Add a number");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }

        var wrong = _field switch
        {
            "value" => _valueField,
            "day" => _dayField,
            "note" => _noteField,
            _ => null,
        };
        if (wrong is not null)
        {
            await wrong.FocusAsync();
        }
    }

    private async Task CloseAsync() => await _dialog.CloseAsync();
}
