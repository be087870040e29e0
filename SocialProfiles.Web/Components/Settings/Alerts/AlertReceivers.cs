using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Deliveries;

namespace SocialProfiles.Web.Components.Settings.Alerts;

/// <summary>Where an alert goes, in words.</summary>
internal static class AlertReceivers
{
    public static string Of(AlertRule rule, IReadOnlyList<WebhookView> endpoints)
    {
        var names = endpoints.Where(endpoint => rule.Endpoints.Contains(endpoint.Id)).Select(endpoint => endpoint.IsOn ? endpoint.Name : $"{endpoint.Name} (off)").ToList();
        string?[] parts =
        [
            "Notification",
            rule.Emails.Count > 0 ? $"e-mail to {string.Join(", ", rule.Emails)}" : null,
            names.Count > 0 ? $"webhook to {string.Join(", ", names)}" : null,
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }
}
