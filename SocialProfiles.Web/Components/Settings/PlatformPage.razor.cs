using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>The credentials of one platform: set, cleared, tested. A stored secret never comes here.</summary>
public sealed partial class PlatformPage : IDisposable
{
    private static readonly (CredentialUse Use, string Title, string Lead)[] _sections =
    [
        (CredentialUse.Consent, "Talents' permission", "The agency's app, which talents give access to through an invitation. It shows the private numbers as well."),
        (CredentialUse.ByHand, "Profiles connected by handle", "The agency's own access. It shows the public numbers of the profiles you connect."),
    ];

    private readonly Lifetime _gone = new();
    private readonly Dictionary<CredentialUse, CredentialTest> _tested = [];
    private Dictionary<CredentialDraft, CredentialInput> _inputs = [];
    private PlatformCredentials? _credentials;
    private List<CredentialDraft> _drafts = [];
    private PlatformUse? _use;
    private string? _loadedKey;
    private string? _problem;
    private string? _done;
    private bool _isLoading = true;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required CredentialList List { get; init; }

    [Inject]
    public required SaveCredentials Saving { get; init; }

    [Inject]
    public required TestCredentials Testing { get; init; }

    [Inject]
    public required PlatformUseQuery Use { get; init; }

    [Inject]
    public required DataWorld World { get; init; }

    [Inject]
    public required PublicAddress Address { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<PlatformPage> Logger { get; init; }

    /// <summary>Key of the platform, in any case.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    private PublicLinks Links => Address.Of(Navigation);

    public static string AddressOf(IPlatform platform) => $"/settings/platforms/{platform.Key.ToLowerInvariant()}";

    public void Dispose() => _gone.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedKey != Key)
        {
            _loadedKey = Key;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        (_isLoading, _hasFailed) = (true, false);
        try
        {
            Show(await List.FindAsync(Key, _gone.Token));
            await ReadUseAsync();
            (_problem, _done) = (null, null);
            _tested.Clear();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }

        _isLoading = false;
    }

    private void Show(PlatformCredentials? credentials)
    {
        _credentials = credentials;
        _inputs = [];
        _drafts = [.. (credentials?.Fields ?? []).Select(state => new CredentialDraft(state))];
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        Forget();
        try
        {
            if (!await StepUp.ProveAsync())
            {
                return;
            }

            var entries = _drafts.Where(draft => !draft.State.IsConfigured).Select(draft => draft.Entry).ToArray();
            var saved = await Saving.ExecuteAsync(Key, entries, await Actor.GetAsync(Role.Admin), _gone.Token);
            if (saved.Succeeded)
            {
                Show(saved.Value.Credentials);
                await ReadUseAsync();
                _done = Done(saved.Value);
            }
            else
            {
                Refuse(saved.Failure);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save credentials");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }

        await FocusFirstWrongAsync();
    }

    private async Task TestAsync()
    {
        Forget();
        if (_drafts.Exists(draft => draft.HasChanged))
        {
            _problem = "Save your changes before testing.";
            return;
        }

        try
        {
            await Actor.DemandAsync(Role.Admin);
            var tested = await Testing.ExecuteAsync(Key, _gone.Token);
            if (!tested.Succeeded)
            {
                _problem = tested.Failure.Sentence;
                return;
            }

            foreach (var (use, test, _) in tested.Value)
            {
                Tell(use, test);
            }

            _done = Queued(tested.Value.Sum(one => one.Queued));
            await ReadUseAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Test connection");
            _problem = Sentences.NotDoneBecause(exception);
        }

        await FocusFirstWrongAsync();
    }

    private async Task FocusFirstWrongAsync()
    {
        if (_drafts.Find(draft => draft.Problem is not null) is { } wrong && _inputs.TryGetValue(wrong, out var input))
        {
            await input.FocusAsync();
        }
    }

    // At the field to mend where the platform says which it is. In the sandbox none of the fields was used.
    private void Tell(CredentialUse use, CredentialTest test)
    {
        var field = test.Succeeded || World.IsSandbox ? null : _drafts.Find(draft => draft.State.Field.Option == test.Field && !draft.State.IsConfigured);
        if (field is null)
        {
            _tested[use] = test;
        }
        else
        {
            field.Problem = test.Sentence;
        }
    }

    private void Refuse(UseCaseError failure)
    {
        var field = failure is InvalidError invalid ? _drafts.Find(draft => draft.State.Field.Option.Equals(invalid.Field, StringComparison.OrdinalIgnoreCase)) : null;
        if (field is null)
        {
            _problem = failure.Sentence;
        }
        else
        {
            field.Problem = failure.Sentence;
        }
    }

    private void Forget()
    {
        (_problem, _done) = (null, null);
        _tested.Clear();
        _drafts.ForEach(draft => draft.Problem = null);
    }

    private string Done(SavedCredentials saved) => saved switch
    {
        { HasChanged: false } => "Nothing was changed.",
        _ when World.IsSandbox => "Saved. We'll use it once the sandbox is off.",
        { Queued: > 0 } => $"Saved, and in use now. {Queued(saved.Queued)}",
        _ => "Saved, and in use now.",
    };

    private static string? Queued(int queued) => queued switch
    {
        0 => null,
        1 => "1 profile that waited for it is syncing now.",
        _ => $"{queued} profiles that waited for it are syncing now.",
    };

    private async Task ReadUseAsync() => _use = await Use.FindAsync(Key, _gone.Token);
}
