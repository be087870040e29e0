namespace SocialProfiles.Web.Sandbox;

/// <summary>Decides once, when the application starts, whether the sandbox stands in for the platforms.</summary>
public static class SandboxMode
{
    /// <param name="hasStoredCredentials">Whether admins have set credentials in the application; also such that do not open now.</param>
    public static bool IsOn(IConfiguration configuration, IHostEnvironment environment, bool hasStoredCredentials = false)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);
        return configuration.GetValue<bool?>($"{SandboxOptions.Section}:{nameof(SandboxOptions.Enabled)}")
            ?? (environment.IsDevelopment() || !(hasStoredCredentials || AnyPlatformIsConfigured(configuration)));
    }

    // TikTok's public data needs no credential, so it says nothing about what its host intends.
    private static bool AnyPlatformIsConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration["Platforms:Instagram:AccessToken"])
        || !string.IsNullOrWhiteSpace(configuration["Platforms:YouTube:ApiKey"]);
}
