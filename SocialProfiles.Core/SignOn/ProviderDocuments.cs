using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SocialProfiles.Core.SignOn;

/// <summary>What providers publish about themselves, their discovery document and keys: read when first needed, kept for hours, and read again where a key is unknown.</summary>
public sealed class ProviderDocuments(ProviderLines lines, TimeProvider time)
{
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>For one sign-in or one token: whoever finds a key missing waits for the next reading, and nobody else with them.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration> Of(SignOnProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new Use(KeptOf(provider.Authority));
    }

    /// <summary>Reads both now, whatever is kept; from now on this is what is kept.</summary>
    /// <exception cref="Exception">It can't be used; <see cref="ProviderFault"/> says why.</exception>
    public async Task<OpenIdConnectConfiguration> RenewAsync(SignOnProvider provider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var kept = KeptOf(provider.Authority);
        try
        {
            var document = await ReadAsync(provider.Authority, cancellationToken);
            kept.Take(document);
            return document;
        }
        catch (Exception fault) when (!ProviderFault.IsDown(fault))
        {
            kept.Drop();
            throw;
        }
    }

    private Kept KeptOf(string authority)
    {
        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        return _kept.GetOrAdd(authority, address => new Kept(() => ReadAsync(address, CancellationToken.None), time));
    }

    /// <summary>Reads both now, whatever is kept.</summary>
    /// <exception cref="Exception">It can't be used; <see cref="ProviderFault"/> says why.</exception>
    public Task<OpenIdConnectConfiguration> ReadAsync(string authority, CancellationToken cancellationToken) =>
        new Reader(authority).GetConfigurationAsync(AddressOf(authority), new Documents(lines.Of(authority)), cancellationToken);

    private static string AddressOf(string authority) => authority + SignOnAddress.DocumentPath;

    /// <summary>
    /// What one provider published last. All who need it wait for the same reading, and once there is one, nobody waits for the next
    /// but whoever has a token with a key that isn't in it. Its age is elapsed time: a clock that is put right makes nothing older.
    /// </summary>
    private sealed class Kept(Func<Task<OpenIdConnectConfiguration>> read, TimeProvider time)
    {
        private static readonly TimeSpan _lasts = TimeSpan.FromHours(12);

        // Of one that nobody needed for so long, too much may have changed to go on with it meanwhile.
        private static readonly TimeSpan _oldest = TimeSpan.FromHours(24);

        // Anybody can post a token with a key that nobody has.
        private static readonly TimeSpan _betweenRenewals = TimeSpan.FromMinutes(1);

        // While it hangs, visitors don't wait one after the other.
        private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(10);

        private readonly Lock _lock = new();
        private Task<OpenIdConnectConfiguration>? _reading;
        private OpenIdConnectConfiguration? _good;
        private long _goodAt;
        private long _readAt;
        private TimeSpan _dueAfter;
        private long? _renewedAt;
        private int _begun;
        private int _noted;

        private bool MayServe => _good is not null && time.GetElapsedTime(_goodAt) < _oldest;

        public Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancel)
        {
            lock (_lock)
            {
                if (_reading is null || (_reading.IsCompleted && time.GetElapsedTime(_readAt) >= _dueAfter))
                {
                    _reading = Begin();
                }

                return !_reading.IsCompleted && MayServe ? Task.FromResult(_good!) : _reading.WaitAsync(cancel);
            }
        }

        /// <summary>What is published from now on. Read at most once a minute; in between, what was read last.</summary>
        public Task<OpenIdConnectConfiguration> RenewAsync()
        {
            lock (_lock)
            {
                if (_reading is null || _renewedAt is not { } at || time.GetElapsedTime(at) >= _betweenRenewals)
                {
                    // Also beside one that began before: it may have missed what is asked for.
                    (_renewedAt, _reading) = (time.GetTimestamp(), Begin());
                }

                return _reading;
            }
        }

        public void Take(OpenIdConnectConfiguration document)
        {
            lock (_lock)
            {
                _reading = Task.FromResult(document);
                Note(++_begun, document);
            }
        }

        /// <summary>What is kept doesn't hold any more.</summary>
        public void Drop()
        {
            lock (_lock)
            {
                (_good, _reading, _noted) = (null, null, _begun);
            }
        }

        private Task<OpenIdConnectConfiguration> Begin()
        {
            var number = ++_begun;
            return Task.Run(() => NextAsync(number), CancellationToken.None);
        }

        private async Task<OpenIdConnectConfiguration> NextAsync(int number)
        {
            try
            {
                var document = await read();
                lock (_lock)
                {
                    Note(number, document);
                }

                return document;
            }
            catch (Exception fault) when (Fail(number, fault) is { } before)
            {
                return before;
            }
        }

        // Of two readings, the one that began later holds, whichever ends first.
        private void Note(int number, OpenIdConnectConfiguration document)
        {
            if (number > _noted)
            {
                var now = time.GetTimestamp();
                (_noted, _good, _goodAt, _readAt, _dueAfter) = (number, document, now, now, _lasts);
            }
        }

        // While a provider is down, what it published before still holds. What is at its address now and isn't it ends that.
        private OpenIdConnectConfiguration? Fail(int number, Exception fault)
        {
            lock (_lock)
            {
                if (number > _noted)
                {
                    _good = ProviderFault.IsDown(fault) ? _good : null;
                    (_noted, _readAt, _dueAfter) = (number, time.GetTimestamp(), _good is null ? _afterFailure : _betweenRenewals);
                }

                return _good;
            }
        }
    }

    /// <summary>
    /// What somebody who needs it once goes by. Who has a token with a key that isn't in what is kept waits for the next reading, and nobody
    /// else does. Microsoft's own answers that with what it has and reads the new one later, so the first token after a change of keys would be lost.
    /// </summary>
    private sealed class Use(Kept kept) : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
    {
        private Task<OpenIdConnectConfiguration>? _renewed;

        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => _renewed?.WaitAsync(cancel) ?? kept.GetAsync(cancel);

        public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);

        public override void RequestRefresh() => _renewed = kept.RenewAsync();
    }

    private sealed class Documents(HttpClient line) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            using var answer = await line.GetAsync(address, cancel);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadAsStringAsync(cancel)
                : throw new ProviderFaultException(IsDown(answer.StatusCode) ? SignOnProblem.NotReached : SignOnProblem.NoDocument);
        }

        private static bool IsDown(HttpStatusCode status) => status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
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
