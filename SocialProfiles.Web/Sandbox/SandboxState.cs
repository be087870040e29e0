namespace SocialProfiles.Web.Sandbox;

/// <summary>Whether the sandbox stands in for the platforms, from the start to the end of the process.</summary>
public sealed record SandboxState(bool IsOn);
