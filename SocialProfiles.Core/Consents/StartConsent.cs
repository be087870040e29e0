using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Consents;

/// <summary>A consent to begin.</summary>
/// <param name="Platform">Key of the platform, in any case.</param>
/// <param name="RedirectAddress">Where the platform sends the browser back to; absolute.</param>
/// <param name="BearerSecret">What only the one who begins it knows: a random secret in the browser's cookie, or the id of the tool's key.</param>
public sealed record ConsentStart(Guid TalentId, string Platform, string RedirectAddress, string BearerSecret)
{
    /// <summary>The invitation through which a talent came; null for an admin or a tool.</summary>
    public Guid? InvitationId { get; init; }

    /// <summary>The connection that is to be renewed; null for any account of the talent.</summary>
    public Guid? ConnectionId { get; init; }
}

/// <param name="AuthorizeAddress">Where to send the browser; relative only in the sandbox.</param>
/// <param name="State">Comes back with the code. Secret until then.</param>
/// <param name="ExpiresAt">UTC; an answer after that is refused.</param>
public sealed record StartedConsent(string AuthorizeAddress, string State, DateTimeOffset ExpiresAt);

/// <summary>Begins a consent: notes what its state stands for, and gives the address of the platform's page.</summary>
public sealed class StartConsent(Database database, PlatformCatalog catalog, TokenVault vault, SealingHealth sealing, DataWorld world, TimeProvider time)
{
    /// <summary>How long a person may take on the platform's page, signing in there included.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <returns>The address; or <see cref="NotFoundError"/>, <see cref="InvalidError"/> for a platform that offers no consent, <see cref="ConflictError"/> where it is not configured or the invitation is over.</returns>
    public async Task<Result<StartedConsent, UseCaseError>> ExecuteAsync(ConsentStart start, Actor actor, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(start.Platform, out var platform) || catalog.ConsentOf(platform.Key) is not { } consent)
        {
            return ConsentErrors.NoConsentOffered;
        }

        if (!consent.IsConfigured)
        {
            return new ConflictError(consent.NotConfiguredReason);
        }

        if (!sealing.IsWell)
        {
            return ConsentErrors.CannotBeKept;
        }

        var state = RandomSecret.New();
        var verifier = consent.Terms.UsesPkce ? RandomSecret.New() : null;
        var now = time.GetUtcNow();
        var hash = RandomSecret.Hash(state);
        var request = new ConsentRequest
        {
            StateHash = hash,
            TalentId = start.TalentId,
            IsSandbox = world.IsSandbox,
            Platform = platform.Key,
            InvitationId = start.InvitationId,
            ConnectionId = start.ConnectionId,
            BearerHash = RandomSecret.Hash(start.BearerSecret),
            SealedVerifier = verifier is null ? null : vault.Seal(SealedColumn.Verifier, Convert.ToHexString(hash), verifier),
            RedirectAddress = start.RedirectAddress,
            StartedBy = actor.Name,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        var expected = await database.WriteAsync(db => NoteAsync(db, start, request, now, cancellationToken), cancellationToken);
        if (!expected.Succeeded)
        {
            return expected.Failure;
        }

        var page = new ConsentPage(state, start.RedirectAddress, verifier is null ? null : ChallengeOf(verifier), expected.Value is [var only] ? only : null);
        return new StartedConsent(consent.AuthorizeAddress(page), state, request.ExpiresAt);
    }

    /// <returns>The handles that the agency expects.</returns>
    private static async Task<Result<List<string>, UseCaseError>> NoteAsync(
        SocialProfilesDbContext db, ConsentStart start, ConsentRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await db.Talents.AnyAsync(x => x.Id == start.TalentId, cancellationToken))
        {
            return TalentErrors.NoTalent;
        }

        if (start.InvitationId is { } invitation)
        {
            var asked = await db.Invitations
                .Where(x => x.Id == invitation && x.TalentId == start.TalentId && x.RevokedAt == null && x.ExpiresAt > now)
                .SelectMany(x => x.Platforms)
                .SingleOrDefaultAsync(x => x.Platform == request.Platform, cancellationToken);
            if (asked is null)
            {
                return ConsentErrors.InvitationOver;
            }

            // An invitation to reconnect means that one connection, as long as it is there.
            request.ConnectionId ??= await db.Connections.AnyAsync(x => x.Id == asked.ConnectionId, cancellationToken) ? asked.ConnectionId : null;
        }

        var connections = db.Connections.Where(x => x.TalentId == start.TalentId && x.Platform == request.Platform);
        if (request.ConnectionId is { } one)
        {
            connections = connections.Where(x => x.Id == one);
        }

        var expected = await connections.Select(x => x.Handle).ToListAsync(cancellationToken);
        if (start.ConnectionId is not null && expected.Count == 0)
        {
            return ConnectionErrors.NoConnection;
        }

        // Nobody comes back after a day; a table of its own sweep would be more to go wrong.
        var dayAgo = now.AddDays(-1);
        await db.ConsentRequests.Where(x => x.ExpiresAt < dayAgo).ExecuteDeleteAsync(cancellationToken);
        db.ConsentRequests.Add(request);
        return expected;
    }

    /// <summary>RFC 7636, S256.</summary>
    private static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
