namespace SocialProfiles.Core.Accounts;

/// <summary>How long a sign-in lasts. Section <c>SignIn</c>.</summary>
public sealed class SessionLimits
{
    public const string Section = "SignIn";

    /// <summary>A session that nobody uses ends after so many hours, 1 to 720. Default 12.</summary>
    public int IdleHours { get; set; } = 12;

    /// <summary>The same in days, 1 to 365, for those who asked to stay signed in. Default 14.</summary>
    public int StayDays { get; set; } = 14;

    /// <summary>Every session ends after so many days, 1 to 365, however much it is used. Default 30.</summary>
    public int LongestDays { get; set; } = 30;

    internal bool IsOver(Session session, DateTimeOffset seenAt, DateTimeOffset now) =>
        now - session.StartedAt >= TimeSpan.FromDays(LongestDays)
        || now - seenAt >= (session.Stays ? TimeSpan.FromDays(StayDays) : TimeSpan.FromHours(IdleHours));
}
