using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Notices;

/// <summary>A notice in words.</summary>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Reason">What happened, as a sentence.</param>
/// <param name="Remedy">The one thing to do.</param>
public sealed record NoticeText(string Title, string Reason, string Remedy)
{
    /// <param name="platform">The platform's display name.</param>
    public static NoticeText Of(NoticeView notice, string platform)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return notice.Kind switch
        {
            NoticeKind.ReconnectNeeded => OfEnd(ConsentText.For(notice.Because ?? ConsentEndReason.Revoked, platform)),
            NoticeKind.ConsentEnding => OfEnding(notice),
            NoticeKind.DecisionNeeded => OfDecision(notice),
            NoticeKind.MayNeedReconnect => OfFailing(notice, platform),
            NoticeKind.CredentialEnding => OfCredential(notice, platform),
            NoticeKind.Alert => new(notice.Title ?? "Alert", notice.Detail ?? "One of your alerts found something.", "Open the talent to see the numbers, then dismiss this."),
            NoticeKind.AlertSummary => new(notice.Title ?? "Alert", notice.Detail ?? "One of your alerts found something.", "Open the alerts to see how many still match, then dismiss this."),
            NoticeKind.WebhookOff => OfWebhook(notice),
            NoticeKind.ApiKeyEnding => new(notice.Title ?? "API key expires soon", notice.Detail ?? $"The API key “{notice.Handle}” expires soon.", "Renew it in Settings, API keys, and give the tool its new secret."),
            NoticeKind.MetricBroken => new(notice.Title ?? "Numbers changed", notice.Detail ?? $"{platform} changed its answers.", "We check again every night. If the new numbers are right, trust them."),
            NoticeKind.BackupFailed => new("Backup failed", notice.Detail ?? "A backup couldn't be made.", "We retry a failed daily backup every hour. This notification goes away once a backup succeeds."),
            _ => throw new ArgumentOutOfRangeException(nameof(notice), notice.Kind, null),
        };
    }

    /// <summary>What the notices of a kind have in common, to choose them by.</summary>
    public static string NameOf(NoticeKind kind) => kind switch
    {
        NoticeKind.ReconnectNeeded => "Reconnect needed",
        NoticeKind.MayNeedReconnect => "May need to be reconnected",
        NoticeKind.ConsentEnding => "Permission ends soon",
        NoticeKind.DecisionNeeded => "Needs your decision",
        NoticeKind.CredentialEnding => "Agency's access ends soon",
        NoticeKind.Alert => "Alert",
        NoticeKind.AlertSummary => "Alert for several profiles",
        NoticeKind.WebhookOff => "Webhook turned off",
        NoticeKind.ApiKeyEnding => "API key expires soon",
        NoticeKind.MetricBroken => "Platform's numbers changed",
        NoticeKind.BackupFailed => "Backup failed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static NoticeText OfEnd(FailureText ended) => new("Reconnect needed", ended.Reason, ended.Remedy);

    private static NoticeText OfEnding(NoticeView notice) => new(
        "Access ends soon",
        notice.EndsAt is { } end ? $"The permission ends on {RelativeText.Date(end)}, and we can't renew it." : "The permission ends soon, and we can't renew it.",
        $"Invite {notice.TalentName} to give access again before then.");

    private static NoticeText OfDecision(NoticeView notice) => new(
        "Needs your decision",
        $"We received permission for an unexpected account: “{notice.Handle}”.",
        "Accept or refuse it on the talent's page.");

    private static NoticeText OfFailing(NoticeView notice, string platform) => new(
        "May need to be reconnected",
        $"The profile “{notice.Handle}” has failed on four days, while others on {platform} work. {platform} doesn't say why.",
        $"Ask {notice.TalentName} whether access was withdrawn on {platform}. If so, send a new invitation.");

    private static NoticeText OfWebhook(NoticeView notice) => new(
        "Webhook turned off",
        $"The endpoint “{notice.Handle}” reported that it no longer exists, so alerts no longer reach it.",
        "Enter its new address and turn it on, or delete it.");

    private static NoticeText OfCredential(NoticeView notice, string platform) => new(
        "Access ends soon",
        notice.EndsAt is { } end ? $"The agency's access to {platform} ends on {RelativeText.Date(end)}." : $"The agency's access to {platform} ends soon.",
        $"Renew it in Settings, Platforms, {platform} before then. Otherwise, profiles connected by handle stop syncing.");
}
