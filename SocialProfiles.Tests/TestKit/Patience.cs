namespace SocialProfiles.Tests.TestKit;

/// <summary>How long tests wait for what comes in a moment: so long that only what never comes is given up, however busy the machine is.</summary>
internal static class Patience
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Ends when the patience does. To be disposed of.</summary>
    public static CancellationTokenSource Limit() => new(Longest);
}
