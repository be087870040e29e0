using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.Deliveries;

/// <summary>The endpoints that get webhooks. A secret is shown once, right after it was made.</summary>
public sealed partial class WebhooksPage : IDisposable
{
    private readonly Lifetime _gone = new();
    private IReadOnlyList<WebhookView>? _endpoints;
    private AddedWebhook? _shown;
    private WebhookView? _edited;
    private WebhookView? _deleting;
    private WebhookView? _renewing;
    private (Guid Id, string Sentence)? _said;
    private string _name = "";
    private string _url = "";
    private string? _field;
    private string? _problem;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required WebhookList List { get; init; }

    [Inject]
    public required AddWebhook Adding { get; init; }

    [Inject]
    public required ChangeWebhook Changing { get; init; }

    [Inject]
    public required SendTestWebhook Testing { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<WebhooksPage> Logger { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _endpoints = await List.GetAsync(_gone.Token);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private string? ProblemOf(string field) => _field == field ? _problem : null;

    private void Edit(WebhookView? endpoint)
    {
        _edited = endpoint;
        (_name, _url) = (endpoint?.Name ?? "", endpoint?.Url ?? "");
        (_field, _problem, _said) = (null, null, null);
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
            if (!await StepUp.ProveAsync())
            {
                return;
            }

            var request = new WebhookRequest(_name, _url);
            var actor = await Actor.GetAsync(Role.Admin);
            UseCaseError? failure;
            if (_edited is { } edited)
            {
                failure = (await Changing.EditAsync(edited.Id, request, actor, _gone.Token)).Failure;
            }
            else
            {
                var added = await Adding.ExecuteAsync(request, actor, _gone.Token);
                failure = added.Failure;
                _shown = added.Succeeded ? added.Value : _shown;
            }

            if (failure is null)
            {
                Edit(null);
                await LoadAsync();
            }
            else
            {
                (_problem, _field) = (failure.Sentence, (failure as InvalidError)?.Field);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save endpoint");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private Task TurnAsync(WebhookView one, bool isOn) => SayAsync(one, "Turn endpoint", async () =>
    {
        var turned = await Changing.TurnAsync(one.Id, isOn, await Actor.GetAsync(Role.Admin), _gone.Token);
        return turned.Failure?.Sentence;
    });

    private Task TestAsync(WebhookView one) => SayAsync(one, "Send a test", async () =>
    {
        await Actor.DemandAsync(Role.Admin);
        var sent = await Testing.ExecuteAsync(one.Id, _gone.Token);
        return sent.Failure?.Sentence ?? $"{one.Name} accepted the test.";
    });

    private async Task SayAsync(WebhookView one, string name, Func<Task<string?>> action)
    {
        _said = null;
        try
        {
            var sentence = await action();
            await LoadAsync();
            _said = sentence is null ? null : (one.Id, sentence);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, name);
            _said = (one.Id, Sentences.NotDoneBecause(exception));
        }
    }

    private async Task<UseCaseError?> DeleteAsync(WebhookView one)
    {
        var deleted = await Changing.DeleteAsync(one.Id, await Actor.GetAsync(Role.Admin), _gone.Token);
        if (!deleted.Succeeded)
        {
            return deleted.Failure;
        }

        if (_edited?.Id == one.Id)
        {
            Edit(null);
        }

        _shown = _shown?.Id == one.Id ? null : _shown;
        Toasts.Show($"{one.Name} was deleted.");
        await LoadAsync();
        StateHasChanged();
        return null;
    }

    private Task<UseCaseError?> RenewAsync(WebhookView one) => StepUp.GuardAsync(async () =>
    {
        var renewed = await Changing.RenewSecretAsync(one.Id, await Actor.GetAsync(Role.Admin), _gone.Token);
        if (renewed.Succeeded)
        {
            _shown = renewed.Value;
            StateHasChanged();
        }

        return renewed.Failure;
    });
}
