using System.Collections.Concurrent;
using SocialProfiles.Core.SignOn;

namespace SocialProfiles.Web.SignOn;

/// <summary>What came of a test sign-in.</summary>
/// <param name="Claims">Those that say something about the person; empty where none came.</param>
/// <param name="Forecast">Null where it went no further than the provider.</param>
/// <param name="Problem">Why it went no further; null where it did.</param>
internal sealed record SignOnTrial(IReadOnlyList<SignOnClaim> Claims, SignOnForecast? Forecast, SignOnProblem? Problem);

/// <summary>Keeps what came of test sign-ins for the owner who made them, in memory, until the next one.</summary>
internal sealed class SignOnTrials
{
    private const int MostKept = 50;

    // What the protocol needs for itself.
    private static readonly HashSet<string> _ofProtocol = new(StringComparer.Ordinal) { "nonce", "at_hash", "c_hash", "s_hash", "sid", "iat", "nbf", "exp", "jti", "aud", "azp", "iss", "auth_time", "acr", "amr" };

    private readonly ConcurrentDictionary<(Guid PersonId, Guid ProviderId), SignOnTrial> _trials = new();

    public void Note(Guid personId, Guid providerId, SignOnTrial trial)
    {
        if (_trials.Count >= MostKept)
        {
            _trials.Clear();
        }

        _trials[(personId, providerId)] = trial with { Claims = [.. trial.Claims.Where(claim => !_ofProtocol.Contains(claim.Type)).OrderBy(claim => claim.Type, StringComparer.Ordinal)] };
    }

    public SignOnTrial? Find(Guid personId, Guid providerId) => _trials.GetValueOrDefault((personId, providerId));
}
