using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Consents;

/// <summary>Ends consents because the platform says so, in a notice of its own (webhook).</summary>
public sealed class EndConsent
{
    /// <param name="platform">Key of the platform.</param>
    /// <param name="userId">The platform's id of the person for our app.</param>
    /// <returns>How many consents ended: none for an unknown person, or when it was told before.</returns>
    public Task<int> ExecuteAsync(string platform, string userId, ConsentEnd because, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
