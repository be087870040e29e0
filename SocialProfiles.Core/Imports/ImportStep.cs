using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Imports;

/// <summary>What one row comes to, worked out and not done yet.</summary>
internal sealed record ImportStep(ImportRecord Record, ImportOutcome Outcome)
{
    /// <summary>Why nothing is done, or what is left out, as a sentence; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose it is; null where that could not be found out.</summary>
    public ImportTalent? Talent { get; init; }

    /// <summary>The talent is made by this very row.</summary>
    public TalentDetails? NewTalent { get; init; }

    /// <summary>The profile; null where the row has none.</summary>
    public ConnectTarget? Target { get; init; }

    /// <summary>Its key, where it is here already; 0 where it is not.</summary>
    public long ConnectionKey { get; init; }

    /// <summary>Its public id, where it is here already.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>Followers of the past, where the row has some that count.</summary>
    public (long Followers, DateTimeOffset At)? Point { get; init; }

    /// <summary>The row as people see it.</summary>
    public ImportPreviewRow View => new(
        Record.Number, Outcome, Talent?.Name ?? Record.Name ?? Record.Email ?? Record.TalentId ?? "", Target?.Platform.Key ?? Record.Platform, Target?.Handle ?? Record.Handle ?? Record.Link, Point?.Followers, Point?.At, Reason);
}

/// <summary>A talent as the import knows it.</summary>
internal sealed class ImportTalent
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public bool IsArchived { get; init; }

    /// <summary>What they were called here before, folded; read only of those whom an e-mail address of the file names.</summary>
    public HashSet<string> FormerNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids and addresses from elsewhere that are known to be theirs.</summary>
    public HashSet<(ImportedIdKind Kind, string Value)> Ids { get; } = [];
}

/// <summary>What will happen to a row, for the preview; or what happened, for the report.</summary>
/// <param name="Number">Of the row in the file.</param>
/// <param name="Talent">Name; what the row calls them where it can't be told.</param>
/// <param name="Platform">Key of the platform, or what the row says.</param>
/// <param name="Followers">Followers that go into the past; null for none.</param>
/// <param name="FollowersAt">UTC.</param>
/// <param name="Reason">Why nothing happens, or what is left out, as a sentence.</param>
public sealed record ImportPreviewRow(int Number, ImportOutcome Outcome, string Talent, string? Platform, string? Handle, long? Followers, DateTimeOffset? FollowersAt, string? Reason);
