using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>An API key in words.</summary>
public static class ApiKeyWords
{
    /// <summary>Days to choose from; 0 for never.</summary>
    public static IReadOnlyList<int> Lifetimes { get; } = [30, 90, 365, 0];

    public static string Lifetime(int days) => days == 0 ? "Never" : $"In {days} days";

    public static string Name(ApiKeyAccess access) => access switch
    {
        ApiKeyAccess.Read => "Read",
        ApiKeyAccess.Write => "Write",
        _ => "Admin",
    };

    /// <summary>What it lets a tool do.</summary>
    public static string About(ApiKeyAccess access) => access switch
    {
        ApiKeyAccess.Read => "Read: the tool can read everything but change nothing",
        ApiKeyAccess.Write => "Write: the tool can also add talents, and connect, refresh and disconnect profiles",
        _ => "Admin: the tool can do everything an admin can do through the API",
    };

    /// <summary>What it may do now, and why that is less than it was given.</summary>
    public static string Access(ApiKeyRow key) => key.Now < key.Access ? $"{Name(key.Now)} (made for {Name(key.Access).ToLowerInvariant()}; the owner's role allows less)" : Name(key.Access);

    public static string Expiry(ApiKeyRow key, DateTimeOffset now) => key.ExpiresAt switch
    {
        null => "Never",
        { } end when end <= now => $"Expired on {RelativeText.Date(end)}",
        { } end => RelativeText.Date(end),
    };

    public static string Limit(ApiKeyRow key) => key.RequestsPerMinute switch
    {
        null => "General limit",
        0 => "No limit",
        { } limit => $"{ShortNumber.Exact(limit)} a minute",
    };
}
