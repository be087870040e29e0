using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>Archives a talent or brings them back, and says so together with the way back.</summary>
public sealed class ArchiveWithUndo(ArchiveTalent archiving, CurrentActor actor, ILogger<ArchiveWithUndo> logger)
{
    /// <param name="archived">True to archive, false to bring back.</param>
    public async Task<Toast> ExecuteAsync(Guid talentId, string name, bool archived)
    {
        try
        {
            var result = await archiving.ExecuteAsync(talentId, archived, await actor.GetAsync(Role.Editor), CancellationToken.None);
            var sentence = result switch
            {
                { Succeeded: false } => result.Failure.Sentence,
                _ when archived => $"{name} is in the archive.",
                _ => $"{name} is back on the roster.",
            };
            return result is { Succeeded: true, Value.IsChanged: true }
                ? new Toast(sentence, "Undo", async () => (await ExecuteAsync(talentId, name, !archived)).Sentence)
                : new Toast(sentence);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.ActionFailed(exception, archived ? "Archive talent" : "Restore talent");
            return new Toast(Sentences.NotDoneBecause(exception));
        }
    }
}
