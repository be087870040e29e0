using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>Who can mend a failure, as a sentence of the card.</summary>
internal static class MenderText
{
    /// <param name="platform">Display name.</param>
    public static string Of(Mender mender, string platform) => mender switch
    {
        Mender.Nobody => "This usually clears up on its own.",
        Mender.Platform => $"Only {platform} can fix this.",
        Mender.Agency => "You can fix this.",
        Mender.Talent => "Only the talent can fix this.",
        Mender.Us => "Only SocialProfiles itself can fix this.",
        _ => throw new ArgumentOutOfRangeException(nameof(mender), mender, null),
    };
}
