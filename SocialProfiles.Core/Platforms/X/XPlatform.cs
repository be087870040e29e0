using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace SocialProfiles.Core.Platforms.X;

/// <summary>X as the agency knows it: handle and link. Its API is paid per post read, so nothing is fetched.</summary>
internal sealed class XPlatform : IPlatform
{
    internal const string PlatformKey = "X";
    private const int Longest = 15;

    /// <summary>First parts of paths that are no accounts.</summary>
    private static readonly FrozenSet<string> _ownPages = new[]
    {
        "home", "i", "search", "explore", "settings", "hashtag", "intent", "notifications", "messages", "login", "logout", "signup", "compose", "share", "tos", "privacy", "about", "jobs", "download", "account",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string Key => PlatformKey;

    public string Name => "X (Twitter)";

    public string HandleHint => "@handle or x.com/handle";

    public PlatformMark Mark => XMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.LinkOnly;

    public string? ConsentWouldAdd => null;

    public bool IsConfigured => true;

    public string NotConfiguredReason => "X needs no credentials here: only the handle and the link are kept.";

    public PlatformLimits Limits { get; } = new(1, 0);

    public bool OwnsHost(string host) => host is "x.com" or "www.x.com" or "mobile.x.com" or "twitter.com" or "www.twitter.com" or "mobile.twitter.com" or "m.twitter.com" or "t.co";

    public HandleReading Read(string text) => ProfileLink.Read(this, text, OfHandle, OfLink);

    public string ProfileUrl(string handle) => $"https://x.com/{handle}";

    private HandleReading OfLink(PastedLink link) => link.Path switch
    {
        _ when link.Host == "t.co" => HandleRefusals.Shortened(Name),
        ["intent", "user" or "follow", ..] when link.Asked("screen_name") is { } handle => OfHandle(HandleText.WithoutAt(handle)),
        [var handle, ..] when !_ownPages.Contains(handle) => OfHandle(HandleText.WithoutAt(handle)),
        _ => HandleRefusals.NotAProfile(Name, "x.com/handle"),
    };

    private HandleReading OfHandle(string handle) =>
        handle.Length == 0 || !HandleText.IsAscii(handle, "_") ? HandleRefusals.Alphabet(Name, "letters from a to z, digits and underscores")
        : handle.Length > Longest ? HandleRefusals.TooLong(Name, Longest)
        : _ownPages.Contains(handle) ? HandleRefusals.OwnPage(Name, handle)
        : HandleReading.Of(handle);
}

internal static class XServices
{
    public static IServiceCollection AddX(this IServiceCollection services) => services.AddSingleton<IPlatform, XPlatform>();
}
