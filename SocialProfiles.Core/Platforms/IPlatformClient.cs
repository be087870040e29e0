namespace SocialProfiles.Core.Platforms;

/// <summary>
/// Reads one platform's API. What a platform refuses comes back as a <see cref="PlatformFailure"/>;
/// only cancellation throws.
/// </summary>
public interface IPlatformClient
{
    /// <summary>Key of the platform, as in <see cref="IPlatform.Key"/>.</summary>
    string PlatformKey { get; }

    /// <summary>Where the numbers of an account are read now.</summary>
    /// <param name="byPermission">With the talent's permission; else as everybody sees them.</param>
    PlatformSource SourceOf(bool byPermission);

    Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken);

    /// <summary>The next page of posts, newest first.</summary>
    /// <param name="profile">What <see cref="GetProfileAsync"/> gave for the same account.</param>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="wanted">How many more posts are wanted; a page may hold fewer, never more than the platform's own limit.</param>
    Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken);

    /// <summary>What <see cref="GetInsightsAsync"/> can give; empty where the platform shows no more to anybody.</summary>
    IReadOnlyList<InsightMetric> Insights => [];

    /// <summary>
    /// What only a consent shows. A metric that the account's type or the granted scopes do not give becomes a gap and
    /// fails nothing. A reading that ends early, by a failure or by cancellation, still gives what had arrived, and
    /// <see cref="PlatformInsights.EndedBy"/> says why; a failure is what makes all of it worthless: a consent that ended.
    /// </summary>
    /// <param name="profile">What <see cref="GetProfileAsync"/> gave for the same account.</param>
    /// <param name="posts">The posts that were fetched, newest first.</param>
    /// <param name="since">The first day that is wanted; a client may give fewer days, never more than its platform keeps.</param>
    Task<Result<PlatformInsights, PlatformFailure>> GetInsightsAsync(
        PlatformAccount account, PlatformProfile profile, IReadOnlyList<PlatformPost> posts, DateOnly since, CancellationToken cancellationToken) =>
        Task.FromResult<Result<PlatformInsights, PlatformFailure>>(PlatformInsights.None);
}
