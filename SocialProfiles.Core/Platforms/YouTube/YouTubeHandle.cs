using System.Collections.Frozen;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>The four ways in which YouTube names a channel.</summary>
internal enum YouTubeName
{
    /// <summary><c>@handle</c>.</summary>
    Handle,

    /// <summary><c>UC…</c>, the channel's lasting id.</summary>
    ChannelId,

    /// <summary><c>/user/name</c>, from before 2012.</summary>
    LegacyUser,

    /// <summary><c>/c/name</c>, from before handles.</summary>
    CustomName,
}

/// <summary>
/// A channel's name in our canonical form: <c>anna</c>, <c>UC…</c>, <c>user/anna</c> or <c>c/anna</c>. The old forms keep
/// their prefix, because <c>/user/anna</c> and <c>/@anna</c> may be two people.
/// </summary>
internal readonly record struct YouTubeHandle(YouTubeName Kind, string Name)
{
    /// <summary>Punctuation of handles; the last is the Latin middle dot.</summary>
    private const string Punctuation = "_-.·";
    private const int Shortest = 3;
    private const int Longest = 30;
    private const int LongestOldName = 100;
    private const string Alphabet = "letters, digits, dots, underscores and hyphens";
    private const string Example = "youtube.com/@handle";

    /// <summary>First parts of paths that are no channels' names.</summary>
    private static readonly FrozenSet<string> _ownPages = new[]
    {
        "watch", "shorts", "playlist", "feed", "results", "hashtag", "embed", "live", "clip", "post", "gaming", "premium", "about", "account", "redirect", "attribution_link", "signin", "trending", "kids", "music", "movies",
        "t", "v", "e", "s", "oembed", "howyoutubeworks", "creators", "ads", "jobs", "new", "source", "channel", "user", "c", "browse", "podcasts", "learning", "sports", "news", "fashion", "reporthistory", "subscription_center",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Path of the channel, escaped, without its first slash.</summary>
    public string Path => Kind switch
    {
        YouTubeName.ChannelId => "channel/" + Name,
        YouTubeName.LegacyUser => "user/" + Uri.EscapeDataString(Name),
        YouTubeName.CustomName => "c/" + Uri.EscapeDataString(Name),
        _ => "@" + Uri.EscapeDataString(Name),
    };

    /// <summary>Reads our own canonical form.</summary>
    public static YouTubeHandle Parse(string handle) => handle switch
    {
        ['u', 's', 'e', 'r', '/', .. var name] => new(YouTubeName.LegacyUser, name),
        ['c', '/', .. var name] => new(YouTubeName.CustomName, name),
        _ when IsChannelId(handle) => new(YouTubeName.ChannelId, handle),
        _ => new(YouTubeName.Handle, handle),
    };

    public static bool IsChannelId(string text) => text is ['U', 'C', .. { Length: 22 }] && HandleText.IsAscii(text, "_-");

    /// <summary>Reads a text that is no link.</summary>
    public static HandleReading OfText(string text)
    {
        var slash = text.IndexOf('/');
        return slash < 0 ? OfHandle(text)
            : text[..slash] is "channel" or "user" or "c" ? OfPath([text[..slash], text[(slash + 1)..]])
            : HandleRefusals.Alphabet("YouTube", Alphabet);
    }

    public static HandleReading OfLink(PastedLink link) => link.Host.EndsWith("youtu.be", StringComparison.Ordinal)
        ? HandleRefusals.NotAProfile("YouTube", Example)
        : OfPath(link.Path);

    private static HandleReading OfPath(IReadOnlyList<string> path) => path switch
    {
        [['@', .. var handle], ..] => OfHandle(handle),
        ["channel", var id, ..] => IsChannelId(id)
            ? HandleReading.Of(id)
            : HandleReading.Refuse("A YouTube channel id starts with UC and has 24 characters. Copy the address of the channel again, or type its handle."),
        ["user", var name, ..] => OfOldName("user/", name),
        ["c", var name, ..] => OfOldName("c/", name),
        [var name, ..] when !_ownPages.Contains(name) => OfHandle(name),
        _ => HandleRefusals.NotAProfile("YouTube", Example),
    };

    private static HandleReading OfHandle(string handle)
    {
        var length = HandleText.Length(handle);
        return IsChannelId(handle) ? HandleReading.Of(handle)
            : !HandleText.IsOfAnyScript(handle, Punctuation) ? HandleRefusals.Alphabet("YouTube", Alphabet)
            : Scripts.AreMixed(handle) ? HandleRefusals.MixedAlphabets("YouTube")
            : length > Longest ? HandleRefusals.TooLong("YouTube", Longest)
            // Some scripts may be shorter: YouTube's help names exceptions to "3 to 30".
            : length < Shortest && HandleText.IsAscii(handle, Punctuation) ? HandleRefusals.TooShort("YouTube", Shortest)
            : HandleReading.Of(handle);
    }

    private static HandleReading OfOldName(string prefix, string name) =>
        !HandleText.IsOfAnyScript(name, "_-.") || name is ['.', ..] ? HandleRefusals.Alphabet("YouTube", Alphabet)
        : Scripts.AreMixed(name) ? HandleRefusals.MixedAlphabets("YouTube")
        : name.Length > LongestOldName ? HandleRefusals.TooLong("YouTube", LongestOldName)
        : HandleReading.Of(prefix + name);
}
