namespace SocialProfiles.Core.Platforms;

/// <summary>The closed set of what can go wrong between us and a platform. Stored with the connection by name.</summary>
public enum FailureKind
{
    /// <summary>No such account, or one that this way of connecting cannot tell from a missing one.</summary>
    NotFound,

    /// <summary>The account exists and is private.</summary>
    Private,

    /// <summary>
    /// The platform's own, unmistakable word that this talent's permission is over; comes with <see cref="PlatformFailure.End"/>.
    /// What the platform says of the agency's app or credential is <see cref="AgencyRefused"/>, what it does not explain
    /// <see cref="AccessRefused"/>; neither ends a permission.
    /// </summary>
    ConsentExpired,

    /// <summary>A permission without which nothing can be read is not granted; of a talent's consent it comes with <see cref="PlatformFailure.End"/>.</summary>
    MissingScope,

    /// <summary>Too many calls; the platform wants us to wait.</summary>
    RateLimited,

    /// <summary>No answer in time, a broken line, or a server fault.</summary>
    PlatformDown,

    /// <summary>An answer that cannot be read: not JSON, cut off, too large, or a redirect elsewhere.</summary>
    BadResponse,

    /// <summary>The platform has no credentials here yet.</summary>
    NotConfigured,

    /// <summary>The platform says that this is the account of another connection.</summary>
    AlreadyConnected,

    /// <summary>Our own database refused the write: full disk, or locked for too long.</summary>
    StorageFailed,

    /// <summary>A fault of ours; the log has the details.</summary>
    InternalError,

    /// <summary>What is sealed of this one permission does not open, though the keys are right: the row is damaged.</summary>
    Unsealable,

    /// <summary>The platform refused our access without an explanation that we know: a bare 401 or 403. May be its fault, or of something in between.</summary>
    AccessRefused,

    /// <summary>The platform refuses the agency's app or credential: an API that is switched off, a key or token that is over, an app that is blocked or lacks a review.</summary>
    AgencyRefused,

    /// <summary>The platform calls our request wrong; only a newer version of the program mends that.</summary>
    InvalidRequest,
}

/// <summary>
/// One failure of one sync. <paramref name="Detail"/> is for the log and holds neither tokens nor upstream bodies:
/// a status, the platform's own error code, a request id.
/// </summary>
/// <param name="Kind">What it means.</param>
/// <param name="Detail">Short technical detail for log and support, such as <c>HTTP 400, code 110/2207013</c>.</param>
/// <param name="RetryAfter">How long the platform asked us to wait; null where it did not say.</param>
public sealed record PlatformFailure(FailureKind Kind, string Detail, TimeSpan? RetryAfter = null)
{
    /// <summary>
    /// Set where the platform's own, unmistakable word about this grant ends the talent's permission; null everywhere else.
    /// Nothing but this ends one: neither a kind nor a status does.
    /// </summary>
    public ConsentEndReason? End { get; init; }

    /// <summary>
    /// The platform refused the very token or key of this call, and not the one who holds it: a renewal, or a test, tells whether
    /// more than that is over. Ends nothing by itself.
    /// </summary>
    public bool IsTokenRefused { get; init; }

    /// <summary>A limit that concerns this account alone, so that nobody else has to wait for it.</summary>
    internal bool IsOfOneAccount { get; init; }

    /// <summary>
    /// A failure that could also be a grant which is over and of which the platform does not say so. Where it goes on for
    /// days while others of the platform work, an admin is told.
    /// </summary>
    internal bool MayMeanTheGrant => End is null && Kind is FailureKind.AccessRefused or FailureKind.PlatformDown or FailureKind.BadResponse;

    /// <summary>Whether waiting can help. Everything else waits for a person.</summary>
    public bool CanPassByItself => Kind is FailureKind.RateLimited or FailureKind.PlatformDown or FailureKind.AccessRefused
        or FailureKind.BadResponse or FailureKind.StorageFailed or FailureKind.InternalError;
}
