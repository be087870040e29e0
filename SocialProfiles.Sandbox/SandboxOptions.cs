namespace SocialProfiles.Sandbox;

/// <summary>Section <c>Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>
    /// True or false decides; null (the default) switches the sandbox on in Development, and wherever no platform has credentials,
    /// be it in the configuration or set in the application.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>
    /// How long an imitated platform takes for a call, in milliseconds, 0 to 10,000. A call takes between 60% and 140% of it,
    /// so that a person sees the states go by as with a real platform. Default 150.
    /// </summary>
    public int LatencyMilliseconds { get; set; } = 150;
}
