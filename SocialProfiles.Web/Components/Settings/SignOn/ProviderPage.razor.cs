using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;
using SocialProfiles.Web.SignOn;

namespace SocialProfiles.Web.Components.Settings.SignOn;

/// <summary>One provider: set up and tested. The stored secret never comes here.</summary>
public sealed partial class ProviderPage : IDisposable
{
    private static readonly Role[] _roles = [Role.Viewer, Role.Editor, Role.Admin];

    private readonly Lifetime _gone = new();
    private readonly Dictionary<string, TextInput> _inputs = [];
    private ElementReference _domainsInput;
    private ElementReference _rulesInput;
    private SignOnProviderView? _saved;
    private ProviderTest? _test;
    private string _name = "";
    private string _authority = "";
    private string _clientId = "";
    private string _secret = "";
    private string _domains = "";
    private Role? _newRole;
    private bool _linksByEmail = true;
    private bool _trustsEmail;
    private string _roleClaim = "";
    private string _roleRules = "";
    private bool _rolesFollow;
    private bool _signsOutThere = true;
    private bool _isOn = true;
    private string? _field;
    private string? _problem;
    private string? _done;
    private bool _isLoading = true;
    private bool _hasFailed;
    private bool _isBusy;
    private bool _isTesting;
    private bool _isRemoving;

    [Parameter]
    public Guid? Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Tested { get; set; }

    [Inject]
    public required SignOnList List { get; init; }

    [Inject]
    public required SaveSignOnProvider Saving { get; init; }

    [Inject]
    public required TestSignOnProvider Testing { get; init; }

    [Inject]
    internal SignOnTrials Trials { get; init; } = null!;

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required PublicAddress Public { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<ProviderPage> Logger { get; init; }

    private string Heading => _saved?.Form.Name ?? "New provider";

    private string Base => Public.Of(Navigation).Base;

    private SignOnTrial? Trial { get; set; }

    public void Dispose() => _gone.Dispose();

    // Saving a new one leads to its own address, which is this page still.
    protected override Task OnParametersSetAsync() => _isLoading || _saved?.Id != Id ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync()
    {
        try
        {
            await Actor.DemandAsync(Role.Owner);
            await ReadAsync();
            Trial = Tested == "true" && Id is { } id ? Trials.Find((await Person.GetAsync()).Id, id) : null;
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }

        _isLoading = false;
    }

    private async Task ReadAsync()
    {
        _saved = Id is { } id ? await List.FindAsync(id, _gone.Token) : null;
        if (_saved?.Form is not { } form)
        {
            return;
        }

        (_name, _authority, _clientId, _secret) = (form.Name ?? "", form.Authority ?? "", form.ClientId ?? "", "");
        (_domains, _newRole, _linksByEmail, _trustsEmail) = (form.Domains ?? "", form.NewRole, form.LinksByEmail, form.TrustsEmail);
        (_roleClaim, _roleRules, _rolesFollow) = (form.RoleClaim ?? "", form.RoleRules ?? "", form.RolesFollow);
        (_signsOutThere, _isOn) = (form.SignsOutThere, form.IsOn);
    }

    private string? ProblemOf(string field) => _field == field ? _problem : null;

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_field, _problem, _done, _test) = (null, null, null, null);
        try
        {
            if (!await StepUp.ProveAsync())
            {
                return;
            }

            var request = new SignOnProviderRequest
            {
                Name = _name,
                Authority = _authority,
                ClientId = _clientId,
                Secret = _secret,
                Domains = _domains,
                NewRole = _newRole,
                LinksByEmail = _linksByEmail,
                TrustsEmail = _trustsEmail,
                RoleClaim = _roleClaim,
                RoleRules = _roleRules,
                RolesFollow = _rolesFollow,
                SignsOutThere = _signsOutThere,
                IsOn = _isOn,
            };
            var saved = await Saving.ExecuteAsync(Id, request, await Actor.GetAsync(Role.Owner), _gone.Token);
            if (!saved.Succeeded)
            {
                (_problem, _field) = (saved.Failure.Sentence, (saved.Failure as InvalidError)?.Field);
            }
            else if (Id is null)
            {
                _done = "Saved. Enter the addresses above at the provider, then test it.";
                Navigation.NavigateTo(SignOnPaths.Provider(saved.Value)[1..]);
            }
            else
            {
                await ReadAsync();
                _done = "Saved, and in use now.";
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save a provider of single sign-on");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }

        // The form is longer than a window: what is wrong may be far above the button.
        await (_field switch
        {
            null => ValueTask.CompletedTask,
            "domains" => _domainsInput.FocusAsync(),
            "roleRules" => _rulesInput.FocusAsync(),
            var name => _inputs.TryGetValue(name, out var input) ? input.FocusAsync() : ValueTask.CompletedTask,
        });
    }

    private async Task TestAsync()
    {
        if (_isTesting || Id is not { } id)
        {
            return;
        }

        (_isTesting, _test) = (true, null);
        try
        {
            await Actor.DemandAsync(Role.Owner);
            _test = await Testing.ExecuteAsync(id, Base + SignOnPaths.Return(id), _gone.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Test a provider of single sign-on");
            _test = new ProviderTest(SignOnProblem.Failed);
        }
        finally
        {
            _isTesting = false;
        }
    }

    private Task<UseCaseError?> RemoveAsync() => StepUp.GuardAsync(async () =>
    {
        var problem = await Saving.RemoveAsync(Id!.Value, await Actor.GetAsync(Role.Owner), _gone.Token);
        if (problem is null)
        {
            Navigation.NavigateTo(SignOnPaths.Settings[1..]);
        }

        return problem;
    });
}
