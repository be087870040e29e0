using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <param name="Problem">Null where it can be used.</param>
/// <param name="Signs">With how many keys it signs.</param>
/// <param name="CanSignOut">Whether people can be signed out there.</param>
/// <param name="TellsSignOut">Whether it tells us when somebody signs out there.</param>
public sealed record ProviderTest(SignOnProblem? Problem, int Signs = 0, bool CanSignOut = false, bool TellsSignOut = false);

/// <summary>Reads what a provider says of itself, and asks it whether it knows us. A sign-in of a person is the other half of a test.</summary>
public sealed partial class TestSignOnProvider(Database database, TokenVault vault, ProviderDocuments documents, ProviderLines lines, ILogger<TestSignOnProvider> logger)
{
    /// <param name="redirectAddress">Ours, as it is registered there.</param>
    public async Task<ProviderTest> ExecuteAsync(Guid providerId, string redirectAddress, CancellationToken cancellationToken)
    {
        var provider = await database.ReadAsync(db => db.SignOnProviders.SingleOrDefaultAsync(x => x.Id == providerId, cancellationToken), cancellationToken);
        if (provider is null)
        {
            return new ProviderTest(SignOnProblem.Off);
        }

        try
        {
            var document = await documents.RenewAsync(provider, cancellationToken);
            return new ProviderTest(
                await AskAsync(provider, document, redirectAddress, cancellationToken),
                document.SigningKeys.Count,
                !string.IsNullOrEmpty(document.EndSessionEndpoint),
                document.AdditionalData.TryGetValue("backchannel_logout_supported", out var tells) && $"{tells}".Equals("true", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(fault, provider.Name);
            return new ProviderTest(ProviderFault.Of(fault));
        }
    }

    // A code that is none is refused, and how it is refused tells whether the secret was right.
    private async Task<SignOnProblem?> AskAsync(SignOnProvider provider, OpenIdConnectConfiguration document, string redirectAddress, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = RandomSecret.New(),
            ["code_verifier"] = RandomSecret.New(),
            ["redirect_uri"] = redirectAddress,
            ["client_id"] = provider.ClientId,
            ["client_secret"] = vault.OpenSignOnSecret(provider) ?? "",
        });
        using var answer = await lines.Of(provider.Authority).PostAsync(document.TokenEndpoint, form, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var said = JsonDocument.Parse(text);
            return said.RootElement.ValueKind == JsonValueKind.Object && said.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String
                && ProviderFault.OfCode(error.GetString()!, null) == SignOnProblem.SecretWrong ? SignOnProblem.SecretWrong : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "The test of the provider {Provider} failed")]
    private partial void LogFailed(Exception exception, string provider);
}

/// <summary>Whether the providers that are on answer.</summary>
internal sealed class ProvidersReachable(Database database, ProviderDocuments documents) : IDoctorCheck
{
    public string Name => "Single sign-on";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var providers = await database.ReadAsync(db => db.SignOnProviders.Where(x => x.IsOn).OrderBy(x => x.Name).ToListAsync(cancellationToken), cancellationToken);
        List<string> problems = [];
        foreach (var provider in providers)
        {
            try
            {
                await documents.ReadAsync(provider.Authority, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                problems.Add(SignOnText.Of(ProviderFault.Of(fault), provider.Name));
            }
        }

        return (providers.Count, problems.Count) switch
        {
            (0, _) => CheckResult.Ok("It isn't set up."),
            (_, 0) => CheckResult.Ok(providers.Count == 1 ? $"{providers[0].Name} answers." : $"All {providers.Count} providers answer."),
            _ => CheckResult.Problem(string.Join(' ', problems), "Owners can still sign in with their password. Test the provider under Settings, Single sign-on."),
        };
    }
}
