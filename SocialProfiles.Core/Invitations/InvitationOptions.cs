namespace SocialProfiles.Core.Invitations;

/// <summary>How long links of talents live. Section <c>Invitations</c>.</summary>
public sealed class InvitationOptions
{
    public const string Section = "Invitations";

    /// <summary>
    /// After something was connected, the link goes on as the talent's own page. It ends so many days after it was last used,
    /// 1 to 3650; each use starts them again. Default 90.
    /// </summary>
    public int PageDays { get; set; } = 90;
}
