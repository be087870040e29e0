namespace SocialProfiles.Core.Imports;

/// <summary>What a column of a file can hold.</summary>
public enum ImportField
{
    /// <summary>Nothing that is wanted.</summary>
    None,

    /// <summary>The talent's name.</summary>
    Name,

    /// <summary>The talent's id in the system that the file comes from.</summary>
    TalentId,

    /// <summary>The talent's e-mail address. It tells talents apart; nothing is ever sent to it.</summary>
    Email,

    /// <summary>Tags, separated by commas, semicolons or bars.</summary>
    Tags,

    /// <summary>The platform's key or name.</summary>
    Platform,

    /// <summary>The handle, with or without @.</summary>
    Handle,

    /// <summary>The profile's link. Where it leads to a known platform, the platform needs no column.</summary>
    Link,

    /// <summary>Followers at <see cref="Date"/>.</summary>
    Followers,

    /// <summary>When the followers were counted; of an old record, when it was made.</summary>
    Date,

    /// <summary>The record's own id in the system that the file comes from.</summary>
    RecordId,
}
