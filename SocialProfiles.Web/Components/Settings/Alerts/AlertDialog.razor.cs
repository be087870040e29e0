using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.Alerts;

/// <summary>The form of an alert, new or to be changed.</summary>
public sealed partial class AlertDialog : IDisposable
{
    private readonly Lifetime _gone = new();
    private readonly HashSet<Guid> _chosen = [];
    private Dialog _dialog = null!;
    private AlertKind _kind;
    private string _threshold = "";
    private string _window = "";
    private string _tag = "";
    private string _emails = "";
    private string? _field;
    private string? _problem;
    private bool _isBusy;

    [Inject]
    public required SaveAlertRule Saving { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<AlertDialog> Logger { get; init; }

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public AlertRule? Rule { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Tags { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<WebhookView> Endpoints { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<SavedAlertRule> Saved { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Closed { get; set; }

    // A tag that no talent has any more is still the rule's.
    private IEnumerable<string> ShownTags => Rule?.Tag is { } tag && !Tags.Contains(tag, StringComparer.Ordinal) ? Tags.Prepend(tag) : Tags;

    public void Dispose() => _gone.Dispose();

    protected override void OnInitialized()
    {
        _kind = Rule?.Kind ?? AlertKind.FollowersFall;
        Fill(Rule?.Threshold, Rule?.Window);
        _tag = Rule?.Tag ?? "";
        _emails = string.Join(", ", Rule?.Emails ?? []);
        _chosen.UnionWith(Rule?.Endpoints.Where(id => Endpoints.Any(endpoint => endpoint.Id == id)) ?? []);
    }

    private string? ProblemOf(string field) => _field == field ? _problem : null;

    private void ChooseKind(ChangeEventArgs choice)
    {
        _kind = EnumName.Read<AlertKind>(choice.Value as string) ?? _kind;
        (_field, _problem) = (null, null);
        if (_kind == Rule?.Kind)
        {
            Fill(Rule.Threshold, Rule.Window);
        }
        else
        {
            Fill(null, null);
        }
    }

    private void Fill(double? threshold, double? window)
    {
        _threshold = Text(threshold ?? AlertBounds.ThresholdOf(_kind)?.Usual);
        _window = Text(window ?? AlertBounds.WindowOf(_kind)?.Usual);
    }

    private void Choose(Guid endpoint, bool isChosen)
    {
        if (isChosen)
        {
            _chosen.Add(endpoint);
        }
        else
        {
            _chosen.Remove(endpoint);
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
            var request = new AlertRuleRequest(_kind, Number(_threshold), Number(_window), _tag, _emails, [.. _chosen]);
            var actor = await Actor.GetAsync(Role.Admin);
            var saved = Rule is null ? await Saving.AddAsync(request, actor, _gone.Token) : await Saving.EditAsync(Rule.Id, request, actor, _gone.Token);
            if (saved.Succeeded)
            {
                await Saved.InvokeAsync(saved.Value);
                await _dialog.CloseAsync();
                return;
            }

            _problem = saved.Failure.Sentence;
            _field = saved.Failure is InvalidError { Field: "kind" or "threshold" or "window" or "emails" or "endpoints" } invalid ? invalid.Field : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save alert");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task CancelAsync() => await _dialog.CloseAsync();

    private static string Text(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    // People type 2,5 as well as 2.5; of both signs there would be thousands, which no number here has.
    private static double? Number(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
