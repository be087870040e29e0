using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SocialProfiles.Core.SignOn;

/// <summary>What providers publish about themselves, their discovery document and keys: read when first needed, kept for hours, and read again where a key is unknown.</summary>
public sealed class ProviderDocuments(ProviderLines lines)
{
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<string, IConfigurationManager<OpenIdConnectConfiguration>> _kept = new(StringComparer.Ordinal);

    public IConfigurationManager<OpenIdConnectConfiguration> Of(SignOnProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        return _kept.GetOrAdd(provider.Authority, authority => new ConfigurationManager<OpenIdConnectConfiguration>(AddressOf(authority), new Reader(authority), new Documents(lines.Of(authority))));
    }

    /// <summary>Reads both now, whatever is kept.</summary>
    /// <exception cref="Exception">It can't be used; <see cref="ProviderFault"/> says why.</exception>
    public Task<OpenIdConnectConfiguration> ReadAsync(string authority, CancellationToken cancellationToken) =>
        new Reader(authority).GetConfigurationAsync(AddressOf(authority), new Documents(lines.Of(authority)), cancellationToken);

    private static string AddressOf(string authority) => authority + SignOnAddress.DocumentPath;

    private sealed class Documents(HttpClient line) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            using var answer = await line.GetAsync(address, cancel);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadAsStringAsync(cancel)
                : throw new ProviderFaultException(answer.StatusCode >= HttpStatusCode.InternalServerError ? SignOnProblem.NotReached : SignOnProblem.NoDocument);
        }
    }

    private sealed class Reader(string authority) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var text = await retriever.GetDocumentAsync(address, cancel);
            var document = Parse(text);
            if (!SignOnAddress.IsSame(document.Issuer ?? "", authority))
            {
                throw new ProviderFaultException(string.IsNullOrEmpty(document.Issuer) ? SignOnProblem.NoDocument : SignOnProblem.IssuerDiffers);
            }

            if (!Array.TrueForAll([document.AuthorizationEndpoint, document.TokenEndpoint, document.JwksUri], IsFit) || !IsFitOrNone(document.UserInfoEndpoint) || !IsFitOrNone(document.EndSessionEndpoint))
            {
                throw new ProviderFaultException(SignOnProblem.NoDocument);
            }

            if (!MayUsePkce(text))
            {
                throw new ProviderFaultException(SignOnProblem.NoPkce);
            }

            foreach (var key in ReadKeys(await retriever.GetDocumentAsync(document.JwksUri, cancel)))
            {
                document.SigningKeys.Add(key);
            }

            return document.SigningKeys.Count > 0 ? document : throw new ProviderFaultException(SignOnProblem.NoKeys);
        }

        // Only plain where the provider itself is, on this machine.
        private bool IsFit(string? address) =>
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (SignOnAddress.IsProtected(uri) && authority.StartsWith("http://", StringComparison.OrdinalIgnoreCase)));

        private bool IsFitOrNone(string? address) => string.IsNullOrEmpty(address) || IsFit(address);

        private static OpenIdConnectConfiguration Parse(string text)
        {
            try
            {
                return OpenIdConnectConfiguration.Create(text);
            }
            catch (Exception fault) when (fault is ArgumentException or JsonException or FormatException)
            {
                throw new ProviderFaultException(SignOnProblem.NoDocument, fault);
            }
        }

        private static IList<SecurityKey> ReadKeys(string text)
        {
            try
            {
                return new JsonWebKeySet(text).GetSigningKeys();
            }
            catch (Exception fault) when (fault is ArgumentException or JsonException or FormatException)
            {
                throw new ProviderFaultException(SignOnProblem.NoKeys, fault);
            }
        }

        // Some do and don't say so, Microsoft's among them.
        private static bool MayUsePkce(string text)
        {
            using var document = JsonDocument.Parse(text);
            return !document.RootElement.TryGetProperty("code_challenge_methods_supported", out var methods)
                || (methods.ValueKind == JsonValueKind.Array && methods.EnumerateArray().Any(method => method.ValueKind == JsonValueKind.String && method.GetString() == "S256"));
        }
    }
}
