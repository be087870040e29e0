namespace SocialProfiles.Core.Platforms;

/// <summary>Where a platform's numbers are read, for whoever wants to know where one comes from.</summary>
/// <param name="ApiVersion">As the platform names it: <c>v25.0</c>.</param>
/// <param name="Endpoints">Names of what is called, without identifiers and secrets: <c>business_discovery</c>.</param>
public sealed record PlatformSource(string ApiVersion, string Endpoints);
