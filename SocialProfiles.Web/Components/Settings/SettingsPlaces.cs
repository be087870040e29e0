using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Components.Settings;

/// <param name="Path">Below the base address, without a slash before it.</param>
/// <param name="Purpose">What it is for, in one sentence.</param>
/// <param name="Least">The role that its page asks for.</param>
public sealed record SettingsPlace(string Path, string Name, string Purpose, Role Least = Role.Admin);

public sealed record SettingsGroup(string Name, IReadOnlyList<SettingsPlace> Places)
{
    /// <summary>The least role that sees anything of it.</summary>
    public Role Least { get; } = Places.Min(place => place.Least);
}

/// <summary>The pages on which something is set, in the order in which people look for them. A new one is one line here.</summary>
public static class SettingsPlaces
{
    public const string Home = "settings";

    public static IReadOnlyList<SettingsGroup> Groups { get; } =
    [
        new("Agency",
        [
            new("settings/agency", "Agency", "Set the name, logo and time zone that talents and media kits show."),
            new("settings/team", "Team", "Invite colleagues, change what they may do, and help them sign in again."),
        ]),
        new("Platforms",
        [
            new("settings/platforms", "Platforms", "Connect SocialProfiles to Instagram, TikTok, YouTube and the others."),
            new("settings/syncing", "Syncing", "Choose how often profiles are refreshed, how many calls that may take and how long history is kept."),
        ]),
        new("Alerts and integrations",
        [
            new("settings/alerts", "Alerts", "Choose what you want to hear about, and how."),

            // Whoever chooses the mail server could read links that set a new password.
            new("settings/email", "E-mail", "Set up the mail server that sends alerts and password links.", Role.Owner),
            new("settings/webhooks", "Webhooks", "Tell your other tools what happens here."),
            new("settings/deliveries", "Deliveries", "See every e-mail and webhook that was sent, and whether it arrived."),
            new("settings/api-keys", "API keys", "Let your other tools read and change data through the API."),
        ]),
        new("Security and privacy",
        [
            new("settings/single-sign-on", "Single sign-on", "Let your team sign in with Microsoft, Google or another provider.", Role.Owner),
            new("settings/erase", "Erase traces", "Erase what's left of a deleted talent."),
        ]),
        new("Maintenance",
        [
            new("settings/backups", "Backups", "Make, schedule and download copies of everything.", Role.Owner),
        ]),
    ];
}
