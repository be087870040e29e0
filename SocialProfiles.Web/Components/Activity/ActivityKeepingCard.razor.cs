using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>Checks the chain of the activity log, and says for how long it is kept.</summary>
public sealed partial class ActivityKeepingCard : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
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

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _years = await Keeping.GetAsync(_gone.Token) ?? 0;
        }
        catch (Exception exception) when (StorageException.IsOfDatabase(exception))
        {
            _problem = Sentences.NotLoaded;
        }
    }

    private async Task CheckAsync()
    {
        await Actor.DemandAsync(Role.Admin);
        (_report, _problem) = (null, null);
        try
        {
            _report = await Verify.ExecuteAsync(_gone.Token);
        }
        catch (StorageException exception)
        {
            _problem = exception.Message;
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
        catch (StorageException exception)
        {
            (_saved, _problem) = (null, exception.Message);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private static string Whole(ActivityChainReport report)
    {
        var entries = report.Entries == 1 ? "The only entry is as it was written." : $"All {ShortNumber.Exact(report.Entries)} entries are as they were written.";
        var erased = report.Erased switch
        {
            0 => "",
            1 => " One has erased texts.",
            { } count => $" {ShortNumber.Exact(count)} have erased texts.",
        };
        return entries + erased;
    }
}
