using System.Collections.Concurrent;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <summary>A link that was made for one of many.</summary>
public sealed record BulkLink(NamedId Talent, InvitationLink Link);

/// <summary>
/// Does one thing to many talents, each as if it had been done to them alone: what fails for one is named and keeps nobody
/// else from it. A fault of the database ends it, because all who follow would wait for the same.
/// </summary>
public sealed class BulkChange(RefreshConnection refreshing, TagTalent tagging, ArchiveTalent archiving, InviteTalent inviting)
{
    /// <summary>Talents at once, at most.</summary>
    public const int Most = 10_000;

    // As many share a transaction as wait together.
    private const int AtOnce = 64;

    private static readonly ConflictError _inArchive = new("Archived, so nothing is fetched. Restore the talent first.");

    /// <param name="progress">Told after each how many were seen to; may be called from any thread.</param>
    public Task<BulkResult> RefreshAsync(IReadOnlyCollection<NamedId> talents, Actor actor, Action<int>? progress, CancellationToken cancellationToken) =>
        ForEachAsync(
            talents,
            async (talent, token) =>
            {
                var refreshed = await refreshing.ExecuteForTalentAsync(talent.Id, actor, token);
                return refreshed.Any(one => one.Outcome == RefreshOutcome.TalentArchived)
                    ? _inArchive
                    : refreshed.Any(one => one.Outcome == RefreshOutcome.Queued);
            },
            progress,
            cancellationToken);

    /// <param name="isOn">True to put the tag on, false to take it off.</param>
    /// <param name="progress">As for <see cref="RefreshAsync"/>.</param>
    public Task<BulkResult> TagAsync(
        IReadOnlyCollection<NamedId> talents, string tag, bool isOn, Actor actor, Action<int>? progress, CancellationToken cancellationToken) =>
        ForEachAsync(talents, (talent, token) => tagging.ExecuteAsync(talent.Id, tag, isOn, actor, token), progress, cancellationToken);

    /// <param name="archived">True to archive, false to bring back.</param>
    /// <param name="progress">As for <see cref="RefreshAsync"/>.</param>
    public Task<BulkResult> ArchiveAsync(
        IReadOnlyCollection<NamedId> talents, bool archived, Actor actor, Action<int>? progress, CancellationToken cancellationToken) =>
        ForEachAsync(
            talents,
            async (talent, token) =>
            {
                var result = await archiving.ExecuteAsync(talent.Id, archived, actor, token);
                return result.Succeeded ? result.Value.IsChanged : result.Failure;
            },
            progress,
            cancellationToken);

    /// <param name="platforms">Keys of the platforms that the talents are asked for.</param>
    /// <param name="days">How long the links live, 1 to <see cref="InviteTalent.MostDays"/>.</param>
    /// <param name="progress">As for <see cref="RefreshAsync"/>.</param>
    public async Task<(BulkResult Result, IReadOnlyList<BulkLink> Links)> InviteAsync(
        IReadOnlyCollection<NamedId> talents, IReadOnlyList<string> platforms, int days, Actor actor, Action<int>? progress, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<Guid, InvitationLink> links = [];
        var result = await ForEachAsync(
            talents,
            async (talent, token) =>
            {
                var invited = await inviting.ExecuteAsync(new InviteRequest(talent.Id, platforms, days), actor, token);
                if (invited.Succeeded)
                {
                    links[talent.Id] = invited.Value;
                    return true;
                }

                return invited.Failure;
            },
            progress,
            cancellationToken);
        return (result, [.. result.Changed.Select(talent => new BulkLink(talent, links[talent.Id]))]);
    }

    /// <param name="step">True where it changed the talent.</param>
    private static async Task<BulkResult> ForEachAsync(
        IReadOnlyCollection<NamedId> talents,
        Func<NamedId, CancellationToken, Task<Result<bool, UseCaseError>>> step,
        Action<int>? progress,
        CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ConcurrentDictionary<Guid, Result<bool, UseCaseError>> results = [];
        StorageFault? fault = null;
        var seen = 0;
        try
        {
            await Parallel.ForEachAsync(talents, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ending.Token }, async (talent, _) =>
            {
                try
                {
                    // Not ended halfway: nobody would know whether it was done.
                    results[talent.Id] = await step(talent, CancellationToken.None);
                    progress?.Invoke(Interlocked.Increment(ref seen));
                }
                catch (StorageException exception)
                {
                    fault = exception.Fault;
                    await ending.CancelAsync();
                }
            });
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Stopped: what was done stays done, and the result says who was not reached.
        }

        return new BulkResult(
            [.. talents.Where(talent => results.TryGetValue(talent.Id, out var result) && result is { Succeeded: true, Value: true })],
            results.Values.Count(result => result is { Succeeded: true, Value: false }),
            [.. talents.Where(talent => results.TryGetValue(talent.Id, out var result) && !result.Succeeded)
                .Select(talent => new BulkFailure(talent, results[talent.Id].Failure!))],
            talents.Count - results.Count,
            fault);
    }
}
