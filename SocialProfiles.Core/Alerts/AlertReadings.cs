using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Alerts;

/// <summary>
/// The connections that a rule may match, with what it has to know of each: one query for all of them, whose sub-queries are
/// looked up by the keys of the history.
/// </summary>
internal static class AlertReadings
{
    // Older days are kept by their last reading, so the one before the window's start may be a day old.
    private static readonly TimeSpan _slack = TimeSpan.FromHours(26);

    // What was last read longer ago is not what a profile shows now.
    private static readonly TimeSpan _fresh = TimeSpan.FromHours(24);

    /// <summary>All that are in the scope of a rule.</summary>
    public static IQueryable<Connection> Scope(SocialProfilesDbContext db, AlertRule rule)
    {
        var talents = db.Set<Talent>().Where(x => x.ArchivedAt == null);
        if (rule.Tag is { } tag)
        {
            var whole = Talent.TextOf([tag]);
            talents = talents.Where(x => x.TagText.Contains(whole));
        }

        return db.Set<Connection>().Where(x => talents.Any(talent => talent.Id == x.TalentId));
    }

    /// <summary>Those in scope that match or may match, and those of which the rule has found something that may be over.</summary>
    /// <param name="now">UTC.</param>
    public static IQueryable<AlertReading> Of(SocialProfilesDbContext db, AlertRule rule, DateTimeOffset now)
    {
        var id = rule.Id;
        var open = db.Set<AlertMatch>().Where(x => x.RuleId == id && x.OverAt == null);
        var (threshold, window) = (rule.Threshold, rule.Window);
        switch (rule.Kind)
        {
            case AlertKind.FollowersFall:
                var most = 1 - (threshold / 100);
                return OfFollowers(db, rule, now).Where(x => (x.IsKnown && x.Before > 0 && x.Now <= x.Before * most) || open.Any(match => match.ConnectionKey == x.Key));

            case AlertKind.FollowersRise:
                var least = 1 + (threshold / 100);
                return OfFollowers(db, rule, now).Where(x => (x.IsKnown && x.Before > 0 && x.Now >= x.Before * least) || open.Any(match => match.ConnectionKey == x.Key));

            case AlertKind.StandoutPost:
                return OfStandouts(db, rule, open, now).Where(x => (x.IsKnown && x.Now >= threshold) || open.Any(match => match.ConnectionKey == x.Key));

            case AlertKind.NoPost:
                var since = now.AddDays(-window);
                return OfPosts(db, rule, now).Where(x => (x.IsKnown && x.Since <= since) || open.Any(match => match.ConnectionKey == x.Key));

            case AlertKind.InError:
                return OfErrors(db, rule).Where(x => x.IsKnown || open.Any(match => match.ConnectionKey == x.Key));

            default:
                return OfReconnects(db, rule).Where(x => x.NoticeKey != null || open.Any(match => match.ConnectionKey == x.Key));
        }
    }

    private static IQueryable<AlertReading> OfFollowers(SocialProfilesDbContext db, AlertRule rule, DateTimeOffset now)
    {
        var start = now.AddDays(-rule.Window);
        var oldest = start - _slack;
        var fresh = now - _fresh;
        var hourAgo = now.AddHours(-1);
        var dayAgo = now - _slack;
        var breaks = db.BreaksOf(CanaryMetric.Followers);
        return
            from connection in Scope(db, rule)
            join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
            join profile in db.Set<SocialProfile>() on connection.Key equals profile.ConnectionKey
            select new AlertReading
            {
                Key = connection.Key,
                Id = connection.Id,
                TalentId = talent.Id,
                IsSandbox = connection.IsSandbox,
                Platform = connection.Platform,
                ByPermission = connection.Type == ConnectionType.OAuth,
                Handle = connection.Handle,
                TalentName = talent.Name,
                ProfileUrl = connection.ProfileUrl,
                Before = db.Set<ProfileReading>().Where(x => x.ConnectionKey == connection.Key && x.Source != ProfileReading.ImportedSource && x.FirstReadAt <= start).OrderByDescending(x => x.FirstReadAt)
                    .Select(x => x.LastReadAt >= oldest && x.Followers <= Believable.Most ? x.Followers : null).FirstOrDefault(),
                Now = profile.Followers <= Believable.Most ? profile.Followers : null,

                // Since the talent last gave access: a first reading may be of something else than those before.
                HourAgo = db.Set<ProfileReading>()
                    .Where(x => x.ConnectionKey == connection.Key && x.Source != ProfileReading.ImportedSource && x.FirstReadAt <= hourAgo && x.FirstReadAt < connection.LastSyncedAt).OrderByDescending(x => x.FirstReadAt)
                    .Select(x => x.LastReadAt >= dayAgo && x.Followers <= Believable.Most && !db.Set<Consent>().Any(consent => consent.ConnectionKey == connection.Key && consent.GrantedAt > x.LastReadAt) ? x.Followers : null)
                    .FirstOrDefault(),

                // A break is over before the last profile was read again.
                IsKnown = connection.Status == SyncStatus.Ready && connection.LastSyncedAt >= fresh
                    && !breaks.Any(x => x.Platform == connection.Platform && x.ByPermission == (connection.Type == ConnectionType.OAuth) && x.Since <= connection.LastSyncedAt && x.Until >= connection.LastSyncedAt),
            };
    }

    /// <summary>
    /// Each post of the last week, against what is usual beside the one that stands out most: without either of two posts that are above the
    /// middle, the median of the others is the same. That one's ratio is the highest, so where it is too low the posts are not looked at; of the newest posts, whose median it is.
    /// </summary>
    private static IQueryable<AlertReading> OfStandouts(SocialProfilesDbContext db, AlertRule rule, IQueryable<AlertMatch> open, DateTimeOffset now)
    {
        var threshold = rule.Threshold;
        var fresh = now - _fresh;
        var week = now - RecentFigures.StandoutAge;
        var shown = db.Set<SocialPost>().Select(post => new
        {
            post.ConnectionKey,
            post.PlatformPostId,
            post.Kind,
            post.PublishedAt,
            Views = post.Views ?? db.Set<PostInsight>().Where(x => x.ConnectionKey == post.ConnectionKey && x.PlatformPostId == post.PlatformPostId).Select(x => x.Views).FirstOrDefault(),
        });
        return
            from connection in Scope(db, rule)
            join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
            join profile in db.Set<SocialProfile>() on connection.Key equals profile.ConnectionKey
            where profile.StandoutRatio >= threshold || open.Any(match => match.ConnectionKey == connection.Key)
            from post in shown.Where(x => x.ConnectionKey == connection.Key && x.PublishedAt > week && x.Kind != PostKind.Story
                && db.Set<SocialPost>().Count(newer => newer.ConnectionKey == x.ConnectionKey && newer.PublishedAt > x.PublishedAt && newer.Kind != PostKind.Story) < RecentFigures.Most).DefaultIfEmpty()
            select new AlertReading
            {
                Key = connection.Key,
                Id = connection.Id,
                TalentId = talent.Id,
                IsSandbox = connection.IsSandbox,
                Platform = connection.Platform,
                ByPermission = connection.Type == ConnectionType.OAuth,
                Handle = connection.Handle,
                TalentName = talent.Name,
                ProfileUrl = connection.ProfileUrl,
                PostId = post!.PlatformPostId,

                // What is usual is a median of whole numbers, so it is rounded to a half.
                Now = post!.Views > profile.RecentMedianViews && post!.Views <= Believable.Most
                    ? post!.Views / (Math.Round((shown.Where(x => x.ConnectionKey == connection.Key && x.PlatformPostId == profile.StandoutPostId).Select(x => x.Views).FirstOrDefault() / profile.StandoutRatio * 2)!.Value) / 2)
                    : null,
                Since = post!.PublishedAt,
                IsKnown = connection.Status == SyncStatus.Ready && connection.LastSyncedAt >= fresh && profile.RecentMedianViews != null,
            };
    }

    private static IQueryable<AlertReading> OfPosts(SocialProfilesDbContext db, AlertRule rule, DateTimeOffset now)
    {
        var fresh = now - _fresh;
        return
            from connection in Scope(db, rule)
            join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
            join profile in db.Set<SocialProfile>() on connection.Key equals profile.ConnectionKey
            select new AlertReading
            {
                Key = connection.Key,
                Id = connection.Id,
                TalentId = talent.Id,
                IsSandbox = connection.IsSandbox,
                Platform = connection.Platform,
                ByPermission = connection.Type == ConnectionType.OAuth,
                Handle = connection.Handle,
                TalentName = talent.Name,
                ProfileUrl = connection.ProfileUrl,
                Since = profile.LastPostAt,
                IsKnown = connection.Status == SyncStatus.Ready && connection.LastSyncedAt >= fresh && profile.PostsGap == MetricGap.None && profile.UnreadablePosts == 0 && profile.LastPostAt != null,
            };
    }

    /// <summary>Since the first attempt that failed after the last good one, which is kept however old it is. A permission that ended needs none.</summary>
    private static IQueryable<AlertReading> OfErrors(SocialProfilesDbContext db, AlertRule rule) =>
        from connection in Scope(db, rule)
        join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
        select new AlertReading
        {
            Key = connection.Key,
            Id = connection.Id,
            TalentId = talent.Id,
            IsSandbox = connection.IsSandbox,
            Platform = connection.Platform,
            ByPermission = connection.Type == ConnectionType.OAuth,
            Handle = connection.Handle,
            TalentName = talent.Name,
            ProfileUrl = connection.ProfileUrl,
            Since = db.Set<SyncAttempt>().Where(x => x.ConnectionKey == connection.Key && (connection.LastSyncedAt == null || x.StartedAt > connection.LastSyncedAt) && x.Outcome != SyncOutcome.Succeeded)
                    .Min(x => (DateTimeOffset?)x.StartedAt)
                ?? db.Set<Consent>().Where(x => x.ConnectionKey == connection.Key).Select(x => x.EndedAt).FirstOrDefault()
                ?? connection.UpdatedAt,
            IsKnown = connection.Status == SyncStatus.Error,
            IsOver = connection.Status == SyncStatus.Ready,
        };

    private static IQueryable<AlertReading> OfReconnects(SocialProfilesDbContext db, AlertRule rule) =>
        from connection in Scope(db, rule)
        join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
        select new AlertReading
        {
            Key = connection.Key,
            Id = connection.Id,
            TalentId = talent.Id,
            IsSandbox = connection.IsSandbox,
            Platform = connection.Platform,
            ByPermission = connection.Type == ConnectionType.OAuth,
            Handle = connection.Handle,
            TalentName = talent.Name,
            ProfileUrl = connection.ProfileUrl,
            NoticeKey = db.Set<Notice>().Where(x => x.Kind == NoticeKind.ReconnectNeeded && x.SubjectId == connection.Id && x.ClosedAt == null).Select(x => (long?)x.Key).FirstOrDefault(),
            IsKnown = true,
        };
}
