using SocialProfiles.Core.Connections;

namespace SocialProfiles.Core.Consents;

/// <summary>Why the tokens of a consent have to be renewed before they are used.</summary>
internal enum RenewalReason
{
    /// <summary>They are good as they are.</summary>
    None,

    /// <summary>They still work, and it is time to renew them.</summary>
    Due,

    /// <summary>The access token is over.</summary>
    Expired,

    /// <summary>The platform refused the access token, whatever its time.</summary>
    Refused,
}

/// <summary>Decides on renewing; pure, and asked again after the lease is taken, since another may have renewed meanwhile.</summary>
internal static class ConsentRenewal
{
    /// <summary>The platform's clock and ours may differ by as much, and a call takes a while.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>After a renewal that failed nobody asks again for so long, unless the token is over; twice as long for each day that it failed.</summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan _longestCoolDown = TimeSpan.FromHours(12);

    /// <summary>Whoever took the lease and has not answered for so long is gone.</summary>
    public static readonly TimeSpan LongestRenewal = TimeSpan.FromMinutes(2);

    /// <param name="isRefused">The platform refused the very access token that is stored.</param>
    public static RenewalReason Decide(Consent consent, DateTimeOffset now, bool isRefused) => consent switch
    {
        _ when isRefused => RenewalReason.Refused,
        { AccessExpiresAt: { } end } when now + Skew >= end => RenewalReason.Expired,
        { RenewAt: { } due } when now >= due => RenewalReason.Due,
        _ => RenewalReason.None,
    };

    /// <summary>When to try again after a renewal that failed and ended nothing, UTC.</summary>
    public static DateTimeOffset NextTry(Consent consent, DateTimeOffset now)
    {
        var pause = CoolDown * Math.Pow(2, Math.Min(consent.FailedDays, 10));
        return now + (pause < _longestCoolDown ? pause : _longestCoolDown);
    }
}
