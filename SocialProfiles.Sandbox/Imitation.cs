using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox;

/// <summary>A platform that the sandbox imitates.</summary>
/// <param name="Platform">Name on the screen.</param>
/// <param name="Servers">Makes what answers in its place, one for each of its addresses.</param>
/// <param name="StandIn">What turns its client here: an <c>IPostConfigureOptions</c> of its options.</param>
internal sealed record Imitation(string Platform, Func<SandboxTokens, TimeProvider, IReadOnlyList<ISandboxPlatform>> Servers, Type StandIn)
{
    /// <summary>What is particular here about a behaviour, as a sentence; where nothing is, none.</summary>
    public IDictionary<SandboxConduct, string> Notes { get; } = new Dictionary<SandboxConduct, string>();
}
