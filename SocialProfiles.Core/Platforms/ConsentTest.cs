namespace SocialProfiles.Core.Platforms;

/// <summary>
/// What an admin reads after a test of the agency's app. It is made by exchanging a code that nobody was given: who refuses
/// the code has accepted the app.
/// </summary>
internal static class ConsentTest
{
    /// <summary>A code that no platform ever gave.</summary>
    public const string MadeUpCode = "made-up-to-test-the-credentials";

    /// <summary>Where nobody is sent; the reserved name cannot exist (RFC 2606).</summary>
    public const string MadeUpRedirect = "https://socialprofiles.invalid/callback";

    /// <summary>The platform knows the app and accepts its secret.</summary>
    public static CredentialTest Good(string platform) => new(true, $"{platform} knows the app and accepts its secret.");

    /// <param name="label">As the platform's console calls it.</param>
    /// <param name="option">Its option.</param>
    public static CredentialTest Wrong(string platform, string label, string option) =>
        new(false, $"{platform} doesn't accept the {label}. Copy it again from the platform's console, in full and without spaces.", option);

    /// <summary>The platform does not say which of the two it is.</summary>
    public static CredentialTest WrongPair(string platform, string idLabel, string secretLabel) =>
        new(false, $"{platform} doesn't accept the {idLabel} together with the {secretLabel}. Copy both again from the same app in the platform's console.");

    /// <summary>Nothing was learnt.</summary>
    public static CredentialTest Unclear(string platform, PlatformFailure failure) => new(false, failure.Kind switch
    {
        FailureKind.PlatformDown => $"{platform} couldn't be reached, so we don't know yet whether the credentials work. Try again in a few minutes. If it keeps happening, check this server's internet connection.",
        FailureKind.RateLimited => $"{platform} asked us to slow down, so we don't know yet whether the credentials work. Try again in a few minutes.",
        _ => $"{platform} sent an answer that we couldn't read ({failure.Detail}), so we don't know yet whether the credentials work. Try again in a few minutes.",
    });
}
