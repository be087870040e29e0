using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Intelligence;

/// <summary>
/// Tells what is kept over the whole roster that it is outdated. Apart from those who keep it, because they read the database, which
/// itself needs all who listen.
/// </summary>
public sealed class RosterChanges : ICommitListener
{
    private readonly Listeners _talents = new();
    private readonly Listeners _profiles = new();

    /// <param name="talents">A person changed a talent, or what can be trusted changed; returns at once and does not throw.</param>
    /// <param name="profiles">A profile changed, mostly by a sync; the same.</param>
    public void Listen(Action talents, Action profiles)
    {
        // For as long as the process lives, as those who keep it do.
        _ = _talents.Add(talents);
        _ = _profiles.Add(profiles);
    }

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        if (events.Any(happened => happened is TalentChanged or MetricsBroken))
        {
            _talents.Tell();
        }
        else if (events.Any(happened => happened is ConnectionChanged { Of: ChangeOf.Connection }))
        {
            _profiles.Tell();
        }
    }
}
