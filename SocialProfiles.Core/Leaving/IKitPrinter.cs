using SocialProfiles.Core.MediaKits;

namespace SocialProfiles.Core.Leaving;

/// <summary>Puts a media kit on paper.</summary>
public interface IKitPrinter
{
    /// <summary>A PDF with all that the kit says.</summary>
    byte[] Print(MediaKitView kit);
}
