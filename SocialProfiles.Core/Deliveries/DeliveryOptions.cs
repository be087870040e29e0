namespace SocialProfiles.Core.Deliveries;

/// <summary>Section <c>Deliveries</c>.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Deliveries";

    /// <summary>Whether webhooks may go to this machine and to the own network, there also by http. Off by default: an endpoint could otherwise reach what only the server can.</summary>
    public bool AllowLocalWebhooks { get; set; }

    /// <summary>Longest time for an attempt, seconds, 1 to 120.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>How long the delivery log is kept, days, 1 to 365.</summary>
    public int LogDays { get; set; } = 30;
}
