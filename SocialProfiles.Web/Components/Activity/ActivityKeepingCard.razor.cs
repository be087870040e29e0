using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>Checks the chain of the activity log, and says for how long it is kept.</summary>
public sealed partial class ActivityKeepingCard : IDisposable
{
    private readonly Lifetime _gone = new();
    private ActivityChainReport? _report;
    private string? _problem;
    private string? _saved;
    private int _years;
    private bool _isBusy;

    [Inject]
    public required VerifyActivityChain Verify { get; init; }

    [Inject]
    public required ActivityKeeping Keeping { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<ActivityKeepingCard> Logger { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _years = await Keeping.GetAsync(_gone.Token) ?? 0;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _problem = Sentences.NotLoaded;
        }
    }

    private async Task CheckAsync()
    {
        (_report, _problem) = (null, null);
        try
        {
            await Actor.DemandAsync(Role.Admin);
            _report = await Verify.ExecuteAsync(_gone.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Check all entries");
            _problem = Sentences.NotDoneBecause(exception);
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            var result = await Keeping.SetAsync(_years == 0 ? null : _years, await Actor.GetAsync(Role.Admin), _gone.Token);
            _saved = result.Succeeded ? "Saved" : null;
            _problem = result.Failure?.Sentence;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Keep activity");
            (_saved, _problem) = (null, Sentences.NotDoneBecause(exception));
        }
        finally
        {
            _isBusy = false;
        }
    }

    private static string Whole(ActivityChainReport report)
    {
        var entries = report.Entries == 1 ? "The only entry is unchanged." : $"All {ShortNumber.Exact(report.Entries)} entries are unchanged.";
        var erased = report.Erased switch
        {
            0 => "",
            1 => " One has had its text erased.",
            { } count => $" {ShortNumber.Exact(count)} have had their text erased.",
        };
        return entries + erased;
    }
}
