using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Imports;

/// <summary>How far an import is. Stored by name.</summary>
public enum ImportState
{
    /// <summary>Its rows are being stored; nothing of it happened yet.</summary>
    Preparing,

    /// <summary>Its rows are worked through, batch by batch.</summary>
    Running,

    /// <summary>Somebody asked it to stop; it does so after its batch.</summary>
    Stopping,

    /// <summary>All rows were seen to.</summary>
    Done,

    /// <summary>Stopped by a person. What was done stays; the other rows were not reached.</summary>
    Stopped,

    /// <summary>Ended by a fault. What was done stays; the same file can be imported again.</summary>
    Failed,
}

/// <summary>An import that goes on whatever becomes of the page that began it. Its rows are its queue, so a restart goes on where it was.</summary>
public sealed class ImportJob
{
    public long Key { get; init; }

    /// <summary>Public id, UUIDv7.</summary>
    public Guid Id { get; init; }

    public bool IsSandbox { get; init; }

    /// <summary>As the browser or the command line named it; for people only.</summary>
    public required string FileName { get; init; }

    /// <summary>Who began it, for the activity.</summary>
    public required string StartedBy { get; init; }

    public ActivitySource Source { get; init; }

    public string? Address { get; init; }

    public bool NameByHandle { get; init; }

    public DateOnly? NumbersFrom { get; init; }

    public ImportState State { get; set; }

    /// <summary>Rows in all.</summary>
    public int Rows { get; set; }

    /// <summary>Rows that were seen to.</summary>
    public int Done { get; set; }

    /// <summary><see cref="ImportRow.Number"/> of the last of them.</summary>
    public int Cursor { get; set; }

    /// <summary>Why it failed, as a sentence; null where it didn't.</summary>
    public string? Problem { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    internal Actor Actor => new(StartedBy, Source, Address);
}

/// <summary>One row of an import: what it says while it waits, and what became of it afterwards. Deleted after <see cref="RunImports.Kept"/>.</summary>
public sealed class ImportRow
{
    public long JobKey { get; init; }

    /// <summary>Of the row in the file; unique in it.</summary>
    public int Number { get; init; }

    /// <summary>An <see cref="ImportRecord"/> as JSON; null once it was seen to.</summary>
    public string? Input { get; set; }

    public ImportOutcome Outcome { get; set; }

    public required string Talent { get; set; }

    public string? Platform { get; set; }

    public string? Handle { get; set; }

    public long? Followers { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? FollowersAt { get; set; }

    public string? Reason { get; set; }

    /// <summary>Null where the row came to no talent.</summary>
    public Guid? TalentId { get; set; }
}
