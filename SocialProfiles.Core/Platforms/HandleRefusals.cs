namespace SocialProfiles.Core.Platforms;

/// <summary>The refusals that every platform can need, worded once.</summary>
internal static class HandleRefusals
{
    public static HandleReading TooLong(string platform, int longest) =>
        HandleReading.Refuse($"{platform} handles have at most {longest} characters. Check the spelling.");

    public static HandleReading TooShort(string platform, int shortest) =>
        HandleReading.Refuse($"{platform} handles have at least {shortest} characters. Check the spelling.");

    public static HandleReading Alphabet(string platform, string allowed) =>
        HandleReading.Refuse($"{platform} handles contain only {allowed}. Check the spelling.");

    /// <summary>Letters of two alphabets in one handle are nearly always somebody who wants to be taken for somebody else.</summary>
    public static HandleReading MixedAlphabets(string platform) =>
        HandleReading.Refuse($"This handle mixes look-alike letters from different alphabets, which {platform} handles never do. Type it instead of pasting it.");

    public static HandleReading OwnPage(string platform, string word) =>
        HandleReading.Refuse($"“{word}” is one of {platform}'s own pages, not an account. Type the handle of the account.");

    /// <param name="platform">Display name.</param>
    /// <param name="example">How the address of a profile looks there.</param>
    public static HandleReading NotAProfile(string platform, string example) =>
        HandleReading.Refuse($"That link doesn't lead to a profile. Paste the address of a profile on {platform}, such as {example}, or type the handle alone.");

    public static HandleReading Shortened(string platform) =>
        HandleReading.Refuse($"That is a shortened link, which hides the handle. Open it in a browser and copy the address that appears, or type the {platform} handle alone.");
}
