namespace SocialProfiles.Core.Platforms;

/// <summary>
/// Reads one platform's API. What a platform refuses comes back as a <see cref="PlatformFailure"/>;
/// only cancellation throws.
/// </summary>
public interface IPlatformClient
{
    /// <summary>Key of the platform, as in <see cref="IPlatform.Key"/>.</summary>
    string PlatformKey { get; }

    Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken);

    /// <summary>The next page of posts, newest first.</summary>
    /// <param name="profile">What <see cref="GetProfileAsync"/> gave for the same account.</param>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="wanted">How many more posts are wanted; a page may hold fewer, never more than the platform's own limit.</param>
    Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken);
}
