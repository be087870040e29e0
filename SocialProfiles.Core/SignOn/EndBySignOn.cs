using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>A provider says that somebody signed out there: OpenID Connect Back-Channel Logout 1.0. Sessions that began there end, and pages that are open close.</summary>
public sealed partial class EndBySignOn(Database database, ProviderDocuments documents, ActivityLog activity, TimeProvider time, ILogger<EndBySignOn> logger)
{
    public const int MaxLength = 16_384;

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    // One that is older was kept by somebody.
    private static readonly TimeSpan _oldest = TimeSpan.FromMinutes(10);

    private static readonly JsonWebTokenHandler _reader = new() { MapInboundClaims = false };

    /// <returns>Null where it was heeded; else what is wrong with it, for the provider's log.</returns>
    public async Task<string?> ExecuteAsync(Guid providerId, string? token, CancellationToken cancellationToken)
    {
        var provider = await database.ReadAsync(db => db.SignOnProviders.SingleOrDefaultAsync(x => x.Id == providerId && x.IsOn, cancellationToken), cancellationToken);
        if (provider is null)
        {
            return "There is no such client.";
        }

        if (token is not { Length: > 0 and <= MaxLength } || await ReadAsync(provider, token, cancellationToken) is not { } read)
        {
            LogRefused(provider.Name, "its signature, issuer or audience isn't right");
            return "The logout token isn't valid.";
        }

        if (Refusal(read) is { } refusal)
        {
            LogRefused(provider.Name, refusal);
            return $"The logout token isn't valid: {refusal}.";
        }

        return await database.WriteAsync(db => EndAsync(db, provider, read, cancellationToken), cancellationToken);
    }

    /// <summary>Whether somebody signed out there since a provider vouched for them, while they had no session here that could end.</summary>
    internal static async Task<bool> IsEndedAsync(SocialProfilesDbContext db, Guid? personId, SessionOrigin origin, CancellationToken cancellationToken)
    {
        var tokens = await db.SpentLogoutTokens.Where(x => x.ProviderId == origin.ProviderId && x.HeededAt >= origin.VouchedAt).ToListAsync(cancellationToken);
        return tokens.Exists(token => token.Ends(personId, origin.SessionHash));
    }

    private async Task<string?> EndAsync(SocialProfilesDbContext db, SignOnProvider provider, JsonWebToken token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var idHash = RandomSecret.Hash(token.Id);
        await db.SpentLogoutTokens.Where(x => x.ProviderId == provider.Id && x.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        if (await db.SpentLogoutTokens.AnyAsync(x => x.ProviderId == provider.Id && x.IdHash == idHash, cancellationToken))
        {
            LogRefused(provider.Name, "it was used before");
            return "The logout token isn't valid: it was used before.";
        }

        var (subject, session) = (Text(token, "sub"), SessionOrigin.HashOf(Text(token, "sid")));
        var personId = subject is null ? null : await db.SignOnLinks.Where(x => x.ProviderId == provider.Id && x.Subject == subject).Select(x => (Guid?)x.PersonId).SingleOrDefaultAsync(cancellationToken);

        // As long as it could still be taken for a new one, which is longer than anybody may take for the second step.
        var spent = db.SpentLogoutTokens.Add(new SpentLogoutToken { ProviderId = provider.Id, IdHash = idHash, PersonId = personId, Session = session, HeededAt = now, ExpiresAt = now + _oldest + (2 * TokenRules.ClockSkew) }).Entity;
        var ended = (await db.Sessions.AsNoTracking().Where(x => x.ProviderId == provider.Id).ToListAsync(cancellationToken)).FindAll(x => spent.Ends(x.PersonId, x.ProviderSession));
        if (ended.Count == 0)
        {
            return null;
        }

        var (keys, people) = (ended.ConvertAll(x => x.KeyHash), ended.ConvertAll(x => x.PersonId));
        await db.Sessions.Where(x => keys.Contains(x.KeyHash)).ExecuteDeleteAsync(cancellationToken);
        foreach (var email in await db.Users.Where(x => people.Contains(x.Id)).Select(x => x.Email!).ToListAsync(cancellationToken))
        {
            activity.Add(db, Actor.System, ActivityAction.SignedOutBySignOn, email, detail: $"At {provider.Name}.");
        }

        db.Raise(default(SessionsEnded));
        return null;
    }

    private async Task<JsonWebToken?> ReadAsync(SignOnProvider provider, string token, CancellationToken cancellationToken)
    {
        var manager = documents.Of(provider);
        for (var isAgain = false; ; isAgain = true)
        {
            OpenIdConnectConfiguration document;
            try
            {
                document = await manager.GetConfigurationAsync(cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogNoKeys(fault, provider.Name);
                return null;
            }

            var rules = TokenRules.For(provider, document);

            // By our own clock, below.
            rules.ValidateLifetime = false;
            rules.TypeValidator = (type, _, _) => type is null or "" or "JWT" or "jwt" or "logout+jwt" ? type ?? "" : throw new SecurityTokenInvalidTypeException("This is no logout token.");
            var result = await _reader.ValidateTokenAsync(token, rules);
            if (result.IsValid)
            {
                return (JsonWebToken)result.SecurityToken;
            }

            if (isAgain || result.Exception is not SecurityTokenSignatureKeyNotFoundException)
            {
                return null;
            }

            // The provider may have a new key; the next round reads it.
            manager.RequestRefresh();
        }
    }

    private string? Refusal(JsonWebToken token)
    {
        var now = time.GetUtcNow();
        var issued = Time(token, "iat");
        return token switch
        {
            _ when issued is null || issued > now + TokenRules.ClockSkew || issued < now - _oldest => "it wasn't issued just now",
            _ when Time(token, "exp") is not { } expires || expires < now - TokenRules.ClockSkew => "it has expired",
            _ when token.TryGetPayloadValue<object>("nonce", out _) => "it has a nonce",
            _ when string.IsNullOrEmpty(token.Id) => "it has no jti",
            _ when !HasEvent(token) => "it isn't for the event of signing out",
            _ when Text(token, "sub") is null && Text(token, "sid") is null => "it names neither a subject nor a session",
            _ => null,
        };
    }

    private static bool HasEvent(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out var happened) && happened.ValueKind == JsonValueKind.Object;

    private static string? Text(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var text) && !string.IsNullOrEmpty(text) ? text : null;

    private static DateTimeOffset? Time(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<long>(name, out var seconds) && seconds is > 0 and < 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    [LoggerMessage(LogLevel.Warning, "A logout token of {Provider} was refused: {Reason}")]
    private partial void LogRefused(string provider, string reason);

    [LoggerMessage(LogLevel.Warning, "The keys of {Provider} could not be read to check a logout token")]
    private partial void LogNoKeys(Exception exception, string provider);
}
