using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

public sealed partial class ApiKeysPage : IDisposable
{
    private const int Unreadable = -1;

    private readonly CancellationTokenSource _gone = new();
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

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _me = (await Actor.GetAsync(Role.Admin)).Name;
        _keys = await Keys.GetAsync(_gone.Token);
    }

    private string? ProblemOf(string field) => _problem is InvalidError invalid && invalid.Field == field ? invalid.Sentence : null;

    private async Task CreateAsync()
    {
        if (_isBusy || !await StepUp.ProveAsync())
        {
            return;
        }

        _isBusy = true;
        var request = new ApiKeyRequest(_name, _access, _days == 0 ? null : _days, LimitOf(_limit));
        var result = await Create.ExecuteAsync(request, await Actor.GetAsync(Role.Admin), _gone.Token);
        _isBusy = false;
        _problem = result.Failure;
        if (result.Succeeded)
        {
            (_created, _isRenewed) = (result.Value, false);
            (_name, _limit, _message) = (null, null, null);
            await ReadAgainAsync();
        }
    }

    private async Task RenewAsync(ApiKeyRow key)
    {
        if (!await StepUp.ProveAsync())
        {
            return;
        }

        _renewing = null;
        var result = await Renew.ExecuteAsync(key.Id, _keepsFormer, await Actor.GetAsync(Role.Admin), _gone.Token);
        (_created, _isRenewed, _message) = result.Succeeded ? (result.Value, true, null) : (_created, _isRenewed, result.Failure.Sentence);
        await ReadAgainAsync();
    }

    private async Task RevokeAsync(ApiKeyRow key)
    {
        if (!await StepUp.ProveAsync())
        {
            return;
        }

        _revoking = null;
        var result = await Revoke.ExecuteAsync(key.Id, await Actor.GetAsync(Role.Admin), _gone.Token);
        _message = result.Succeeded ? $"“{key.Name}” was revoked." : result.Failure.Sentence;
        if (_created?.Stored.Id == key.Id)
        {
            _created = null;
        }

        await ReadAgainAsync();
    }

    private async Task ReadAgainAsync()
    {
        await Ends.CheckAsync(_gone.Token);
        _keys = await Keys.GetAsync(_gone.Token);
    }

    private void Ask(Guid? renew = null, Guid? revoke = null) => (_renewing, _revoking, _keepsFormer) = (renew, revoke, true);

    private void Done() => _created = null;

    private static int? LimitOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : Unreadable;
}
