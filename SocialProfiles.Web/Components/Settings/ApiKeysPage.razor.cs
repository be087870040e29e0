using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

public sealed partial class ApiKeysPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private List<ApiKeyRow>? _keys;
    private CreatedApiKey? _created;
    private Guid? _revoking;
    private string? _name;
    private string? _problem;
    private string? _message;
    private bool _isReadOnly;
    private bool _isBusy;

    [Inject]
    public required ApiKeyList Keys { get; init; }

    [Inject]
    public required CreateApiKey Create { get; init; }

    [Inject]
    public required RevokeApiKey Revoke { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync() => _keys = await Keys.GetAsync(_gone.Token);

    private async Task CreateAsync()
    {
        if (_isBusy || !await StepUp.ProveAsync())
        {
            return;
        }

        _isBusy = true;
        var result = await Create.ExecuteAsync(_name, _isReadOnly, await Actor.GetAsync(Role.Admin), _gone.Token);
        _isBusy = false;
        _problem = result.Failure?.Sentence;
        if (result.Succeeded)
        {
            _created = result.Value;
            (_name, _isReadOnly, _message) = (null, false, null);
            _keys = await Keys.GetAsync(_gone.Token);
        }
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

        _keys = await Keys.GetAsync(_gone.Token);
    }

    private void Done() => _created = null;
}
