namespace SocialProfiles.Core.Platforms;

/// <summary>Why a platform is not asked for now.</summary>
public enum PauseReason
{
    /// <summary>The platform asked us to slow down.</summary>
    SlowDown,

    /// <summary>The platform does not answer; it is tried with one profile at a time.</summary>
    NotAnswering,

    /// <summary>The units of the day are used up.</summary>
    DayUsedUp,

    /// <summary>An admin paused it. The workers start no sync of it until somebody resumes it.</summary>
    ByAdmin,
}

/// <summary>A platform that is not asked for now.</summary>
/// <param name="Until">When it is asked again, UTC; null where that is an admin's to say.</param>
public sealed record PlatformPause(PauseReason Reason, DateTimeOffset? Until)
{
    /// <summary>What a person reads, without a full stop and without the time: <c>YouTube asked us to slow down</c>.</summary>
    /// <param name="platform">Display name.</param>
    public string Sentence(string platform) => Reason switch
    {
        PauseReason.SlowDown => $"{platform} asked us to slow down",
        PauseReason.NotAnswering => $"{platform} isn't answering",
        PauseReason.DayUsedUp => $"Today's units for {platform} are used up",
        PauseReason.ByAdmin => $"An admin paused {platform}",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), Reason, null),
    };

    /// <summary>The same with what comes next, as whole sentences: <c>TikTok isn't answering, so it's paused. We'll try again at 14:05.</c></summary>
    /// <param name="platform">Display name.</param>
    /// <param name="time">Spells the time when it is asked again.</param>
    public string Sentences(string platform, Func<DateTimeOffset, string> time) => (Reason, Until) switch
    {
        (PauseReason.ByAdmin, _) or (_, null) => $"{Sentence(platform)}. We'll try again when somebody resumes it in the queue.",
        (_, { } until) => $"{Sentence(platform)}, so it's paused. We'll try again at {time(until)}.",
    };
}
