using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Leaving;

/// <summary>What is left of somebody.</summary>
/// <param name="Words">What would be erased wherever it stands; those that were typed, and what the activity knows of the same talents.</param>
/// <param name="Kept">Words that were typed and that somebody else is called, too: these stay.</param>
/// <param name="Talents">Everybody who was deleted and is named by what was typed, also who isn't meant.</param>
/// <param name="Entries">How many entries of the activity would lose their words.</param>
public sealed record Leftovers(IReadOnlyList<string> Words, IReadOnlyList<string> Kept, IReadOnlyList<DeletedTalent> Talents, int Entries)
{
    /// <summary>Whether there is something to erase. Of a talent whose names others have, too, there may be entries alone.</summary>
    public bool IsAny => Words.Count > 0 || Entries > 0;
}

/// <summary>A talent who was deleted, as the activity knows them.</summary>
/// <param name="Name">The last one; null where the activity has none any more.</param>
/// <param name="DeletedAt">UTC; null where the activity doesn't say.</param>
/// <param name="Profiles">As they were called, such as <c>@mara on TikTok</c>.</param>
public sealed record DeletedTalent(Guid Id, string? Name, DateTimeOffset? DeletedAt, IReadOnlyList<string> Profiles);

/// <param name="Entries">How many entries of the activity lost their words.</param>
/// <param name="IsScrubbed">Whether the free space of the files was overwritten too; else <see cref="FinishErasing"/> tries again.</param>
public sealed record ErasedLeftovers(int Entries, bool IsScrubbed);

/// <summary>
/// Erases what is left of a talent who was deleted and not erased: the texts that still name them, by what somebody remembers of them.
/// The same rules as <see cref="EraseTalent"/>. The activity keeps that it was done, and not of whom.
/// </summary>
public sealed class EraseLeftovers(Database database, FinishErasing finish, ActivityLog activity, TimeProvider time)
{
    public const int MostWords = 30;

    public const int LongestWord = 200;

    /// <summary>Characters.</summary>
    public const int ShortestWord = 3;

    /// <summary>Looks for it, and changes nothing.</summary>
    /// <param name="typed">Names, handles and addresses, one on each line.</param>
    /// <param name="chosen">Those of the deleted talents who are meant; null for all of them.</param>
    /// <returns>What is left; or <see cref="InvalidError"/> for <c>words</c>.</returns>
    public async Task<Result<Leftovers, UseCaseError>> FindAsync(string? typed, IReadOnlyCollection<Guid>? chosen, CancellationToken cancellationToken)
    {
        var words = Read(typed);
        if (!words.Succeeded)
        {
            return words.Failure;
        }

        return await database.ReadAsync<Result<Leftovers, UseCaseError>>(
            async db =>
            {
                var deleted = await TalentTraces.DeletedAsync(db, words.Value, cancellationToken);
                List<DeletedTalent> talents = [];
                foreach (var id in deleted)
                {
                    talents.Add(await TalentTraces.DescribeAsync(db, id, cancellationToken));
                }

                var traces = await OfAsync(db, words.Value, deleted, chosen, cancellationToken);
                var entries = await EraseActivity.FindAsync(db, traces.TalentIds, traces.All, cancellationToken);
                string[] kept = [.. words.Value.Except(traces.All, StringComparer.Ordinal)];
                return new Leftovers([.. traces.All.Where(word => !Guid.TryParse(word, out _))], kept, talents, entries.Count);
            },
            cancellationToken);
    }

    /// <summary>Erases it.</summary>
    /// <param name="chosen">As for <see cref="FindAsync"/>.</param>
    /// <returns>What was done; or <see cref="InvalidError"/> for <c>words</c>.</returns>
    public async Task<Result<ErasedLeftovers, UseCaseError>> ExecuteAsync(string? typed, IReadOnlyCollection<Guid>? chosen, Actor actor, CancellationToken cancellationToken)
    {
        var read = Read(typed);
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        IReadOnlyCollection<string> words = [];
        var note = "";
        var erased = await database.WriteAsync<Result<int, UseCaseError>>(
            async db =>
            {
                var traces = await OfAsync(db, read.Value, await TalentTraces.DeletedAsync(db, read.Value, cancellationToken), chosen, cancellationToken);
                if (traces.All.Count == 0)
                {
                    return new InvalidError("words", "Others are called the same, so nothing was erased. Enter a name, handle or address that only this person had.");
                }

                words = traces.All;
                await traces.EraseAsync(db, cancellationToken);
                var entries = await EraseActivity.OfTalentsAsync(db, traces.TalentIds, traces.All, traces.Own, cancellationToken);
                db.Raise(default(NoticesChanged));
                activity.Add(db, actor, ActivityAction.TracesErased, "what was left of somebody");
                note = await FinishErasing.NoteAsync(db, time.GetUtcNow(), cancellationToken);
                return entries;
            },
            cancellationToken);
        return erased.Succeeded ? new ErasedLeftovers(erased.Value, await finish.ExecuteAsync(words, note, CancellationToken.None)) : erased.Failure;
    }

    private static Task<TalentTraces> OfAsync(
        SocialProfilesDbContext db, IReadOnlyCollection<string> words, IReadOnlyList<Guid> deleted, IReadOnlyCollection<Guid>? chosen, CancellationToken cancellationToken)
    {
        Guid[] meant = [.. deleted.Where(id => chosen?.Contains(id) != false)];
        return TalentTraces.OfDeletedAsync(db, words, meant, deleted.Except(meant), cancellationToken);
    }

    private static Result<IReadOnlyList<string>, UseCaseError> Read(string? typed)
    {
        // As names and handles are stored.
        string[] words =
        [
            .. (typed ?? "").Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => OneLine.Read(line).Value.TrimStart('@')).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal),
        ];
        return words switch
        {
            [] => new InvalidError("words", "Enter at least one name, handle or address."),
            { Length: > MostWords } => new InvalidError("words", $"Enter at most {MostWords} lines at a time."),
            _ when words.Any(word => word.Length > LongestWord) => new InvalidError("words", $"Shorten each line to {LongestWord} characters."),
            _ when words.Any(word => word.Length < ShortestWord) => new InvalidError("words", $"Enter at least {ShortestWord} characters on each line."),
            _ => words,
        };
    }
}
