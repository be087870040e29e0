namespace SocialProfiles.Core.Accounts;

/// <summary>How long somebody has to wait, in whole minutes.</summary>
public static class WaitText
{
    public static string Of(TimeSpan left) => Math.Max(1, (int)Math.Ceiling(left.TotalMinutes)) is var minutes && minutes == 1 ? "1 minute" : $"{minutes} minutes";
}
