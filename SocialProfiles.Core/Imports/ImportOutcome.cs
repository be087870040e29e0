namespace SocialProfiles.Core.Imports;

/// <summary>What happens to a row, or happened. Stored by name, so members may be added and never renamed.</summary>
public enum ImportOutcome
{
    /// <summary>Stopped before it.</summary>
    NotReached,

    /// <summary>A talent who is not here yet, with the profile of the row where it has one.</summary>
    NewTalent,

    /// <summary>A profile that is not here yet, of a talent who is.</summary>
    NewProfile,

    /// <summary>All of it is here; at most its old followers are added to the past.</summary>
    AlreadyThere,

    /// <summary>The profile belongs to another talent. Nothing changes.</summary>
    OtherTalents,

    /// <summary>The platform can't have such a handle, or handle and link disagree.</summary>
    HandleRefused,

    /// <summary>There is no platform of that name.</summary>
    PlatformUnknown,

    /// <summary>The row itself can't be used: no name, too long, a talent in the archive.</summary>
    RowRefused,
}

/// <summary>How many rows came to what.</summary>
public sealed record ImportCounts(IReadOnlyDictionary<ImportOutcome, int> Rows)
{
    public static ImportCounts None { get; } = new(new Dictionary<ImportOutcome, int>());

    public int this[ImportOutcome outcome] => Rows.GetValueOrDefault(outcome);

    public int Total => Rows.Values.Sum();

    /// <summary>Rows that change something.</summary>
    public int Changing => this[ImportOutcome.NewTalent] + this[ImportOutcome.NewProfile];

    /// <summary>Rows that need a person.</summary>
    public int Refused => this[ImportOutcome.OtherTalents] + this[ImportOutcome.HandleRefused] + this[ImportOutcome.PlatformUnknown] + this[ImportOutcome.RowRefused];

    public static ImportCounts Of(IEnumerable<ImportOutcome> outcomes) => new(outcomes.CountBy(outcome => outcome).ToDictionary(pair => pair.Key, pair => pair.Value));
}
