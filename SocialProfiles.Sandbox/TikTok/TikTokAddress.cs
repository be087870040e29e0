namespace SocialProfiles.Sandbox.TikTok;

/// <summary>The address of a profile, or of a video of it.</summary>
/// <param name="Handle">Without @, lower case.</param>
/// <param name="VideoId">Digits; null for a profile.</param>
internal sealed record TikTokAddress(string Handle, string? VideoId)
{
    public static TikTokAddress? Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host is not ("www.tiktok.com" or "tiktok.com" or "m.tiktok.com"))
        {
            return null;
        }

        return uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [['@', .. { Length: > 0 } handle]] => new(Spelling(handle), null),
            [['@', .. { Length: > 0 } handle], "video" or "photo", { Length: > 0 } id] when id.All(char.IsAsciiDigit) => new(Spelling(handle), id),
            _ => null,
        };
    }

    private static string Spelling(string handle) => Uri.UnescapeDataString(handle).ToLowerInvariant();
}
