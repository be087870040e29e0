using System.Globalization;
using System.Net;
using System.Text;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Platforms;

/// <summary>Tells a pasted link from a typed handle, and takes links apart without trusting them.</summary>
public static class ProfileLink
{
    /// <summary>No address of a profile comes near it.</summary>
    private const int LongestText = 2048;

    /// <summary>
    /// The lower-case host of a link, with or without its scheme; null where the text is no link.
    /// A link with a user name, a port or a scheme other than http(s) has no host we would believe:
    /// <c>instagram.com@evil.io</c> goes to evil.io.
    /// </summary>
    public static string? HostOf(string text) => TakeApart(text).Link?.Host;

    /// <summary>Reads what a person typed for <paramref name="platform"/>: the part that is the same for every platform.</summary>
    /// <param name="platform">Whose handle it should be.</param>
    /// <param name="text">As typed.</param>
    /// <param name="ofHandle">Reads a text that is no link, trimmed and without its @.</param>
    /// <param name="ofLink">Reads a link whose host the platform owns.</param>
    internal static HandleReading Read(IPlatform platform, string text, Func<string, HandleReading> ofHandle, Func<PastedLink, HandleReading> ofLink)
    {
        var pasted = TakeApart(text);
        if (pasted.Refusal is { } refusal)
        {
            return HandleReading.Refuse(refusal);
        }

        if (pasted.Link is { } link)
        {
            return platform.OwnsHost(link.Host)
                ? ofLink(link)
                : HandleReading.Refuse($"That is a link to {link.Host}, which doesn't belong to {platform.Name}. Paste the address of a profile on {platform.Name}, or type the handle alone.");
        }

        return ofHandle(pasted.Handle!);
    }

    internal static PastedText TakeApart(string? text)
    {
        text = text?.Trim() ?? "";
        if (FaultOfText(text) is { } fault)
        {
            return PastedText.Refused(fault);
        }

        // One spelling for what looks the same: phones and Macs compose letters differently.
        text = Composition.Compose(text);
        if (text[0] == '@')
        {
            return text.AsSpan(1).IndexOfAny('@', ':', '\\') >= 0
                ? PastedText.Refused("This is neither a handle nor a link. Type the handle alone, or paste the whole address of the profile.")
                : PastedText.OfHandle(text[1..]);
        }

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            return text[..scheme].ToLowerInvariant() is "http" or "https"
                ? OfLink(text[(scheme + 3)..])
                : PastedText.Refused("Only links that start with https:// are understood. Copy the address of the profile from the browser, or type the handle alone.");
        }

        var authority = text[..EndOfAuthority(text)];
        var isLink = authority.Length < text.Length ? authority.AsSpan().IndexOfAny('.', ':', '@') >= 0 : IsAddressOnItsOwn(text);
        return isLink
            ? OfLink(text)
            : PastedText.OfHandle(text);
    }

    private static string? FaultOfText(string text)
    {
        if (text.Length == 0 || text == "@")
        {
            return "Type a handle, or paste the address of a profile.";
        }

        if (text.Length > LongestText)
        {
            return "That is too long for a handle or a link. Type the handle alone.";
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || ShownText.IsBlankLetter(rune))
            {
                return "There are invisible characters in this text. Type the handle instead of pasting it.";
            }

            if (Rune.IsWhiteSpace(rune))
            {
                return "A handle or a link has no spaces. Remove them, and enter one account at a time.";
            }
        }

        return null;
    }

    /// <param name="text">A link from its host on.</param>
    private static PastedText OfLink(string text)
    {
        var end = EndOfAuthority(text);
        var host = text[..end].ToLowerInvariant();
        if (FaultOfHost(host) is { } fault)
        {
            return PastedText.Refused(fault);
        }

        var rest = text.AsSpan(end);
        var fragment = rest.IndexOf('#');
        rest = fragment >= 0 ? rest[..fragment] : rest;
        var query = rest.IndexOf('?');
        var path = PathOf(query >= 0 ? rest[..query] : rest);
        return path is null
            ? PastedText.Refused("The path of this link is unusual, and may not lead where it seems to. Type the handle alone.")
            : PastedText.OfLink(new PastedLink(host, path, query >= 0 ? rest[(query + 1)..].ToString() : ""));
    }

    private static string? FaultOfHost(string host)
    {
        if (host.Contains('@'))
        {
            return "There is an @ in the middle of this. An e-mail address isn't a handle, and a link with an @ in its site doesn't lead where it seems to. Type the handle alone.";
        }

        if (host.Contains(':'))
        {
            return "We can't read links with a port or an unusual beginning. Copy the address of the profile from the browser, or type the handle alone.";
        }

        if (IPAddress.TryParse(host, out _) || host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal))
        {
            return "That is the address of a computer, not of a profile. Type the handle alone.";
        }

        var labels = host.Split('.');
        if (!host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') || labels.Length < 2 || labels.Any(label => label.Length is 0 or > 63))
        {
            return "The site in this link isn't spelled like a web address. Copy the address of the profile from the browser, or type the handle alone.";
        }

        return labels.Any(label => label.StartsWith("xn--", StringComparison.Ordinal))
            ? "The site in this link is written so that it can be mistaken for another one. Type the handle alone."
            : null;
    }

    /// <summary>The decoded parts of a path; null when it plays tricks.</summary>
    private static List<string>? PathOf(ReadOnlySpan<char> path)
    {
        var parts = new List<string>();
        if (path.Trim('/').Length == 0)
        {
            return parts;
        }

        if (path[0] != '/')
        {
            return null;
        }

        path = path[1..].TrimEnd('/');
        foreach (var range in path.Split('/'))
        {
            var part = Uri.UnescapeDataString(path[range].ToString());
            if (part is "" or "." or ".." || part.AsSpan().IndexOfAny("/\\%?#") >= 0 || FaultOfText(part) is not null)
            {
                return null;
            }

            parts.Add(Composition.Compose(part));
        }

        return parts;
    }

    private static int EndOfAuthority(string text) => text.AsSpan().IndexOfAny("/?#\\") is var end and >= 0 ? end : text.Length;

    /// <summary>
    /// Whether a text without scheme and path is an address all the same. Dots alone do not make one: <c>anna.design</c>
    /// is a fine handle on most platforms. Whoever really is called <c>cars.com</c> can type <c>@cars.com</c>.
    /// </summary>
    private static bool IsAddressOnItsOwn(string text)
    {
        if (text.AsSpan().IndexOfAny('@', ':', '\\') >= 0 || (text.Contains('.') && IPAddress.TryParse(text, out _)))
        {
            return true;
        }

        var labels = text.ToLowerInvariant().Split('.');
        return labels is ["localhost"] || (labels.Length > 1 && (labels[0] == "www" || labels.Skip(1).Any(label => label is "com" or "net" or "org")));
    }
}

/// <summary>A link taken apart: it is believed as far as that this host would be asked for this path.</summary>
/// <param name="Host">Lower-case, ASCII.</param>
/// <param name="Path">Decoded, without empty parts and dots.</param>
/// <param name="Query">As pasted, without the question mark.</param>
internal sealed record PastedLink(string Host, IReadOnlyList<string> Path, string Query)
{
    /// <summary>The first part of the path; null for the site's own front page.</summary>
    public string? First => Path.Count > 0 ? Path[0] : null;

    public string? Second => Path.Count > 1 ? Path[1] : null;

    /// <summary>The first value of <paramref name="name"/> in the query, decoded; null when it is not there.</summary>
    public string? Asked(string name)
    {
        foreach (var pair in Query.Split('&'))
        {
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
            }
        }

        return null;
    }
}

/// <summary>What a person typed is exactly one of these.</summary>
internal readonly record struct PastedText(string? Handle, PastedLink? Link, string? Refusal)
{
    public static PastedText OfHandle(string handle) => new(handle, null, null);

    public static PastedText OfLink(PastedLink link) => new(null, link, null);

    public static PastedText Refused(string sentence) => new(null, null, sentence);
}
