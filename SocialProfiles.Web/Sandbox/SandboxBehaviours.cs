namespace SocialProfiles.Web.Sandbox;

/// <summary>Every behaviour there is. The imitated platforms, the page in the application and the tests all read this list.</summary>
public static class SandboxBehaviours
{
    private const string Synced = "Pending → Syncing → Connected";
    private const string Failed = "Pending → Syncing → Error";
    private const string ThreeAttempts = "Pending → Syncing, three attempts → Error";

    public static SandboxBehaviour Ordinary { get; } = new(
        SandboxConduct.Ordinary, "", "maya.travels",
        "An ordinary account. Its numbers follow from the handle and grow slowly; some go down, as on a real platform.", Synced,
        TikTok: "Only the name: a connection by hand sees no numbers on TikTok.");

    /// <summary>In the order in which the page shows them; <see cref="Ordinary"/> comes first.</summary>
    public static IReadOnlyList<SandboxBehaviour> All { get; } =
    [
        Ordinary,
        new(SandboxConduct.Missing, "nonexistent", "nonexistent12345invalid",
            "The platform knows no such account.", Failed),
        new(SandboxConduct.Private, "private", "private.life",
            "The account is not public.", Failed,
            Instagram: "Instagram answers as for a missing account: it does not tell the two apart.",
            TikTok: "TikTok answers as for a missing account: it does not tell the two apart.",
            YouTube: "The channel is there, its list of videos is refused."),
        new(SandboxConduct.RateLimited, "ratelimited", "ratelimited.rosa",
            "The platform asks to slow down on the first two calls (wait 3 seconds), then answers.",
            "Pending → Syncing → Pending, twice → Syncing → Connected")
        { FailsFirst = 2 },
        new(SandboxConduct.Flaky, "flaky", "flaky.finn",
            "The very first call fails with a server fault, every later one succeeds. Another ending of the handle is another account, which fails once again.",
            "Pending → Syncing → Pending (attempt 2 of 3) → Syncing → Connected")
        { FailsFirst = 1 },
        new(SandboxConduct.Down, "down", "down.for.days",
            "The platform is out of service (503), always.", ThreeAttempts),
        new(SandboxConduct.Slow, "slow", "slow.sunday",
            "Every call takes 3 seconds longer.", Synced),
        new(SandboxConduct.Silent, "silent", "silent.sam",
            "The platform takes the call and never answers.", "Pending → Syncing until the time-out, three attempts → Error"),
        new(SandboxConduct.Html, "html", "html.harbour",
            "A gateway's web page (502) comes instead of data.", ThreeAttempts),
        new(SandboxConduct.Garbled, "garbled", "garbled.gus",
            "The answer is cut off in the middle.", ThreeAttempts),
        new(SandboxConduct.Huge, "huge", "huge.hana",
            "The answer goes on for more than 100 MB.", ThreeAttempts),
        new(SandboxConduct.Redirect, "redirect", "redirect.rita",
            "The platform sends us to another host, where we do not go.", ThreeAttempts),
        new(SandboxConduct.Hidden, "hidden", "hidden.hugo",
            "The owner hides counts: they are unknown, not 0.", Synced,
            Instagram: "Likes are hidden.",
            TikTok: "Nothing to hide: as an ordinary account.",
            YouTube: "Subscribers, likes and comments are hidden, and some videos are private."),
        new(SandboxConduct.Empty, "empty", "empty.emil",
            "The account has no posts yet.", Synced,
            TikTok: "As an ordinary account: posts are not seen by hand."),
        new(SandboxConduct.Revoked, "revoked", "revoked.rae",
            "The platform no longer accepts the agency's access.", Failed,
            TikTok: "As an ordinary account: public data needs no access."),
        new(SandboxConduct.Forbidden, "forbidden", "forbidden.fred",
            "The agency's access lacks a permission.", Failed,
            TikTok: "As an ordinary account: public data needs no access."),
    ];

    /// <summary>The behaviour of a handle; <see cref="Ordinary"/> where no prefix fits.</summary>
    public static SandboxBehaviour For(string handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        foreach (var behaviour in All)
        {
            if (behaviour.Prefix.Length > 0 && handle.StartsWith(behaviour.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                return behaviour;
            }
        }

        return Ordinary;
    }
}
