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
        new(false, $"{platform} does not accept the {label}. Copy it again from the platform's console, whole and without spaces.", option);

    /// <summary>The platform does not say which of the two it is.</summary>
    public static CredentialTest WrongPair(string platform, string idLabel, string secretLabel) =>
        new(false, $"{platform} does not accept the {idLabel} together with the {secretLabel}. Copy both again from the same app in the platform's console.");

    /// <summary>Nothing was learnt.</summary>
    public static CredentialTest Unclear(string platform, PlatformFailure failure) => new(false, failure.Kind switch
    {
        FailureKind.PlatformDown => $"{platform} could not be reached, so nothing is known about the credentials yet. Try again in a few minutes; if it stays so, check this server's way to the internet.",
        FailureKind.RateLimited => $"{platform} asks us to slow down, so nothing is known about the credentials yet. Try again in a few minutes.",
        _ => $"{platform} sent an answer that could not be understood ({failure.Detail}), so nothing is known about the credentials yet. Try again in a few minutes.",
    });
}
