using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Alerts;

/// <param name="Rule">As it is now.</param>
/// <param name="Matching">Profiles that it matched already; null where it keeps what it knew, or they could not be looked at yet.</param>
public sealed record SavedAlertRule(AlertRule Rule, int? Matching);

/// <summary>Adds a rule, changes it, turns it on or off, deletes it and brings it back.</summary>
public sealed class SaveAlertRule(Database database, NoticeBoard notices, EvaluateAlerts evaluate, ActivityLog activity, TimeProvider time)
{
    /// <summary>Rules at most: each is looked at every few minutes.</summary>
    public const int Most = 50;

    private static readonly NotFoundError _gone = new("This alert was deleted. Reload the page.");

    /// <returns>The rule; or <see cref="InvalidError"/> with the field in camel case, <see cref="ConflictError"/>.</returns>
    public async Task<Result<SavedAlertRule, UseCaseError>> AddAsync(AlertRuleRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = request.Read();
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        var wanted = read.Value;
        var added = await database.WriteAsync<Result<AlertRule, UseCaseError>>(
            async db =>
            {
                if (await RefusalAsync(db, wanted, null, cancellationToken) is { } refusal)
                {
                    return refusal;
                }

                if (await db.AlertRules.CountAsync(cancellationToken) >= Most)
                {
                    return new ConflictError($"You already have {Most} alerts, the maximum. Delete one first.");
                }

                var now = time.GetUtcNow();
                var rule = new AlertRule { Id = Guid.CreateVersion7(now), IsSandbox = db.IsSandbox, IsOn = true, CreatedAt = now };
                Apply(wanted, rule);
                db.AlertRules.Add(rule);
                activity.Add(db, actor, ActivityAction.AlertRuleAdded, AlertRuleText.Of(rule), detail: Receivers(rule));
                return rule;
            },
            cancellationToken);
        return added.Succeeded ? new SavedAlertRule(added.Value, await evaluate.StartAsync(added.Value.Id, cancellationToken)) : added.Failure;
    }

    /// <returns>The rule; or <see cref="InvalidError"/> with the field in camel case, <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public async Task<Result<SavedAlertRule, UseCaseError>> EditAsync(Guid ruleId, AlertRuleRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = request.Read();
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        var wanted = read.Value;
        var edited = await database.WriteAsync<Result<AlertRule, UseCaseError>>(
            async db =>
            {
                var rule = await db.AlertRules.AsTracking().SingleOrDefaultAsync(x => x.Id == ruleId, cancellationToken);
                if (rule is null)
                {
                    return _gone;
                }

                if (await RefusalAsync(db, wanted, ruleId, cancellationToken) is { } refusal)
                {
                    return refusal;
                }

                var looksForSame = rule.Kind == wanted.Kind && rule.Threshold.Equals(wanted.Threshold) && rule.Window == wanted.Window && rule.Tag == wanted.Tag;
                var goesToSame = rule.Emails.SequenceEqual(wanted.Emails, StringComparer.Ordinal) && rule.Endpoints.SequenceEqual(wanted.Endpoints);
                if (looksForSame && goesToSame)
                {
                    return rule;
                }

                var before = AlertRuleText.Of(rule);
                Apply(wanted, rule);
                if (!looksForSame)
                {
                    await ForgetAsync(db, rule, cancellationToken);
                }

                activity.Add(db, actor, ActivityAction.AlertRuleChanged, AlertRuleText.Of(rule), detail: looksForSame ? Receivers(rule) : $"was: {before}");
                return rule;
            },
            cancellationToken);
        return edited.Succeeded ? await StartedAsync(edited.Value, cancellationToken) : edited.Failure;
    }

    /// <returns>The rule; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<SavedAlertRule, UseCaseError>> TurnAsync(Guid ruleId, bool isOn, Actor actor, CancellationToken cancellationToken)
    {
        var turned = await database.WriteAsync<Result<AlertRule, UseCaseError>>(
            async db =>
            {
                var rule = await db.AlertRules.AsTracking().SingleOrDefaultAsync(x => x.Id == ruleId, cancellationToken);
                if (rule is null)
                {
                    return _gone;
                }

                if (rule.IsOn != isOn)
                {
                    rule.IsOn = isOn;
                    await ForgetAsync(db, rule, cancellationToken);
                    activity.Add(db, actor, ActivityAction.AlertRuleChanged, AlertRuleText.Of(rule), detail: isOn ? "Turned on." : "Turned off.");
                }

                return rule;
            },
            cancellationToken);
        return turned.Succeeded ? await StartedAsync(turned.Value, cancellationToken) : turned.Failure;
    }

    /// <returns>The rule as it was, for <see cref="RestoreAsync"/>; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<AlertRule, UseCaseError>> DeleteAsync(Guid ruleId, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<AlertRule, UseCaseError>>(
            async db =>
            {
                var rule = await db.AlertRules.AsNoTracking().SingleOrDefaultAsync(x => x.Id == ruleId, cancellationToken);
                if (rule is null)
                {
                    return _gone;
                }

                await db.AlertRules.Where(x => x.Id == ruleId).ExecuteDeleteAsync(cancellationToken);
                await notices.CloseAlertsOfRuleAsync(db, ruleId, cancellationToken);
                activity.Add(db, actor, ActivityAction.AlertRuleDeleted, AlertRuleText.Of(rule));
                return rule;
            },
            cancellationToken);

    /// <summary>Brings back a rule that was deleted a moment ago. What matches by now is noted anew.</summary>
    public async Task<Result<SavedAlertRule, UseCaseError>> RestoreAsync(AlertRule rule, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rule);
        await database.WriteAsync(
            async db =>
            {
                if (!await db.AlertRules.AnyAsync(x => x.Id == rule.Id, cancellationToken))
                {
                    rule.StartedAt = null;
                    db.AlertRules.Add(rule);
                    activity.Add(db, actor, ActivityAction.AlertRuleAdded, AlertRuleText.Of(rule), detail: "Restored.");
                }

                return true;
            },
            cancellationToken);
        return await StartedAsync(rule, cancellationToken);
    }

    private async Task<SavedAlertRule> StartedAsync(AlertRule rule, CancellationToken cancellationToken) =>
        new(rule, rule is { IsOn: true, StartedAt: null } ? await evaluate.StartAsync(rule.Id, cancellationToken) : null);

    private static void Apply(AlertRuleRequest.Checked wanted, AlertRule rule)
    {
        (rule.Kind, rule.Threshold, rule.Window, rule.Tag) = (wanted.Kind, wanted.Threshold, wanted.Window, wanted.Tag);
        (rule.Emails, rule.Endpoints) = (wanted.Emails, wanted.Endpoints);
    }

    private static async Task<UseCaseError?> RefusalAsync(SocialProfilesDbContext db, AlertRuleRequest.Checked wanted, Guid? itself, CancellationToken cancellationToken)
    {
        var known = await db.WebhookEndpoints.Select(x => x.Id).ToListAsync(cancellationToken);
        if (wanted.Endpoints.Exists(id => !known.Contains(id)))
        {
            return new InvalidError("endpoints", "One of the webhook endpoints was deleted. Reload the page.");
        }

        return await db.AlertRules.AnyAsync(
            x => x.Id != itself && x.Kind == wanted.Kind && x.Threshold == wanted.Threshold && x.Window == wanted.Window && x.Tag == wanted.Tag, cancellationToken)
            ? new InvalidError("kind", "An alert for exactly this already exists. Change that one instead.")
            : null;
    }

    /// <summary>It looks for something else now: what it found no longer counts.</summary>
    private async Task ForgetAsync(SocialProfilesDbContext db, AlertRule rule, CancellationToken cancellationToken)
    {
        rule.StartedAt = null;
        await db.AlertMatches.Where(x => x.RuleId == rule.Id).ExecuteDeleteAsync(cancellationToken);
        await notices.CloseAlertsOfRuleAsync(db, rule.Id, cancellationToken);
    }

    private static string? Receivers(AlertRule rule)
    {
        string?[] parts = [rule.Emails.Count > 0 ? $"E-mail to {string.Join(", ", rule.Emails)}." : null, rule.Endpoints.Count > 0 ? $"Webhooks to {rule.Endpoints.Count} {(rule.Endpoints.Count == 1 ? "endpoint" : "endpoints")}." : null];
        return string.Join(' ', parts.Where(part => part is not null)) is { Length: > 0 } all ? all : null;
    }
}
