using System.Globalization;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>The two ids of an account: one that everybody knows it by, and one for our app alone.</summary>
internal static class InstagramIds
{
    /// <summary>The account's own id; by hand and by consent the same.</summary>
    public static string Account(SandboxAccount account) =>
        (17_841_400_000_000_000 + (long)(account.Seed.For("id").Number % 99_999_999_999)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The person's id for our app: what comes with the first token, and what a notice of withdrawal names. Above 2^53.</summary>
    public static long AppScoped(string handle) => 27_280_000_000_000_000 + (long)(Seed.Of($"instagram/{handle}").For("app id").Number % 9_999_999_999_999);
}
