namespace SocialProfiles.Web.Components.Talents;

/// <summary>Where on the roster this page's person was last, so that the way back keeps search, filters and page.</summary>
public sealed class RosterPlace
{
    public string Address { get; set; } = "/";
}
