using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>What is known of every profile of the roster at one time, for places and movers.</summary>
public sealed class RosterSnapshot
{
    internal RosterSnapshot(IReadOnlyList<ProfileNumbers> profiles, IEnumerable<PostingRhythm> rhythms)
    {
        Profiles = profiles;
        Scale = new PeerScale(profiles, rhythms);
    }

    /// <summary>Of all talents who are not in the archive.</summary>
    public IReadOnlyList<ProfileNumbers> Profiles { get; }

    public PeerScale Scale { get; }
}

/// <summary>
/// Keeps one short row a profile: a place depends on all of them, and whoever opens a page of results would otherwise read the whole
/// roster for it. A few hundred bytes a profile.
/// </summary>
public sealed class RosterNumbers
{
    /// <summary>Between two readings while syncs go on: one account moves no scale.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    // Windows move on by themselves.
    private static readonly TimeSpan _goodFor = TimeSpan.FromMinutes(5);

    private readonly KeptReading<RosterSnapshot> _kept;

    public RosterNumbers(Database database, RosterChanges changes, TimeProvider time)
    {
        _kept = new(
            () => database.ReadAsync(
                async db =>
                {
                    var now = time.GetUtcNow();
                    return new RosterSnapshot(await ProfileNumbers.Query(db, now).ToListAsync(CancellationToken.None), await PostingRhythm.Query(db, db.Profiles, now).ToListAsync(CancellationToken.None));
                },
                CancellationToken.None),
            Pause,
            _goodFor,
            time);
        changes.Listen(_kept.Clear, _kept.Outdate);
    }

    /// <summary>At most <see cref="Pause"/> behind what syncs brought, and never behind what a person did to talents.</summary>
    public Task<RosterSnapshot> GetAsync(CancellationToken cancellationToken) => _kept.GetAsync(cancellationToken);
}
