using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>
/// What can be done to everybody who is ticked, how far it is, and what came of it. Lies over the page's lower edge: ticking
/// somebody moves no row.
/// </summary>
public sealed partial class BulkBar : IDisposable
{
    private readonly Lifetime _gone = new();
    private CancellationTokenSource? _stop;
    private Work? _work;
    private Outcome? _outcome;
    private BulkProgress? _progress;

    // What all were ticked of, and how many were ticked then: the same again has nothing to offer.
    private (RosterRequest Request, int Count)? _allOf;
    private bool _isTagging;
    private bool _isInviting;

    [Inject]
    public required BulkChange Bulk { get; init; }

    [Inject]
    public required TalentRoster Roster { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<BulkBar> Logger { get; init; }

    [Parameter, EditorRequired]
    public required RosterSelection Selection { get; set; }

    [Parameter, EditorRequired]
    public required RosterView View { get; set; }

    /// <summary>Talents that match what the roster shows, over all pages.</summary>
    [Parameter, EditorRequired]
    public int Total { get; set; }

    /// <summary>Tags that are in use, to choose from.</summary>
    [Parameter]
    public IEnumerable<string> Tags { get; set; } = [];

    /// <summary>Somebody else is ticked now.</summary>
    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    /// <summary>What the roster shows, whichever page of it.</summary>
    private RosterRequest All => View.Request with { Skip = 0 };

    public void Dispose()
    {
        _gone.Dispose();
        _stop?.Dispose();
    }

    private async Task SelectAllAsync()
    {
        try
        {
            var all = All;
            Selection.Add(await Roster.NamesAsync(all, _gone.Token));
            _allOf = (all, Selection.Count);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            Toasts.Show(Sentences.NotLoaded);
        }

        await Changed.InvokeAsync();
    }

    private Task ClearAsync()
    {
        Selection.Clear();
        return Changed.InvokeAsync();
    }

    private Task RefreshAsync() => RunAsync(
        new("Refreshing", "queued for a refresh", ("is already queued or syncing, or has nothing to refresh", "are already queued or syncing, or have nothing to refresh")),
        (talents, actor, progress, token) => Bulk.RefreshAsync(talents, actor, progress, token));

    private Task TagAsync(TagChoice choice)
    {
        // Read before, so that the sentence names it as it is stored.
        var tag = TagTalent.ReadTag(choice.Text).Value;
        return RunAsync(
            choice.IsOn
                ? new("Tagging", $"tagged “{tag}”", ("already had the tag", "already had the tag"))
                : new("Removing the tag", $"no longer tagged “{tag}”", ("didn't have the tag", "didn't have the tag")),
            (talents, actor, progress, token) => Bulk.TagAsync(talents, tag, choice.IsOn, actor, progress, token),
            (changed, actor) => Bulk.TagAsync(changed, tag, !choice.IsOn, actor, progress: null, CancellationToken.None));
    }

    private Task ArchiveAsync()
    {
        var archive = !View.Archived;
        return RunAsync(
            archive
                ? new("Archiving", "archived", ("was already in the archive", "were already in the archive"))
                : new("Restoring", "restored to the roster", ("was already on the roster", "were already on the roster")),
            (talents, actor, progress, token) => Bulk.ArchiveAsync(talents, archive, actor, progress, token),
            (changed, actor) => Bulk.ArchiveAsync(changed, !archive, actor, progress: null, CancellationToken.None));
    }

    /// <param name="undo">Gives those who were changed to the opposite; null where there is none.</param>
    private async Task RunAsync(
        Words words,
        Func<IReadOnlyCollection<NamedId>, Actor, Action<int>, CancellationToken, Task<BulkResult>> change,
        Func<IReadOnlyCollection<NamedId>, Actor, Task<BulkResult>>? undo = null)
    {
        NamedId[] talents = [.. Selection.Talents];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        (_stop, _work) = (stop, new Work(words.Doing, talents.Length));
        StateHasChanged();
        try
        {
            var actor = await Actor.GetAsync(Role.Editor);
            var result = await change(talents, actor, done => _progress?.Show(done), stop.Token);
            var summary = BulkText.Summary(result, words.Done, words.Unchanged);
            Func<Task<string>>? undoing = undo is null || result.Changed.Count == 0
                ? null
                : async () => BulkText.Undone(await undo(result.Changed, actor));
            if (result.Failures.Count > 0 || result.NotReached > 0)
            {
                _outcome = new Outcome(result.NotReached > 0 ? "Not everything was done" : "Some failed", result, summary, undoing);
            }
            else
            {
                Toasts.Show(new Toast(summary, undoing is null ? null : "Undo", undoing));
            }

            KeepWhoIsLeft(talents, result);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, words.Doing);
            Toasts.Show(BulkText.Broken);
        }
        finally
        {
            (_stop, _work) = (null, null);
        }

        await Changed.InvokeAsync();
    }

    // To try again with them, once what kept it from them is mended.
    private void KeepWhoIsLeft(NamedId[] talents, BulkResult result)
    {
        var failed = result.Failures.Select(failure => failure.Talent).ToHashSet();
        var isWhole = result.NotReached == 0;
        var changed = result.Changed.ToHashSet();
        Selection.Replace(talents.Where(talent => failed.Contains(talent) || (!isWhole && !changed.Contains(talent))));
    }

    private Task StopAsync() => _stop?.CancelAsync() ?? Task.CompletedTask;

    private sealed record Work(string Doing, int All);

    private sealed record Words(string Doing, string Done, (string One, string Many) Unchanged);

    private sealed record Outcome(string Title, BulkResult Result, string Summary, Func<Task<string>>? Undo);
}
