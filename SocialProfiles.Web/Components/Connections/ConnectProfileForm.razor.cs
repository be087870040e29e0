using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>Takes a handle, an @handle or any link, and says while one types what will become of it.</summary>
public sealed partial class ConnectProfileForm : IDisposable
{
    /// <summary>Nobody wants to read that a handle is too short while still typing it.</summary>
    private static readonly TimeSpan _typingPause = TimeSpan.FromMilliseconds(400);

    private TypingPause _typing = null!;
    private ElementReference _field;
    private IPlatform _platform = null!;
    private HandleReading? _reading;
    private AlreadyConnectedError? _owner;
    private bool _isHere;
    private string _text = "";
    private string? _refusal;
    private string? _done;
    private bool _isBusy;

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required ConnectByHand Connecting { get; init; }

    [Inject]
    public required AccountOwners Owners { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<ConnectProfileForm> Logger { get; init; }

    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    /// <summary>The connection, new or queued again.</summary>
    [Parameter]
    public EventCallback<ConnectionView> Connected { get; set; }

    /// <summary>Key of the platform that a link proposes, in any case: <c>?connect=instagram&amp;handle=maya.travels</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Connect { get; set; }

    /// <summary>What a link fills in; nothing is connected by it.</summary>
    [SupplyParameterFromQuery]
    public string? Handle { get; set; }

    private ConnectRequest Request => new(TalentId, _platform.Key, _text);

    private string? Problem => _owner?.Sentence ?? _refusal;

    private string? AccessNote => _platform switch
    {
        { IsConfigured: false } => $"{_platform.Name} isn't set up here yet. {_platform.NotConfiguredReason}",
        { ManualAccess: ManualAccess.LinkOnly } => $"We only keep the handle and the link, and fetch nothing from {_platform.Name}.",
        { ManualAccess: ManualAccess.NameOnly } => $"With only a handle, {_platform.Name} shows just the account's name. {_platform.ConsentWouldAdd}",
        _ => null,
    };

    public void Dispose() => _typing.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _typing = new TypingPause(_typingPause, Time);
        _platform = Catalog.TryGet(Connect, out var proposed) ? proposed : Catalog.All[0];
        _text = Handle ?? "";
        Read();
        await LookForOwnerAsync(CancellationToken.None);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _text.Length > 0)
        {
            await _field.FocusAsync();
        }
    }

    private async Task ChooseAsync(IPlatform platform)
    {
        _platform = platform;
        if (_text.Trim().Length > 0)
        {
            Read();
            _refusal = _reading?.Refusal;
            await LookForOwnerAsync(await _typing.EndAsync());
        }
    }

    private async Task TypedAsync()
    {
        _done = null;
        Read();
        if (_reading is not { Accepted: false })
        {
            _refusal = null;
        }

        try
        {
            var typed = await _typing.WaitAsync();
            _refusal = _reading?.Refusal;
            await LookForOwnerAsync(typed);
        }
        catch (OperationCanceledException)
        {
            // Typing goes on.
        }
    }

    private void Read()
    {
        (_owner, _isHere) = (null, false);
        if (_text.Trim().Length == 0)
        {
            _reading = null;
            return;
        }

        (_platform, _reading) = Catalog.Read(_platform, _text);
    }

    private async Task LookForOwnerAsync(CancellationToken typed)
    {
        if (_reading is not { Accepted: true })
        {
            return;
        }

        try
        {
            var owner = await Owners.FindAsync(Request, typed);
            typed.ThrowIfCancellationRequested();
            _isHere = owner?.TalentId == TalentId;
            _owner = owner is null || _isHere ? null : new AlreadyConnectedError(owner.TalentId, owner.TalentName, owner.Platform, owner.Handle);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Connecting asks again, and says what is wrong.
            Logger.ReadFailed(exception);
        }
    }

    private async Task ConnectAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_owner, _refusal, _done) = (null, null, null);
        await _typing.EndAsync();
        try
        {
            var result = await Connecting.ExecuteAsync(Request, await Actor.GetAsync(Role.Editor), CancellationToken.None);
            if (result.Succeeded)
            {
                _done = Done(result.Value);
                (_text, _reading, _isHere) = ("", null, false);
                await Connected.InvokeAsync(result.Value.Connection);
            }
            else
            {
                _owner = result.Failure as AlreadyConnectedError;
                _refusal = result.Failure.Sentence;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Connect profile");
            _refusal = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }

        // Ready for the next one, or to put this one right.
        await _field.FocusAsync();
    }

    private string Done(Connected connected)
    {
        var account = $"@{connected.Connection.Handle} on {_platform.Name}";
        return connected switch
        {
            { Connection.Status: SyncStatus.Ready } => $"{account} is saved as a link.",
            { IsNew: true } => $"{account} is connected. Its first sync is queued.",
            _ => $"{account} was already connected. We queued it for a refresh.",
        };
    }
}
