namespace SocialProfiles.Core.Talents;

internal static class TalentErrors
{
    public static NotFoundError NoTalent { get; } = new("This talent is not there any more. Go back to the roster.");
}
