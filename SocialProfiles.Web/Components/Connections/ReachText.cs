using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>What to know before a link is sent that a talent's phone may not reach.</summary>
internal static class ReachText
{
    /// <returns>Null where there is nothing to say.</returns>
    public static string? Of(string address) => AddressReaches.Of(address) switch
    {
        AddressReach.ThisComputer => "This link only works on this computer. Set the public address of SocialProfiles, then create a new link.",
        AddressReach.OwnNetwork => $"This link may only work in your own network, since its address is {new Uri(address).Host}. For talents elsewhere, set the public address first.",
        _ => null,
    };
}
