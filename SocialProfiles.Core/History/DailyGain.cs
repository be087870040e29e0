namespace SocialProfiles.Core.History;

/// <summary>
/// What the posts of an account gained on a day of the agency, added up sync by sync: of posts that were known before, and of
/// those published since. A day that was read and has no row gained nothing.
/// </summary>
public sealed class DailyGain
{
    public long ConnectionKey { get; init; }

    /// <summary>The agency's day, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    /// <summary>The sync before the first one that added to it, UTC: where that is days before, the gain is of all of them.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Null where no post tells. A platform that takes views back makes it less, and at times less than 0.</summary>
    public long? Views { get; init; }

    public long? Likes { get; init; }

    public long? Comments { get; init; }

    public long? Shares { get; init; }
}
