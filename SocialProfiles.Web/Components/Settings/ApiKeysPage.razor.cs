using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

public sealed partial class ApiKeysPage : IDisposable
{
    private const int Unreadable = -1;

    private readonly Lifetime _gone = new();
    private List<ApiKeyRow>? _keys;
    private CreatedApiKey? _created;
    private UseCaseError? _problem;
    private Guid? _revoking;
    private Guid? _renewing;
    private ApiKeyAccess _access = ApiKeyAccess.Read;
    private int _days = 90;
    private string? _name;
    private string? _limit;
    private string? _me;
    private string? _message;
    private bool _keepsFormer = true;
    private bool _isRenewed;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required ApiKeyList Keys { get; init; }

    [Inject]
    public required CreateApiKey Create { get; init; }

    [Inject]
    public required RenewApiKey Renew { get; init; }

    [Inject]
    public required RevokeApiKey Revoke { get; init; }

    [Inject]
    public required ApiKeyEnds Ends { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<ApiKeysPage> Logger { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _me = (await Actor.GetAsync(Role.Admin)).Name;
            _keys = await Keys.GetAsync(_gone.Token);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private string? ProblemOf(string field) => _problem is InvalidError invalid && invalid.Field == field ? invalid.Sentence : null;

    private async Task CreateAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        try
        {
            if (!await StepUp.ProveAsync())
            {
                return;
            }

            var request = new ApiKeyRequest(_name, _access, _days == 0 ? null : _days, LimitOf(_limit));
            var result = await Create.ExecuteAsync(request, await Actor.GetAsync(Role.Admin), _gone.Token);
            _problem = result.Failure;
            if (result.Succeeded)
            {
                (_created, _isRenewed) = (result.Value, false);
                (_name, _limit, _message) = (null, null, null);
                await ReadAgainAsync();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Create an API key");
            _problem = new ConflictError(Sentences.NotDoneBecause(exception));
        }
        finally
        {
            _isBusy = false;
        }
    }

    private Task RenewAsync(ApiKeyRow key) => SayAsync("Renew an API key", async actor =>
    {
        _renewing = null;
        var result = await Renew.ExecuteAsync(key.Id, _keepsFormer, actor, _gone.Token);
        (_created, _isRenewed) = result.Succeeded ? (result.Value, true) : (_created, _isRenewed);
        return result.Failure?.Sentence;
    });

    private Task RevokeAsync(ApiKeyRow key) => SayAsync("Revoke an API key", async actor =>
    {
        _revoking = null;
        var result = await Revoke.ExecuteAsync(key.Id, actor, _gone.Token);
        if (_created?.Stored.Id == key.Id)
        {
            _created = null;
        }

        return result.Succeeded ? $"“{key.Name}” was revoked." : result.Failure.Sentence;
    });

    private async Task SayAsync(string name, Func<Actor, Task<string?>> action)
    {
        try
        {
            if (await StepUp.ProveAsync())
            {
                _message = await action(await Actor.GetAsync(Role.Admin));
                await ReadAgainAsync();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, name);
            _message = Sentences.NotDoneBecause(exception);
        }
    }

    // What was done is done, and a secret is shown this once: looking at the keys again can't take that back.
    private async Task ReadAgainAsync()
    {
        try
        {
            await Ends.CheckAsync(_gone.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Look at the keys that expire");
        }

        await LoadAsync();
    }

    private void Ask(Guid? renew = null, Guid? revoke = null) => (_renewing, _revoking, _keepsFormer) = (renew, revoke, true);

    private void Done() => _created = null;

    private static int? LimitOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : Unreadable;
}
