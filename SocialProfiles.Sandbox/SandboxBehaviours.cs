namespace SocialProfiles.Sandbox;

/// <summary>Every behaviour there is. The imitated platforms, the page in the application and the tests all read this list.</summary>
public static class SandboxBehaviours
{
    private const string Synced = "Pending → Syncing → Connected";
    private const string Failed = "Pending → Syncing → Error";
    private const string ThreeAttempts = "Pending → Syncing, three attempts → Error";

    public static SandboxBehaviour Ordinary { get; } = new(
        SandboxConduct.Ordinary, "", "maya.travels",
        "An ordinary account. Its numbers follow from the handle and grow slowly; some go down, as on a real platform.", Synced,
        Consent: "The same account with the same id, and its private numbers with it.");

    /// <summary>In the order in which the page shows them; <see cref="Ordinary"/> comes first.</summary>
    public static IReadOnlyList<SandboxBehaviour> All { get; } =
    [
        Ordinary,
        new(SandboxConduct.Missing, "nonexistent", "nonexistent12345invalid",
            "The platform knows no such account.", Failed,
            Consent: "The person who consents has no account that can be read: a personal one on Instagram, no channel on Google. On TikTok everybody has one."),
        new(SandboxConduct.Private, "private", "private.life",
            "The account isn't public.", Failed,
            Consent: "An ordinary account: its owner sees it."),
        new(SandboxConduct.RateLimited, "ratelimited", "ratelimited.rosa",
            "The platform asks to slow down on the first two calls (wait 3 seconds), then answers.",
            "Pending → Syncing → Pending, twice → Syncing → Connected",
            Consent: "The first two calls for data are refused, and with them two consents; the third gets through.")
        { FailsFirst = 2 },
        new(SandboxConduct.Flaky, "flaky", "flaky.finn",
            "The very first call fails with a server fault, every later one succeeds. Another ending of the handle is another account, which fails once again.",
            "Pending → Syncing → Pending (attempt 2 of 3) → Syncing → Connected",
            Consent: "The first call for data fails, and with it the consent; the second gets through.")
        { FailsFirst = 1 },
        new(SandboxConduct.Down, "down", "down.for.days",
            "The platform is out of service (503), always.", ThreeAttempts,
            Consent: "The code can't be exchanged. The same goes for every other handle that breaks the connection."),
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
            "The platform sends us to another host, and we don't follow.", ThreeAttempts),
        new(SandboxConduct.Hidden, "hidden", "hidden.hugo",
            "The owner hides counts: they are unknown, not 0.", Synced),
        new(SandboxConduct.Empty, "empty", "empty.emil",
            "The account has no posts yet.", Synced),
        new(SandboxConduct.Revoked, "revoked", "revoked.rae",
            "The platform no longer accepts the agency's access.", Failed,
            Consent: "Works for 2 minutes; then the app is removed at the platform."),
        new(SandboxConduct.Forbidden, "forbidden", "forbidden.fred",
            "The agency's access lacks a permission.", Failed,
            Consent: "Works for 2 minutes; then the permissions are gone."),
        new(SandboxConduct.Expires, "expires", "expires.eva",
            "By handle, an ordinary account.", Synced,
            Consent: "Access tokens live 2 minutes, and can be renewed forever, except on Instagram, which renews none on its first day."),
        new(SandboxConduct.NoRefresh, "norefresh", "norefresh.nils",
            "By handle, an ordinary account.", Synced,
            Consent: "Can't be renewed: Instagram says code 190 when it is tried, TikTok invalid_grant, and Google gives no refresh token. Access tokens live 2 minutes, on Instagram 60 days."),
        new(SandboxConduct.Stalled, "stalled", "stalled.stan",
            "By handle, an ordinary account.", Synced,
            Consent: "Every renewal fails with a server fault, which says nothing about the consent. Access tokens live 2 minutes, on Instagram 60 days."),
        new(SandboxConduct.PasswordChanged, "passwordchanged", "passwordchanged.pia",
            "By handle, an ordinary account.", Synced,
            Consent: "Works for 2 minutes; then the owner has changed the password, and all sessions end. Only Instagram says so: code 190, subcode 460."),
        new(SandboxConduct.WeekLong, "weeklong", "weeklong.wim",
            "By handle, an ordinary account.", Synced,
            Consent: "The consent ends after 7 days, however often it is renewed: nobody but the talent can help."),
        new(SandboxConduct.Tiny, "tiny", "tiny.tove",
            "Fewer than 100 followers.", Synced,
            Consent: "No demographics."),
        new(SandboxConduct.Odd, "odd", "odd.orla",
            "Some items of the list of posts have no id or a shape that nobody knows, and some have no date. The rest is read, and the profile says how many were not.", Synced,
            Consent: "The same. TikTok's ids tell the date that is missing."),
        new(SandboxConduct.Unlisted, "unlisted", "unlisted.uma",
            "An ordinary account.", Synced),
        new(SandboxConduct.Unbelievable, "unbelievable", "unbelievable.ugo",
            "The platform says that the account has 9,200,000,000,000,000,000 followers, which is stored as unknown.", Synced,
            Consent: "The same."),
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
