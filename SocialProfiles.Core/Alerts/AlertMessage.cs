using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Alerts;

/// <summary>What a rule found, as an e-mail and as a webhook. Both name the first <see cref="Named"/> and say how many there are.</summary>
internal sealed class AlertMessage(PlatformCatalog catalog, ISiteAddress site)
{
    /// <summary>Findings that a message lists.</summary>
    public const int Named = 50;

    // What stands around each finding, and by which it is found again.
    private const string Between = "\n\n";
    private const string Box = "<div style=\"margin:0 0 12px;padding:12px 16px;border:1px solid #d9dce6;border-radius:8px\">";
    private const string BoxEnd = "</div>";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="isSandbox">Whether the numbers are made up.</param>
    public MailText Mail(AlertRule rule, IReadOnlyList<AlertFinding> found, bool isSandbox)
    {
        var sandbox = isSandbox ? "[Sandbox] " : "";
        var subject = found.Count == 1
            ? $"{sandbox}{found[0].Title}: @{found[0].Reading.Handle} on {NameOf(found[0])}"
            : $"{sandbox}{Profiles(found)}: {AlertRuleText.NameOf(rule.Kind)}";
        return new MailText(subject, Text(rule, found, isSandbox), Html(rule, found, isSandbox));
    }

    /// <summary>A profile may have several posts that stand out.</summary>
    public static int ProfilesOf(IEnumerable<AlertFinding> found) => found.DistinctBy(one => one.Reading.Key).Count();

    /// <summary><c>2 profiles</c>.</summary>
    public static string Profiles(IEnumerable<AlertFinding> found) => ProfilesOf(found) is var count && count == 1 ? "1 profile" : string.Create(CultureInfo.InvariantCulture, $"{count} profiles");

    /// <summary>The body, to the letter as it is signed.</summary>
    /// <param name="now">UTC.</param>
    public string Webhook(AlertRule rule, IReadOnlyList<AlertFinding> found, bool isSandbox, DateTimeOffset now) => JsonSerializer.Serialize(
        new
        {
            type = "alert.matched",
            timestamp = now.UtcDateTime,
            data = new
            {
                rule = new { id = rule.Id, kind = rule.Kind.ToString(), text = AlertRuleText.Of(rule) },
                sandbox = isSandbox,
                total = found.Count,
                matches = found.Take(Named).Select(one => new
                {
                    text = $"{one.Title}. {one.Detail}",
                    talent = new { id = one.Reading.TalentId, name = one.Reading.TalentName, url = LinkOf(one) },
                    profile = new { id = one.Reading.Id, platform = one.Reading.Platform, handle = one.Reading.Handle, url = one.Reading.ProfileUrl },
                    before = one.Reading.Before,
                    now = rule.Kind == AlertKind.StandoutPost ? null : one.Reading.Now,
                    timesMedian = rule.Kind == AlertKind.StandoutPost ? one.Reading.Now : null,
                    postId = one.Reading.PostId,
                    since = one.Reading.Since?.UtcDateTime,
                }),
            },
        },
        _json);

    /// <summary>A webhook's body without what it says of some profiles; null where it says nothing else.</summary>
    public static string? WebhookWithout(string body, IReadOnlySet<Guid> profiles)
    {
        if (JsonNode.Parse(body) is not JsonObject message || message["data"] is not JsonObject data || data["matches"] is not JsonArray matches)
        {
            return body;
        }

        var gone = matches.Where(match => match?["profile"]?["id"]?.GetValue<Guid>() is { } id && profiles.Contains(id)).ToList();
        gone.ForEach(match => matches.Remove(match));
        var total = (int)data["total"]! - gone.Count;
        data["total"] = total;
        return total > 0 ? message.ToJsonString(_json) : null;
    }

    /// <summary>The same of an e-mail's text.</summary>
    /// <param name="named">As it may name the profiles, such as <c>@ada on Instagram</c>, each with its talent's name.</param>
    public static string? TextWithout(string text, IReadOnlyCollection<(string Profile, string Talent)> named)
    {
        var parts = text.Split(Between);
        var left = parts.Where(part => !named.Any(one => FirstLineOf(part).EndsWith($": {one.Profile} ({one.Talent})", StringComparison.Ordinal))).ToArray();

        // The lead and the foot are always there.
        return left.Length == parts.Length ? text : left.Length > 2 ? string.Join(Between, left) : null;
    }

    /// <summary>The same of its HTML.</summary>
    public static string HtmlWithout(string html, IReadOnlyCollection<(string Profile, string Talent)> named)
    {
        string[] titles = [.. named.Select(one => $">{Encode($"{one.Profile} · {one.Talent}")}<")];
        var from = html.IndexOf(Box, StringComparison.Ordinal);
        while (from >= 0)
        {
            var end = html.IndexOf(BoxEnd, from, StringComparison.Ordinal) + BoxEnd.Length;
            var box = html[from..end];
            if (titles.Any(title => box.Contains(title, StringComparison.Ordinal)))
            {
                html = html.Remove(from, end - from);
                end = from;
            }

            from = html.IndexOf(Box, end, StringComparison.Ordinal);
        }

        return html;
    }

    private static string FirstLineOf(string part) => part[..(part.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : part.Length)];

    private static string Lead(AlertRule rule, bool isSandbox) => isSandbox
        ? $"Your alert “{AlertRuleText.Of(rule)}” found something in the sandbox. All numbers are made up."
        : $"Your alert “{AlertRuleText.Of(rule)}” found something.";

    private string Footer => site.Base is { } address
        ? $"You're getting this e-mail because an admin entered your address in SocialProfiles. To stop these e-mails, ask them to remove it at {address}/settings/alerts."
        : "You're getting this e-mail because an admin entered your address in SocialProfiles. To stop these e-mails, ask them to remove it in Settings, Alerts.";

    private string Text(AlertRule rule, IReadOnlyList<AlertFinding> found, bool isSandbox)
    {
        var text = new StringBuilder().Append(Lead(rule, isSandbox)).Append(Between);
        foreach (var one in found.Take(Named))
        {
            text.Append(CultureInfo.InvariantCulture, $"{one.Title}: @{one.Reading.Handle} on {NameOf(one)} ({one.Reading.TalentName})\n{one.Detail}\n");
            if (LinkOf(one) is { } link)
            {
                text.Append(link).Append('\n');
            }

            text.Append('\n');
        }

        return text.Append(More(found) is { } more ? $"{more}\n\n" : "").Append("--\n").Append(Footer).Append('\n').ToString();
    }

    private string Html(AlertRule rule, IReadOnlyList<AlertFinding> found, bool isSandbox)
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1f2333;background:#ffffff\"><div style=\"max-width:36rem;margin:0 auto\">");
        html.Append("<p style=\"margin:0 0 16px\">").Append(Encode(Lead(rule, isSandbox))).Append("</p>");
        foreach (var one in found.Take(Named))
        {
            html.Append(Box).Append("<p style=\"margin:0;font-weight:600\">")
                .Append(Encode(one.Title)).Append("</p><p style=\"margin:0;color:#565c70\">").Append(Encode($"@{one.Reading.Handle} on {NameOf(one)} · {one.Reading.TalentName}"))
                .Append("</p><p style=\"margin:4px 0 0\">").Append(Encode(one.Detail)).Append("</p>");
            if (LinkOf(one) is { } link)
            {
                html.Append("<p style=\"margin:8px 0 0\"><a href=\"").Append(Encode(link)).Append("\">Open ").Append(Encode(one.Reading.TalentName)).Append("</a></p>");
            }

            html.Append(BoxEnd);
        }

        if (More(found) is { } more)
        {
            html.Append("<p>").Append(Encode(more)).Append("</p>");
        }

        return html.Append("<p style=\"margin:24px 0 0;font-size:13px;color:#565c70\">").Append(Encode(Footer)).Append("</p></div></body></html>").ToString();
    }

    private static string? More(IReadOnlyList<AlertFinding> found) =>
        found.Count > Named ? string.Create(CultureInfo.InvariantCulture, $"And {found.Count - Named} more. See them all in SocialProfiles.") : null;

    private string? LinkOf(AlertFinding one) => site.Base is { } address ? $"{address}/talents/{one.Reading.TalentId}" : null;

    private string NameOf(AlertFinding one) => catalog.NameOf(one.Reading.Platform);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
