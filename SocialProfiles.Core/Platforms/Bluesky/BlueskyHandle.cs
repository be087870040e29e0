namespace SocialProfiles.Core.Platforms.Bluesky;

/// <summary>
/// How Bluesky names an account: by a domain, which its owner can change (atproto.com/specs/handle), or by a DID, which lasts
/// (atproto.com/specs/did).
/// </summary>
internal static class BlueskyHandle
{
    private const int Longest = 253;
    private const int LongestLabel = 63;
    private const int LongestDid = 128;

    /// <summary>Where Bluesky hosts the handles of those who have no domain of their own.</summary>
    private const string Hosted = ".bsky.social";
    private const string Name = "Bluesky";

    /// <summary>Reads a text that is no link: a domain, a DID, or the first part of a handle that Bluesky hosts.</summary>
    public static HandleReading OfText(string text) =>
        IsDid(text) ? HandleReading.Of(text)
        : text.StartsWith("did:", StringComparison.Ordinal) ? HandleReading.Refuse("This isn't a Bluesky DID. Type the handle, such as anna.bsky.social.")
        : !HandleText.IsAscii(text, "-.") ? HandleRefusals.Alphabet(Name, "letters from a to z, digits, hyphens and dots")
        : OfDomain(text.Contains('.') ? text : text + Hosted);

    public static bool IsHandle(string text) => text.Length <= Longest && HandleText.IsAscii(text, "-.") && IsDomain(text);

    /// <summary>The two methods that Bluesky takes; of <c>did:web</c> without a port.</summary>
    public static bool IsDid(string text) => text.Length <= LongestDid && text switch
    {
        ['d', 'i', 'd', ':', 'p', 'l', 'c', ':', .. { Length: 24 } id] => id.All(c => c is (>= 'a' and <= 'z') or (>= '2' and <= '7')),
        ['d', 'i', 'd', ':', 'w', 'e', 'b', ':', .. var host] => HandleText.IsAscii(host, "-.") && IsDomain(host),
        _ => false,
    };

    private static HandleReading OfDomain(string domain) =>
        domain.Length > Longest ? HandleRefusals.TooLong(Name, Longest)
        : IsDomain(domain) ? HandleReading.Of(domain)
        : HandleReading.Refuse("A Bluesky handle is a domain, such as anna.bsky.social or anna.com. Check the spelling.");

    /// <summary>Labels as in DNS; the last one does not begin with a digit, as that of an IP address does.</summary>
    private static bool IsDomain(string text)
    {
        var labels = text.Split('.');
        return labels.Length > 1
            && labels.All(label => label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-')
            && char.IsAsciiLetter(labels[^1][0]);
    }
}
