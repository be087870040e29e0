namespace SocialProfiles.Sandbox.Consents;

/// <summary>How each platform's tokens begin and end, so that whoever looks for them in a log finds ours like real ones.</summary>
internal static class TokenSpelling
{
    public static (string Start, string End) Of(string platform, TokenUse use) => (platform, use) switch
    {
        ("instagram", TokenUse.Code) => ("AQB", ""),
        ("instagram", _) => ("IGAA", ""),
        ("tiktok", TokenUse.Code) => ("", "*0!6410.u1"),
        ("tiktok", TokenUse.Refresh) => ("rft.", "!6410.u1"),
        ("tiktok", _) => ("act.", "!6410.u1"),
        (_, TokenUse.Code) => ("4/0A", ""),
        (_, TokenUse.Refresh) => ("1//0", ""),
        _ => ("ya29.a0A", ""),
    };

    /// <summary>What is between start and end; null where they are not there.</summary>
    public static string? Body(string text, string platform, TokenUse use)
    {
        var (start, end) = Of(platform, use);
        return text.Length > start.Length + end.Length && text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal)
            ? text[start.Length..^end.Length]
            : null;
    }
}
