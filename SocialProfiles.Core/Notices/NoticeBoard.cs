using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Notices;

/// <summary>
/// Raises and closes notices in the same transaction as what they tell of. However often something is raised, one notice is open for it.
/// </summary>
public sealed class NoticeBoard(TimeProvider time)
{
    // There is one series of backups.
    private static readonly Guid _backups = new("5bb7a5c8-0c0e-4f6c-9a37-6d0b5a3a8c10");

    /// <summary>Days before the end of a consent at which its notice becomes more urgent.</summary>
    public static IReadOnlyList<int> WarningDays { get; } = [14, 7, 3, 1];

    public Task RaiseReconnectAsync(SocialProfilesDbContext db, INoticeSubject connection, CancellationToken cancellationToken) =>
        RaiseAsync(db, NoticeKind.ReconnectNeeded, connection, 0, time.GetUtcNow(), cancellationToken);

    public Task RaiseMayNeedReconnectAsync(SocialProfilesDbContext db, INoticeSubject connection, CancellationToken cancellationToken) =>
        RaiseAsync(db, NoticeKind.MayNeedReconnect, connection, 0, time.GetUtcNow(), cancellationToken);

    public Task<int> CloseMayNeedReconnectAsync(SocialProfilesDbContext db, Guid connectionId, CancellationToken cancellationToken) =>
        CloseAsync(db, IsOpen(db, NoticeKind.MayNeedReconnect, connectionId), cancellationToken);

    /// <summary>Raises the warning of a consent that ends soon, again for each day of <see cref="WarningDays"/> that it passes.</summary>
    public Task WarnAsync(SocialProfilesDbContext db, INoticeSubject connection, DateTimeOffset endsAt, CancellationToken cancellationToken) =>
        LevelOf(endsAt, time.GetUtcNow()) is { } level ? RaiseAsync(db, NoticeKind.ConsentEnding, connection, level, time.GetUtcNow(), cancellationToken) : Task.CompletedTask;

    /// <summary>The same for the agency's own access to a platform; closes the warning where the end is far away again, or there is none.</summary>
    public Task WarnOfAccessAsync(SocialProfilesDbContext db, string platform, bool isSandbox, DateTimeOffset? endsAt, CancellationToken cancellationToken)
    {
        var subject = SubjectOf(platform);
        return endsAt is { } end && LevelOf(end, time.GetUtcNow()) is { } level
            ? RaiseAsync(
                db,
                new Notice { Kind = NoticeKind.CredentialEnding, SubjectId = subject, IsSandbox = isSandbox, Platform = platform, Handle = "", Level = level, RaisedAt = time.GetUtcNow() },
                cancellationToken)
            : CloseAsync(db, IsOpen(db, NoticeKind.CredentialEnding, subject), cancellationToken);
    }

    /// <summary>The same for an API key; closes the warning where the end is far away, or the key works no longer anyway.</summary>
    /// <param name="endsAt">UTC; null where it won't end, or has ended.</param>
    /// <param name="detail">As a sentence.</param>
    public Task WarnOfKeyAsync(SocialProfilesDbContext db, Guid keyId, string name, DateTimeOffset? endsAt, string detail, CancellationToken cancellationToken) =>
        endsAt is { } end && LevelOf(end, time.GetUtcNow()) is { } level
            ? RaiseAsync(
                db,
                new Notice
                {
                    Kind = NoticeKind.ApiKeyEnding,
                    SubjectId = keyId,
                    IsSandbox = db.IsSandbox,
                    Platform = "",
                    Handle = name,
                    Title = "API key expires soon",
                    Detail = detail,
                    Level = level,
                    RaisedAt = time.GetUtcNow(),
                },
                cancellationToken)
            : CloseAsync(db, IsOpen(db, NoticeKind.ApiKeyEnding, keyId), cancellationToken);

    public async Task RaiseDecisionAsync(SocialProfilesDbContext db, INoticeSubject held, CancellationToken cancellationToken)
    {
        if (!await IsOpen(db, NoticeKind.DecisionNeeded, held.Id).AnyAsync(cancellationToken))
        {
            db.Notices.Add(Of(held, NoticeKind.DecisionNeeded, 0, time.GetUtcNow()));
            db.Raise(default(NoticesChanged));
        }
    }

    /// <summary>Says that a number of a platform can't be trusted.</summary>
    /// <param name="breakId">What it is about.</param>
    /// <param name="title">In a few words.</param>
    /// <param name="detail">As a sentence.</param>
    public Task RaiseMetricBreakAsync(SocialProfilesDbContext db, Guid breakId, string platform, string title, string detail, CancellationToken cancellationToken) =>
        RaiseAsync(
            db,
            new Notice { Kind = NoticeKind.MetricBroken, SubjectId = breakId, IsSandbox = db.IsSandbox, Platform = platform, Handle = "", Title = title, Detail = detail, RaisedAt = time.GetUtcNow() },
            cancellationToken);

    /// <summary>Says that an endpoint was turned off since its receiver is gone.</summary>
    public Task RaiseWebhookOffAsync(SocialProfilesDbContext db, Guid endpointId, string name, CancellationToken cancellationToken) =>
        RaiseAsync(
            db,
            new Notice { Kind = NoticeKind.WebhookOff, SubjectId = endpointId, IsSandbox = db.IsSandbox, Platform = "", Handle = name, RaisedAt = time.GetUtcNow() },
            cancellationToken);

    /// <summary>Says that a backup could not be made.</summary>
    /// <param name="detail">Why, and what to do.</param>
    public Task RaiseBackupFailedAsync(SocialProfilesDbContext db, string detail, CancellationToken cancellationToken) =>
        RaiseAsync(
            db,
            new Notice { Kind = NoticeKind.BackupFailed, SubjectId = _backups, IsSandbox = db.IsSandbox, Platform = "", Handle = "", Detail = detail, RaisedAt = time.GetUtcNow() },
            cancellationToken);

    /// <summary>A backup was made.</summary>
    public Task<int> CloseBackupFailedAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        CloseAsync(db, IsOpen(db, NoticeKind.BackupFailed, _backups), cancellationToken);

    /// <summary>Raises what a rule found. Whether it was raised before, the rule's own rows say.</summary>
    /// <param name="matchId">Of what it matched, new for each time.</param>
    /// <param name="title">In a few words.</param>
    /// <param name="detail">As a sentence.</param>
    public void RaiseAlert(SocialProfilesDbContext db, Guid ruleId, Guid matchId, INoticeSubject connection, string title, string detail)
    {
        db.Notices.Add(new Notice
        {
            Kind = NoticeKind.Alert,
            SubjectId = matchId,
            TalentId = connection.TalentId,
            IsSandbox = connection.IsSandbox,
            Platform = connection.Platform,
            Handle = connection.Handle,
            RuleId = ruleId,
            ConnectionId = connection.Id,
            Title = title,
            Detail = detail,
            RaisedAt = time.GetUtcNow(),
        });
        db.Raise(default(NoticesChanged));
    }

    /// <summary>Raises one for all that a rule found at once.</summary>
    /// <inheritdoc cref="RaiseAlert" path="/param"/>
    public void RaiseAlertSummary(SocialProfilesDbContext db, Guid ruleId, string title, string detail)
    {
        var now = time.GetUtcNow();
        db.Notices.Add(new Notice
        {
            Kind = NoticeKind.AlertSummary,
            SubjectId = Guid.CreateVersion7(now),
            IsSandbox = db.IsSandbox,
            Platform = "",
            Handle = "",
            RuleId = ruleId,
            Title = title,
            Detail = detail,
            RaisedAt = now,
        });
        db.Raise(default(NoticesChanged));
    }

    /// <summary>Closes what a rule raised; it was changed, turned off or deleted.</summary>
    public Task<int> CloseAlertsOfRuleAsync(SocialProfilesDbContext db, Guid ruleId, CancellationToken cancellationToken) =>
        CloseAsync(db, db.Notices.Where(x => x.RuleId == ruleId && x.ClosedAt == null), cancellationToken);

    /// <summary>Closes the alerts about a connection that goes.</summary>
    public Task<int> CloseAlertsOfConnectionAsync(SocialProfilesDbContext db, Guid connectionId, CancellationToken cancellationToken) =>
        CloseAsync(db, db.Notices.Where(x => x.RuleId != null && x.ConnectionId == connectionId && x.ClosedAt == null), cancellationToken);

    /// <summary>Closes the alerts of matches that are over.</summary>
    public Task<int> CloseAlertsAsync(SocialProfilesDbContext db, IReadOnlyCollection<Guid> matchIds, CancellationToken cancellationToken) =>
        matchIds.Count == 0 ? Task.FromResult(0) : CloseAsync(db, db.Notices.Where(x => x.Kind == NoticeKind.Alert && matchIds.Contains(x.SubjectId) && x.ClosedAt == null), cancellationToken);

    /// <summary>Closes whatever is open about a connection or a held consent.</summary>
    public Task<int> CloseAsync(SocialProfilesDbContext db, Guid subjectId, CancellationToken cancellationToken) =>
        CloseAsync(db, db.Notices.Where(x => x.SubjectId == subjectId && x.ClosedAt == null), cancellationToken);

    /// <summary>Closes the warning of a consent that was renewed, where its end is far away again.</summary>
    public Task<int> CloseWarningAsync(SocialProfilesDbContext db, Guid connectionId, DateTimeOffset? endsAt, CancellationToken cancellationToken) =>
        endsAt is { } end && LevelOf(end, time.GetUtcNow()) is not null
            ? Task.FromResult(0)
            : CloseAsync(db, IsOpen(db, NoticeKind.ConsentEnding, connectionId), cancellationToken);

    /// <summary>The smallest of <see cref="WarningDays"/> that is not passed; null while the end is further away than all.</summary>
    internal static int? LevelOf(DateTimeOffset endsAt, DateTimeOffset now)
    {
        int? level = null;
        foreach (var days in WarningDays)
        {
            if (endsAt - now <= TimeSpan.FromDays(days))
            {
                level = days;
            }
        }

        return level;
    }

    private async Task<int> CloseAsync(SocialProfilesDbContext db, IQueryable<Notice> open, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var closed = await open.ExecuteUpdateAsync(x => x.SetProperty(notice => notice.ClosedAt, now), cancellationToken);
        if (closed > 0)
        {
            db.Raise(default(NoticesChanged));
        }

        return closed;
    }

    private static IQueryable<Notice> IsOpen(SocialProfilesDbContext db, NoticeKind kind, Guid subjectId) =>
        db.Notices.Where(x => x.Kind == kind && x.SubjectId == subjectId && x.ClosedAt == null);

    private static Task RaiseAsync(SocialProfilesDbContext db, NoticeKind kind, INoticeSubject about, int level, DateTimeOffset now, CancellationToken cancellationToken) =>
        RaiseAsync(db, Of(about, kind, level, now), cancellationToken);

    private static Notice Of(INoticeSubject about, NoticeKind kind, int level, DateTimeOffset now) => new()
    {
        Kind = kind,
        SubjectId = about.Id,
        TalentId = about.TalentId,
        IsSandbox = about.IsSandbox,
        Platform = about.Platform,
        Handle = about.Handle,
        Level = level,
        RaisedAt = now,
    };

    private static async Task RaiseAsync(SocialProfilesDbContext db, Notice notice, CancellationToken cancellationToken)
    {
        var open = await IsOpen(db, notice.Kind, notice.SubjectId).AsTracking().SingleOrDefaultAsync(cancellationToken);
        if (open is null)
        {
            db.Notices.Add(notice);
            db.Raise(default(NoticesChanged));
            return;
        }

        if (notice.Level >= open.Level)
        {
            return;
        }

        open.Level = notice.Level;
        open.RaisedAt = notice.RaisedAt;
        db.Raise(default(NoticesChanged));
    }

    /// <summary>What a notice about a platform is about: always the same for the same platform.</summary>
    private static Guid SubjectOf(string platform) => new(SHA256.HashData(Encoding.UTF8.GetBytes("platform " + platform)).AsSpan(0, 16));
}
