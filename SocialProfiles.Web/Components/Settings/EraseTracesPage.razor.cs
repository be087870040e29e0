using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>Erases what is left of a talent who was deleted.</summary>
public sealed partial class EraseTracesPage : IDisposable
{
    private readonly Lifetime _gone = new();
    private string? _typed;
    private string? _problem;
    private Leftovers? _found;

    // Of several deleted talents of the same names those who are ticked; of a single one, that one; null where nobody was asked yet.
    private HashSet<Guid>? _chosen;

    // What was shown is what is erased, whatever is typed or ticked meanwhile.
    private string? _foundFor;
    private HashSet<Guid>? _foundOf;
    private ErasedLeftovers? _erased;
    private bool _isAsking;
    private bool _isBusy;

    [Inject]
    public required EraseLeftovers Erasing { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required ILogger<EraseTracesPage> Logger { get; init; }

    private bool IsChoiceOpen => _found is { Talents.Count: > 1 } && _chosen is null or { Count: 0 };

    /// <summary>What is shown belongs to other ticks.</summary>
    private bool IsBehind => !ReferenceEquals(_chosen, _foundOf);

    /// <summary>What was found is of the present ticks, and may be shown and erased.</summary>
    private bool IsSettled => !IsChoiceOpen && !IsBehind;

    public void Dispose() => _gone.Dispose();

    private static string FoundSentence(Leftovers found)
    {
        if (!found.IsAny)
        {
            return "Nothing: somebody else here has each of these names.";
        }

        var who = found.Talents.Count switch
        {
            0 => "The activity shows no deleted talent with these names.",
            1 => "The activity shows 1 deleted talent with these names.",
            _ => "Here's what we found for the ones you ticked.",
        };
        if (found.Entries == 0)
        {
            return $"{who} These words are erased wherever they appear:";
        }

        var entries = found.Entries == 1 ? "1 activity entry loses its text" : $"{ShortNumber.Exact(found.Entries)} activity entries lose their text";
        return found.Words.Count == 0
            ? $"{who} {entries}. Somebody else here has each of these names, so nothing else is erased."
            : $"{who} {entries}, and these words are erased wherever else they appear:";
    }

    private static string ErasedSentence(ErasedLeftovers erased) => erased.Entries switch
    {
        0 => "No activity entry named them.",
        1 => "1 activity entry lost its text.",
        _ => $"{ShortNumber.Exact(erased.Entries)} activity entries lost their text.",
    };

    /// <summary>By what somebody can tell namesakes apart.</summary>
    private static string Described(DeletedTalent talent) => string.Join(
        " · ",
        (string[])[talent.DeletedAt is { } at ? $"deleted {RelativeText.Date(at)}" : "deleted, date unknown", .. talent.Profiles.Count == 0 ? ["no profiles"] : talent.Profiles]);

    // What was found belongs to what was typed.
    private void Forget() => (_found, _problem) = (null, null);

    private void StartOver() => (_typed, _found, _erased, _problem) = (null, null, null, null);

    private Task FindAsync()
    {
        Forget();
        (_foundFor, _chosen) = (_typed, null);
        return LookAsync();
    }

    private Task ChooseAsync(Guid talent, bool isMeant)
    {
        _chosen = [.. (_chosen ?? []).Where(id => id != talent), .. isMeant ? [talent] : Array.Empty<Guid>()];
        return LookAsync();
    }

    /// <summary>Looks until what was found belongs to the latest names and ticks.</summary>
    private async Task LookAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            await Actor.DemandAsync(Role.Admin);
            bool isLatest;
            do
            {
                var (sought, chosen) = (_foundFor, _chosen);
                var found = await Erasing.FindAsync(sought, chosen, _gone.Token);
                isLatest = sought == _foundFor && ReferenceEquals(chosen, _chosen);
                if (isLatest && sought == _typed)
                {
                    (_found, _problem) = (found.Succeeded ? found.Value : null, found.Failure?.Sentence);
                    _chosen = _foundOf = chosen ?? (_found is { Talents: [var only] } ? [only.Id] : []);
                }
            }
            while (!isLatest);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Look for traces");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private Task<UseCaseError?> EraseAsync() => StepUp.GuardAsync(async () =>
    {
        var actor = await Actor.GetAsync(Role.Admin);

        // Beside the page: the files are written anew.
        var erased = await Task.Run(() => Erasing.ExecuteAsync(_foundFor, _foundOf ?? [], actor, CancellationToken.None));
        if (!erased.Succeeded)
        {
            return erased.Failure;
        }

        (_typed, _found, _erased) = (null, null, erased.Value);
        return null;
    });
}
