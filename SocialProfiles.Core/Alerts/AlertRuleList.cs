using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Alerts;

/// <summary>A rule as the settings show it.</summary>
/// <param name="Matching">Profiles that it matches now.</param>
/// <param name="LastFoundAt">When it last found something, UTC; null where it never did, or that is long over.</param>
public sealed record AlertRuleView(AlertRule Rule, int Matching, DateTimeOffset? LastFoundAt)
{
    public string Text => AlertRuleText.Of(Rule);
}

/// <summary>Reads the rules, oldest first.</summary>
public sealed class AlertRuleList(Database database)
{
    public async Task<IReadOnlyList<AlertRuleView>> GetAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async db =>
            {
                var rules = await db.AlertRules.OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).ToListAsync(cancellationToken);
                var matches = await db.AlertMatches.GroupBy(x => x.RuleId)
                    .Select(group => new { RuleId = group.Key, Matching = group.Where(x => x.OverAt == null).Select(x => x.ConnectionKey).Distinct().Count(), Last = group.Max(x => x.FoundAt) })
                    .ToDictionaryAsync(x => x.RuleId, cancellationToken);
                return rules.ConvertAll(rule => matches.TryGetValue(rule.Id, out var found) ? new AlertRuleView(rule, found.Matching, found.Last) : new AlertRuleView(rule, 0, null));
            },
            cancellationToken);

    /// <summary>The tags of talents, to choose one from; at most <paramref name="take"/>.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(int take, CancellationToken cancellationToken)
    {
        var texts = await database.ReadAsync(db => db.Talents.Where(x => x.TagText != "" && x.ArchivedAt == null).Select(x => x.TagText).Distinct().ToListAsync(cancellationToken), cancellationToken);
        return [.. texts.SelectMany(text => text.Split('|', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(take)];
    }
}
