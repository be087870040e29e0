using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// Who is signed in, and until when. A session is alive while its row is there, its person still has the security stamp
/// that it began with, and neither limit of <see cref="SessionLimits"/> has passed. So a changed password or role and a
/// deactivated person end sessions whoever caused them; <see cref="EndAllAsync"/> only makes it known at once.
/// </summary>
public sealed partial class Sessions(
    Database database, SessionsSignal signal, TellPerson tell, IEnumerable<ISignInRule> rules, IOptions<SessionLimits> options, TimeProvider time, ILogger<Sessions> logger)
{
    // What was used since the last sweep, and what ended while the database could not be written.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _ended = new(StringComparer.Ordinal);

    /// <summary>Begins one, where the rules allow it now: what was asked before may be old.</summary>
    /// <param name="device">In words, see <see cref="DeviceWords"/>.</param>
    /// <param name="address">Network address.</param>
    /// <param name="isNewDevice">Whether its person should hear of it.</param>
    /// <param name="origin">The provider that it begins at; null for a password or passkey.</param>
    /// <param name="spend">Takes what it costs, such as a code, or says why it can't: either both happen or neither. Null where it costs nothing.</param>
    /// <returns>The key, which only the browser may have; or why none was begun.</returns>
    internal async Task<Result<string, SignInRefusal>> StartAsync(
        Person person, bool stays, string? device, string? address, bool isNewDevice, SessionOrigin? origin, Func<SocialProfilesDbContext, Task<SignInRefusal?>>? spend, CancellationToken cancellationToken)
    {
        var key = RandomSecret.New();
        var now = time.GetUtcNow();
        var refused = await database.WriteAsync(
            async db =>
            {
                if ((await rules.RefusalAsync(db, person.Id, person.Role, origin, cancellationToken) ?? (spend is null ? null : await spend(db))) is { } refusal)
                {
                    return refusal;
                }

                if (isNewDevice)
                {
                    await tell.ExecuteAsync(db, AccountChange.NewDevice, person.Id, device, address, cancellationToken);
                }

                db.Sessions.Add(new Session
                {
                    KeyHash = Hash(key),
                    PersonId = person.Id,
                    Stamp = person.SecurityStamp ?? "",
                    Stays = stays,
                    StartedAt = now,
                    SeenAt = now,
                    ProvedAt = spend is null && origin is not null ? Earlier(origin.AskedAt, now) : now,
                    Device = device,
                    Address = address,
                    ProviderId = origin?.ProviderId,
                    ProviderName = origin?.Name,
                    ProviderSession = origin?.SessionHash,
                });
                return null;
            },
            cancellationToken);
        return refused is null ? key : refused;
    }

    // A provider that has a session of its own asks nobody. Only when it asked counts as proof, and not later than now.
    private static DateTimeOffset Earlier(DateTimeOffset? asked, DateTimeOffset now) => asked is not { } at ? DateTimeOffset.UnixEpoch : at < now ? at : now;

    /// <returns>Whose session it is, as they are now; null where it is over.</returns>
    public async Task<SessionPerson?> PersonAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Hash(key);
        if (_ended.ContainsKey(hash))
        {
            return null;
        }

        var found = await database.ReadAsync(
            db => Valid(db).Where(x => x.Session.KeyHash == hash).Select(x => new { x.Session, x.Person.Role, x.Person.Email }).SingleOrDefaultAsync(cancellationToken), cancellationToken);
        return found is not null && !_ended.ContainsKey(hash) && !options.Value.IsOver(found.Session, SeenAt(found.Session), time.GetUtcNow())
            ? new SessionPerson(found.Role, found.Email ?? "")
            : null;
    }

    /// <summary>Somebody does something in it. Costs no write; the next sweep notes it.</summary>
    public void Seen(string key) => _seen[Hash(key)] = time.GetUtcNow();

    /// <summary>Ends one session, as signing out does; for this process also where the database cannot be written now.</summary>
    public async Task EndAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Hash(key);
        _ended[hash] = true;
        signal.Tell();
        try
        {
            await DeleteAsync(x => x.Where(session => session.KeyHash == hash), cancellationToken);
            _ended.TryRemove(hash, out _);
        }
        catch (Exception exception) when (StorageException.IsOfDatabase(exception))
        {
            LogKept(exception);
        }
    }

    /// <summary>The provider that a session began at; null for a password or passkey, and where it is over.</summary>
    public Task<SessionOrigin?> OriginAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Hash(key);
        return database.ReadAsync(
            db => db.Sessions.Where(x => x.KeyHash == hash && x.ProviderId != null).Select(x => new SessionOrigin(x.ProviderId!.Value, x.ProviderName ?? "", x.ProviderSession)).SingleOrDefaultAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Ends everything of one person. Call it after the password changed or the person was deleted.</summary>
    public async Task EndAllAsync(Guid personId, CancellationToken cancellationToken)
    {
        await DeleteAsync(x => x.Where(session => session.PersonId == personId), cancellationToken);
        signal.Tell();
    }

    /// <summary>In a unit of work that ends what a provider may say: what began there is over.</summary>
    /// <param name="personId">Whose; null for everybody's.</param>
    internal static async Task EndOfProviderAsync(SocialProfilesDbContext db, Guid providerId, Guid? personId, CancellationToken cancellationToken)
    {
        await db.Sessions.Where(x => x.ProviderId == providerId && (personId == null || x.PersonId == personId)).ExecuteDeleteAsync(cancellationToken);
        db.Raise(default(SessionsEnded));
    }

    /// <summary>In a unit of work that changes how somebody signs in: their sessions are over with it, but for one.</summary>
    /// <param name="person">Tracked by <paramref name="db"/>.</param>
    /// <param name="keptKey">The session that goes on; null for none.</param>
    internal static async Task EndOthersAsync(SocialProfilesDbContext db, Person person, string? keptKey, CancellationToken cancellationToken)
    {
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        person.ConcurrencyStamp = Guid.NewGuid().ToString();
        var kept = keptKey is null ? null : Hash(keptKey);
        foreach (var session in await db.Sessions.Where(x => x.PersonId == person.Id).ToListAsync(cancellationToken))
        {
            if (session.KeyHash == kept)
            {
                session.Stamp = person.SecurityStamp;
            }
            else
            {
                db.Sessions.Remove(session);
            }
        }

        db.Raise(default(SessionsEnded));
    }

    /// <summary>Its person just showed who they are, by password or passkey.</summary>
    public Task ProvedAsync(string key, CancellationToken cancellationToken) => ProvedAsync(key, time.GetUtcNow(), origin: null, cancellationToken);

    /// <summary>Its person showed who they are, which counts from when it was asked for.</summary>
    /// <param name="askedAt">UTC.</param>
    /// <param name="origin">The provider that asked them, which may have begun a session of another name for it; null for a password or passkey.</param>
    /// <returns>Whether it counts: not for a session that is over, or began after it was asked for.</returns>
    public Task<bool> ProvedAsync(string key, DateTimeOffset askedAt, SessionOrigin? origin, CancellationToken cancellationToken)
    {
        var (hash, now) = (Hash(key), time.GetUtcNow());
        return database.WriteAsync(
            async db =>
            {
                // One of a time to come began before the clock was set back.
                if (await db.Sessions.AsTracking().SingleOrDefaultAsync(x => x.KeyHash == hash && (x.StartedAt <= askedAt || x.StartedAt > now), cancellationToken) is not { } session)
                {
                    return false;
                }

                // What was asked for first may come last.
                session.ProvedAt = session.ProvedAt > askedAt && session.ProvedAt <= now ? session.ProvedAt : askedAt;
                if (origin?.SessionHash is { } renamed && session.ProviderId == origin.ProviderId)
                {
                    session.ProviderSession = renamed;
                }

                db.Raise(default(SessionProved));
                return true;
            },
            cancellationToken);
    }

    /// <summary>Whether its person showed lately enough who they are; see <see cref="ProofRules"/>.</summary>
    public async Task<bool> IsProvedAsync(string key, CancellationToken cancellationToken)
    {
        var (hash, now) = (Hash(key), time.GetUtcNow());
        var since = now - ProofRules.Lasts;
        return await database.ReadAsync(db => Valid(db).AnyAsync(x => x.Session.KeyHash == hash && x.Session.ProvedAt > since && x.Session.ProvedAt <= now, cancellationToken), cancellationToken);
    }

    /// <summary>The live sessions of a person, the one that asks first, then the one that was used last.</summary>
    /// <param name="ownKey">The session that asks; null for none.</param>
    public async Task<IReadOnlyList<SessionView>> ListAsync(Guid personId, string? ownKey, CancellationToken cancellationToken)
    {
        var (own, now) = (ownKey is null ? null : Hash(ownKey), time.GetUtcNow());
        var sessions = await database.ReadAsync(db => Valid(db).Where(x => x.Session.PersonId == personId).Select(x => x.Session).ToListAsync(cancellationToken), cancellationToken);
        return
        [
            .. sessions.Where(x => !_ended.ContainsKey(x.KeyHash) && !options.Value.IsOver(x, SeenAt(x), now))
                .Select(x => new SessionView(x.KeyHash, x.Device ?? "Unknown device", x.Address, x.StartedAt, SeenAt(x), x.KeyHash == own, x.ProviderName))
                .OrderByDescending(x => x.IsOwn).ThenByDescending(x => x.SeenAt),
        ];
    }

    /// <summary>Ends one of a person's sessions, by what the list calls it.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> EndOneAsync(Guid personId, string id, CancellationToken cancellationToken)
    {
        var ended = await DeleteAsync(x => x.Where(session => session.KeyHash == id && session.PersonId == personId), cancellationToken);
        signal.Tell();
        return ended > 0;
    }

    /// <summary>Notes which sessions were used, and deletes those that are over.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var seen = _seen.ToArray();
        var ended = _ended.Keys.ToArray();
        var now = time.GetUtcNow();
        await database.WriteAsync(
            async db =>
            {
                foreach (var (hash, at) in seen)
                {
                    await db.Sessions.Where(x => x.KeyHash == hash).ExecuteUpdateAsync(x => x.SetProperty(session => session.SeenAt, at), cancellationToken);
                }

                var all = await db.Sessions.AsNoTracking().ToListAsync(cancellationToken);
                var live = await Valid(db).Select(x => x.Session.KeyHash).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
                var over = all.Where(x => !live.Contains(x.KeyHash) || ended.Contains(x.KeyHash, StringComparer.Ordinal) || options.Value.IsOver(x, x.SeenAt, now));
                db.Sessions.RemoveRange(over);
                return true;
            },
            cancellationToken);
        foreach (var noted in seen)
        {
            // Stays where it was used again meanwhile.
            _seen.TryRemove(noted);
        }

        foreach (var hash in ended)
        {
            _ended.TryRemove(hash, out _);
        }
    }

    /// <summary>What a session is called where its key doesn't belong.</summary>
    public static string Hash(string key) => Convert.ToHexString(RandomSecret.Hash(key));

    // Those that nothing ended which the person or the agency did; of the limits, the database knows nothing.
    private static IQueryable<WithPerson> Valid(SocialProfilesDbContext db) =>
        from session in db.Sessions
        join person in db.Users on new { Id = session.PersonId, session.Stamp } equals new { person.Id, Stamp = person.SecurityStamp ?? "" }
        where person.DeactivatedAt == null
        select new WithPerson { Session = session, Person = person };

    private DateTimeOffset SeenAt(Session session) => _seen.TryGetValue(session.KeyHash, out var at) && at > session.SeenAt ? at : session.SeenAt;

    private Task<int> DeleteAsync(Func<IQueryable<Session>, IQueryable<Session>> which, CancellationToken cancellationToken) =>
        database.WriteAsync(db => which(db.Sessions).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    [LoggerMessage(LogLevel.Warning, "A session ended, and its row could not be deleted yet; the next sweep tries again")]
    private partial void LogKept(Exception exception);

    private sealed class WithPerson
    {
        public required Session Session { get; init; }

        public required Person Person { get; init; }
    }
}
