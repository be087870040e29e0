namespace SocialProfiles.Core.Accounts;

/// <summary>What a browser says of itself, in words that its person recognises.</summary>
public static class DeviceWords
{
    // In this order: most browsers also name those that they descend from.
    private static readonly (string Sign, string Name)[] _browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] _systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Firefox on Windows</c>; never what the browser said to the letter.</summary>
    public static string Of(string? userAgent)
    {
        var (browser, system) = (Find(_browsers, userAgent), Find(_systems, userAgent));
        return (browser, system) switch
        {
            (null, null) => "Unknown device",
            (null, not null) => $"A browser on {system}",
            (not null, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Find((string Sign, string Name)[] signs, string? text) =>
        text is null ? null : signs.FirstOrDefault(each => text.Contains(each.Sign, StringComparison.Ordinal)).Name;
}
