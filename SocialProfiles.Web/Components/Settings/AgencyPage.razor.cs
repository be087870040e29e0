using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>What the agency is called, as talents read it, and under which address they reach it.</summary>
public sealed partial class AgencyPage : IDisposable
{
    /// <summary>Where the public address is shown.</summary>
    internal const string PublicAddressPath = "/settings/agency#public-address";

    private readonly Lifetime _gone = new();
    private TextInput? _name;
    private string? _text;
    private string? _problem;
    private string? _done;
    private bool _isWrong;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required AgencyDirectory Agency { get; init; }

    [Inject]
    public required RenameAgency Rename { get; init; }

    [Inject]
    public required PublicAddress Address { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<AgencyPage> Logger { get; init; }

    private PublicLinks Links => Address.Of(Navigation);

    private string AddressSentence => AddressReaches.Of(Links.Base) switch
    {
        AddressReach.ThisComputer => "Only this computer can open it, so phones can't.",
        AddressReach.OwnNetwork => "Phones outside your own network may not be able to open it.",
        _ => "Phones can open it if it is on the internet.",
    };

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _text = (await Agency.GetNameAsync(_gone.Token)).Value ?? "";
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_problem, _done, _isWrong) = (null, null, false);
        try
        {
            var renamed = await Rename.ExecuteAsync(_text, await Actor.GetAsync(Role.Admin), _gone.Token);
            if (renamed.Succeeded)
            {
                _text = renamed.Value.Value ?? "";
                _done = $"Saved. Talents see “{renamed.Value.OrNeutral}”.";
            }
            else
            {
                _problem = renamed.Failure.Sentence;
                _isWrong = renamed.Failure is InvalidError;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save the agency");
            _problem = Sentences.NotDone;
        }
        finally
        {
            _isBusy = false;
        }

        if (_isWrong && _name is not null)
        {
            await _name.FocusAsync();
        }
    }
}
