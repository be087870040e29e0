namespace SocialProfiles.Sandbox.Accounts;

/// <summary>Makes accounts out of handles. Nothing is kept: the same handle at the same minute is the same account.</summary>
internal static class SandboxAccounts
{
    /// <param name="platform">An account of the same handle on another platform has the same name and other numbers.</param>
    /// <param name="handle">Without @, lower case.</param>
    /// <param name="now">UTC, a full minute.</param>
    public static SandboxAccount Find(string platform, string handle, DateTimeOffset now) =>
        new(Seed.Of($"{platform}/{handle}"), new CreatorVoice(handle), handle, SandboxBehaviours.For(handle).Conduct, now);
}
