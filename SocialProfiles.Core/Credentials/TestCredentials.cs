using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Credentials;

/// <summary>How a platform answered to credentials, by what they are for.</summary>
/// <param name="Queued">How many connections had failed for these credentials and are tried now.</param>
public sealed record TestedCredentials(CredentialUse Use, CredentialTest Test, int Queued);

/// <summary>
/// Asks a platform whether it accepts the credentials that are in use. Where it does, everything that failed for them is
/// tried again.
/// </summary>
public sealed class TestCredentials(PlatformCatalog catalog, SealingHealth sealing, QueueNewlyConfigured newlyConfigured, AccessEnds ends)
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
            answers.Add(await AnswerAsync(platform, CredentialUse.Consent, ConnectionType.OAuth, await consent.TestAsync(cancellationToken), cancellationToken));
        }

        if (platform.IsConfigured && await platform.TestAsync(cancellationToken) is { } byHand)
        {
            answers.Add(await AnswerAsync(platform, CredentialUse.ByHand, ConnectionType.Manual, byHand, cancellationToken));
            await ends.CheckAsync(platform, isReplaced: false, cancellationToken);
        }

        return answers.Count > 0 ? answers
            : new ConflictError(sealing.IsWell ? "There is nothing to test yet. Enter the credentials and save them first." : SealingHealth.Refusal);
    }

    private async Task<TestedCredentials> AnswerAsync(IPlatform platform, CredentialUse use, ConnectionType type, CredentialTest test, CancellationToken cancellationToken) =>
        new(use, test, test.Succeeded ? await newlyConfigured.ExecuteAsync(platform, type, cancellationToken) : 0);
}
