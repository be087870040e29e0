namespace SocialProfiles.Web.Components.Shared;

/// <summary>The three sizes of a platform's icon; the value is its edge length in CSS pixels.</summary>
public enum IconSize
{
    Small = 18,
    Medium = 26,
    Large = 40,
}
