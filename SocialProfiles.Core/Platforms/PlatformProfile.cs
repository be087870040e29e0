namespace SocialProfiles.Core.Platforms;

/// <summary>The account to fetch.</summary>
/// <param name="Handle">Canonical handle, without @.</param>
/// <param name="AccountId">The platform's own id from an earlier sync, where known: it survives a renamed handle.</param>
/// <param name="Consent">The talent's consent; null for a connection made by hand.</param>
public sealed record PlatformAccount(string Handle, string? AccountId, ConsentAccess? Consent = null);

/// <summary>What a platform says about an account.</summary>
public sealed record PlatformProfile
{
    /// <summary>The platform's own, lasting id; null where this way of connecting does not reveal it.</summary>
    public required string? AccountId { get; init; }

    /// <summary>The handle as the platform spells it now; null where it does not say.</summary>
    public required string? Handle { get; init; }

    public required string DisplayName { get; init; }

    public string? Biography { get; init; }

    /// <summary>Signed and short-lived on most platforms: to be shown, not kept.</summary>
    public string? AvatarUrl { get; init; }

    public Metric Followers { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    public Metric Following { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    /// <summary>Posts or videos that the account has in all, not only those fetched.</summary>
    public Metric Posts { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    /// <summary>Views of the account since its start.</summary>
    public Metric Views { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    /// <summary>Likes of all posts since the account's start.</summary>
    public Metric Likes { get; init; } = Metric.Unknown(MetricGap.NotSupported);

    /// <summary>Where the posts are to be asked for, when that is not the account itself (YouTube's uploads list).</summary>
    public string? PostsSource { get; init; }
}
