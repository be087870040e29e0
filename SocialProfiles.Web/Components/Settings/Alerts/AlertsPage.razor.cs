using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.Alerts;

/// <summary>What the agency wants to be told of: rules added, changed, turned off, deleted and brought back.</summary>
public sealed partial class AlertsPage : IAsyncDisposable
{
    private const int MostTags = 200;

    private SignalSubscription _live = null!;
    private IReadOnlyList<AlertRuleView>? _rules;
    private IReadOnlyList<string> _tags = [];
    private IReadOnlyList<WebhookView> _endpoints = [];
    private AlertRule? _edited;
    private string? _problem;
    private bool _isOpen;
    private bool _hasFailed;

    [Inject]
    public required AlertRuleList List { get; init; }

    [Inject]
    public required SaveAlertRule Saving { get; init; }

    [Inject]
    public required WebhookList Webhooks { get; init; }

    [Inject]
    public required LiveSignals Live { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<AlertsPage> Logger { get; init; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        // What rules find raises notifications.
        _live = Live.SubscribeToNotices();
        await LoadAsync();
        _live.Listen(
            () => InvokeAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            }),
            () => Task.CompletedTask);
    }

    private async Task LoadAsync()
    {
        try
        {
            _tags = await List.TagsAsync(MostTags, _live.Gone);
            _endpoints = await Webhooks.GetAsync(_live.Gone);
            await ReadAsync();
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task ReadAsync() => _rules = await List.GetAsync(_live.Gone);

    private void Open(AlertRule? rule) => (_edited, _isOpen, _problem) = (rule, true, null);

    private async Task SavedAsync(SavedAlertRule saved)
    {
        Toasts.Show(saved.Matching switch
        {
            null => "The alert was saved.",
            0 => "The alert was saved. Nothing matches it yet.",
            1 => "The alert was saved. 1 profile matches it already.",
            { } many => $"The alert was saved. {ShortNumber.Exact(many)} profiles match it already.",
        });
        await ReadAsync();
    }

    private Task TurnAsync(AlertRuleView one, bool isOn) => DoAsync("Turn alert", async () =>
    {
        var turned = await Saving.TurnAsync(one.Rule.Id, isOn, await Actor.GetAsync(Role.Admin), _live.Gone);
        _problem = turned.Failure?.Sentence;
    });

    private Task DeleteAsync(AlertRuleView one) => DoAsync("Delete alert", async () =>
    {
        var actor = await Actor.GetAsync(Role.Admin);
        var deleted = await Saving.DeleteAsync(one.Rule.Id, actor, _live.Gone);
        _problem = deleted.Failure?.Sentence;
        if (deleted.Succeeded)
        {
            Toasts.Show(new Toast("The alert was deleted.", "Undo", () => RestoreAsync(deleted.Value, actor)));
        }
    });

    /// <summary>The page may have gone by then.</summary>
    private async Task<string> RestoreAsync(AlertRule rule, Core.Activity.Actor actor)
    {
        try
        {
            await Saving.RestoreAsync(rule, actor, CancellationToken.None);
            if (!_live.Gone.IsCancellationRequested)
            {
                await InvokeAsync(async () =>
                {
                    await ReadAsync();
                    StateHasChanged();
                });
            }

            return "The alert is back.";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Restore alert");
            return Sentences.NotDoneBecause(exception);
        }
    }

    private async Task DoAsync(string name, Func<Task> action)
    {
        try
        {
            await action();
            await ReadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, name);
            _problem = Sentences.NotDoneBecause(exception);
        }
    }

    private static string StateOf(AlertRuleView one) => one switch
    {
        { Rule.IsOn: false } => "Off",
        { Rule.StartedAt: null } => "Not checked yet",
        { Matching: 0 } => "Nothing matches now",
        { Matching: 1 } => "1 profile matches now",
        _ => $"{ShortNumber.Exact(one.Matching)} profiles match now",
    };
}
