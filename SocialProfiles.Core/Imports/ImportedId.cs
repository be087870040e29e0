using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Imports;

/// <summary>What an id from elsewhere names. Stored by name.</summary>
public enum ImportedIdKind
{
    /// <summary>A talent, in the system that the agency had before.</summary>
    Talent,

    /// <summary>An e-mail address by which a file named a talent.</summary>
    Email,

    /// <summary>A record of a profile (<c>TalentSocial</c>) there.</summary>
    Record,
}

/// <summary>An id that a talent had elsewhere, so that the next file finds them by it and old callers can be led here. It goes with the talent.</summary>
public sealed class ImportedId
{
    public const int MostLength = 200;

    public ImportedIdKind Kind { get; init; }

    /// <summary>As the file has it, without outer white space; e-mail addresses in lower case.</summary>
    public required string Value { get; init; }

    public bool IsSandbox { get; init; }

    public Guid TalentId { get; init; }

    public Talent? Talent { get; init; }

    /// <summary>The profile of a record; null for ids of talents.</summary>
    public Guid? ConnectionId { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ImportedAt { get; init; }
}
