using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Platforms.Credentials;

/// <summary>How a platform answered to credentials, by what they are for.</summary>
public sealed record TestedCredentials(CredentialUse Use, CredentialTest Test);

/// <summary>Asks a platform whether it accepts the credentials that are in use.</summary>
public sealed class TestCredentials(PlatformCatalog catalog, SealingHealth sealing)
{
    /// <returns>One answer for each way of connecting that is set up; or <see cref="NotFoundError"/>, <see cref="ConflictError"/> where there is nothing to test.</returns>
    public async Task<Result<IReadOnlyList<TestedCredentials>, UseCaseError>> ExecuteAsync(string platformKey, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(platformKey, out var platform))
        {
            return new NotFoundError("There is no such platform.");
        }

        List<TestedCredentials> answers = [];
        if (catalog.ConsentOf(platform.Key) is { IsConfigured: true } consent)
        {
            answers.Add(new TestedCredentials(CredentialUse.Consent, await consent.TestAsync(cancellationToken)));
        }

        if (platform.IsConfigured && await platform.TestAsync(cancellationToken) is { } byHand)
        {
            answers.Add(new TestedCredentials(CredentialUse.ByHand, byHand));
        }

        return answers.Count > 0 ? answers
            : new ConflictError(sealing.IsWell ? "There is nothing to test yet. Enter the credentials and save them first." : SealingHealth.Refusal);
    }
}
